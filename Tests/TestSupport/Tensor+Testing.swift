import Foundation
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

extension Tensor {
    /// Independent normal numbers, float32.
    public static func random(_ shape: [Int], seed: UInt64) throws -> Tensor {
        let key = RandomKey(seed: seed, step: 1, site: 2)
        let count = shape.reduce(1, *)
        let numbers = (0..<count).map { place in
            let block = key.block(UInt64(place))
            let radius = (-2 * log((Double(block.0) + 0.5) * 0x1p-32)).squareRoot()
            return Float(radius * cos(2 * .pi * Double(block.1) * 0x1p-32))
        }
        return try Tensor.of(numbers, shape: shape)
    }
}
