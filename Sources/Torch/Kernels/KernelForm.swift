import CTorch
import Foundation

/// Which form of a kernel computes: the one written for the device, or the reference, which is composed
/// of libtorch's operations and runs on any device.
///
/// Every kernel of this folder asks once, with its input; nobody above asks. The environment variable
/// `ISOTROPY_KERNELS=reference` takes the reference everywhere.
package enum KernelForm: String, Sendable, CaseIterable {
    case fused, reference

    static let variable = "ISOTROPY_KERNELS"

    /// What the environment asks for; `nil` where it names no form.
    package static let requested: KernelForm? = {
        guard let name = ProcessInfo.processInfo.environment[variable], !name.isEmpty else {
            return .fused
        }
        return KernelForm(rawValue: name)
    }()

    /// Refuses an environment that names no form: call it before anything is computed.
    package static func checkEnvironment() throws(TorchError) {
        guard requested == nil else { return }
        let names = allCases.map(\.rawValue).joined(separator: " or ")
        throw TorchError(.other, operation: variable, message: "must be \(names)")
    }

    /// The form for a kernel that reads `tensor`.
    static func of(_ tensor: Tensor) -> KernelForm {
        requested == .reference || !ct_has_kernels(tensor.handle) ? .reference : .fused
    }
}
