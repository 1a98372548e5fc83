import Layers
import Models
import Options
import Torch

extension PrecisionChoice {
    /// This choice on a device, `auto` decided.
    /// - Throws: for tf32 on a processor.
    public func resolved(on device: Device) throws(TrainingError) -> PrecisionChoice {
        switch self {
        case .fp32, .bf16: self
        case .tf32 where device.isCPU:
            throw .options([
                OptionProblem("precision", "tf32: processors have no TF32, give `device` cuda")
            ])
        case .tf32: .tf32
        case .auto: try Self.multipliesBFloat16(device) ? .bf16 : .fp32
        }
    }

    /// The arithmetic of models; of GPUs TF32 is a setting of the whole process.
    public var arithmetic: Precision { self == .bf16 ? .bf16 : .fp32 }

    private static func multipliesBFloat16(_ device: Device) throws(TrainingError) -> Bool {
        guard case .cuda(let index) = device else { return Runtime.hasBFloat16Products }
        do {
            return try CUDA.properties(of: index).multipliesBFloat16
        } catch {
            throw .run("\(error)")
        }
    }
}
