import CTorch

/// Where a tensor's elements are and its operations run.
public enum Device: Sendable, Hashable {
    case cpu
    /// An NVIDIA GPU, counted from 0.
    case cuda(Int)

    public var isCPU: Bool { self == .cpu }

    var code: ct_device {
        switch self {
        case .cpu: ct_device(kind: CT_PROCESSOR, index: 0)
        case .cuda(let index): ct_device(kind: CT_CUDA, index: Int32(clamping: index))
        }
    }

    /// `nil` for a kind of device that this package never uses.
    init?(code: ct_device) {
        switch code.kind {
        case CT_PROCESSOR: self = .cpu
        case CT_CUDA: self = .cuda(Int(code.index))
        default: return nil
        }
    }

    /// Waits until everything that was given to the device is done.
    public func synchronize() throws(TorchError) {
        try check(ct_synchronize(code), "waiting for \(self)")
    }
}

extension Device: CustomStringConvertible {
    /// `cpu`, `cuda:0`, …
    public var description: String {
        switch self {
        case .cpu: "cpu"
        case .cuda(let index): "cuda:\(index)"
        }
    }
}
