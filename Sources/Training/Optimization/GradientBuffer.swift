import Layers
import Torch

/// Collects the gradients of one optimizer step, over one batch or several.
///
/// A single batch's gradients are read where libtorch left them. Several are summed in float32, so
/// that in bf16 the sum is not rounded at every batch.
package final class GradientBuffer {
    private let parameters: [Parameter]
    private let batchesPerStep: Int
    private var sums: [Tensor?]

    package init(_ store: ParameterStore, batchesPerStep: Int) {
        parameters = store.parameters
        self.batchesPerStep = batchesPerStep
        sums = Array(repeating: nil, count: store.parameters.count)
    }

    /// Takes in what the last backward pass left.
    package func collect() throws(TorchError) {
        for (index, parameter) in parameters.enumerated() {
            guard let gradient = try parameter.compute.gradient() else { continue }
            if batchesPerStep == 1 {
                sums[index] = gradient
            } else if let sum = sums[index] {
                try sum.add(gradient)
            } else {
                sums[index] = try gradient.converted(to: .float32)
            }
            if batchesPerStep > 1 { try parameter.compute.clearGradient() }
        }
    }

    /// The gradients so far, in the order of the store; `nil` where a weight had no part.
    package var gradients: [Tensor?] { sums }

    /// The norm of all gradients together.
    package func norm() throws(TorchError) -> Double {
        var total = 0.0
        for case let sum? in sums { total += try sum.sumOfSquares() }
        return total.squareRoot()
    }

    /// Forgets them, for the next step.
    package func clear() throws(TorchError) {
        for (index, parameter) in parameters.enumerated() {
            sums[index] = nil
            try parameter.compute.clearGradient()
        }
    }
}
