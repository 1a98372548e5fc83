import Layers
import Torch

extension PrecisionChoice {
    /// The arithmetic this choice means on this machine.
    public var resolved: Precision {
        switch self {
        case .fp32: .fp32
        case .bf16: .bf16
        case .auto: Runtime.hasBFloat16Products ? .bf16 : .fp32
        }
    }
}
