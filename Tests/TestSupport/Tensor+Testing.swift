import Torch

extension Tensor {
    /// The elements in row-major order.
    public var numbers: [Double] {
        get throws { try elements(as: Double.self) }
    }

    /// The elements' bits, for comparisons in which 0 differs from -0 and NaN equals itself.
    public var bits: [UInt8] {
        get throws {
            let dtype = dtype ?? .float32
            var bytes = [UInt8](repeating: 0, count: count * dtype.byteCount)
            try bytes.withUnsafeMutableBytes { buffer in
                try write(to: UnsafeMutableRawBufferPointer(buffer), as: dtype)
            }
            return bytes
        }
    }
}

/// Runs `body` with so many threads for each operation of libtorch.
public func withThreads<Result>(_ count: Int, _ body: () throws -> Result) throws -> Result {
    let before = Runtime.threadCount
    try Runtime.setThreadCount(count)
    defer { try? Runtime.setThreadCount(before) }
    return try body()
}
