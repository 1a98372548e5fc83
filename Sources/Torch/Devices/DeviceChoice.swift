/// A device as a user asks for it.
public enum DeviceChoice: Sendable, Hashable {
    case cpu
    /// A GPU by its number; `nil` is the first.
    case cuda(Int?)
    /// A GPU where one can be used, else the processor.
    case auto

    /// `cpu`, `cuda`, `cuda:N` or `auto`.
    public init?(_ text: String) {
        switch text {
        case "cpu": self = .cpu
        case "cuda": self = .cuda(nil)
        case "auto": self = .auto
        default:
            let prefix = "cuda:"
            guard text.hasPrefix(prefix), let index = Int(text.dropFirst(prefix.count)),
                index >= 0, text == "\(prefix)\(index)"
            else { return nil }
            self = .cuda(index)
        }
    }

    /// The device, ready to compute.
    /// - Parameters:
    ///   - tf32: a GPU's float32 products may round their operands to 10 bits, in the whole process.
    ///   - notice: told what `auto` chose, and why where it is the processor; and of a GPU without
    ///     kernels of this package.
    /// - Throws: where a GPU was asked for by name and cannot be used.
    public func opened(
        tf32: Bool = false, notice: (String) -> Void = { _ in }
    ) throws(TorchError) -> Device {
        switch self {
        case .cpu: return .cpu
        case .cuda(let index): return try Self.gpu(index ?? 0, tf32: tf32, notice)
        case .auto:
            do {
                let device = try Self.gpu(0, tf32: tf32, notice)
                notice("computing on \(device), \(try CUDA.properties(of: 0).name)")
                return device
            } catch {
                notice("computing on the processor (\(error.message))")
                return .cpu
            }
        }
    }

    private static func gpu(
        _ index: Int, tf32: Bool, _ notice: (String) -> Void
    ) throws(TorchError) -> Device {
        let driver = try CUDA.driver()
        guard index < driver.deviceCount else {
            let there =
                driver.deviceCount == 0
                ? "the driver sees no GPU" : "there are cuda:0 to cuda:\(driver.deviceCount - 1)"
            throw TorchError(.other, operation: "cuda:\(index)", message: "no such GPU: \(there)")
        }
        try CUDA.open()
        try CUDA.configure(tf32: tf32)
        let device = Device.cuda(index)
        // The first tensor says whether libtorch's build and the driver fit each other.
        _ = try Tensor.zeros([1], on: device).scalar()
        if let missing = CUDA.missingKernels {
            notice(
                "\(device) computes by libtorch's operations alone, many times slower: \(missing)")
        }
        return device
    }
}

extension DeviceChoice: CustomStringConvertible {
    public var description: String {
        switch self {
        case .cpu: "cpu"
        case .cuda(nil): "cuda"
        case .cuda(let index?): "cuda:\(index)"
        case .auto: "auto"
        }
    }
}
