import Layers
import Torch

/// Collects the gradients of one optimizer step, over one batch or several.
///
/// A single batch's gradients are read where libtorch left them. Several are summed in float32, so
/// that in bf16 the sum is not rounded at every batch.
package final class GradientBuffer {
    private let parameters: [Parameter]
    private let batchesPerStep: Int
    /// The gradients so far, in the order of the store; `nil` where a weight had no part.
    package private(set) var gradients: [ParameterGradient?]

    package init(_ store: ParameterStore, batchesPerStep: Int) {
        parameters = store.parameters
        self.batchesPerStep = batchesPerStep
        gradients = Array(repeating: nil, count: store.parameters.count)
    }

    /// Takes in what the last backward pass left.
    package func collect() throws(TorchError) {
        for (index, parameter) in parameters.enumerated() {
            if let rows = parameter.rowGradient {
                try add(rows, at: index)
            } else if let gradient = try parameter.gradient() {
                try add(gradient, at: index)
            }
        }
        // After all are read: clearing one weight may clear others that share its storage.
        if batchesPerStep > 1 { try clearParameters() }
    }

    private func add(_ gradient: Tensor, at index: Int) throws(TorchError) {
        if batchesPerStep == 1 {
            gradients[index] = .dense(gradient)
        } else if case .dense(let sum) = gradients[index] {
            try sum.add(gradient)
        } else {
            gradients[index] = .dense(try gradient.converted(to: .float32))
        }
    }

    private func add(_ gradient: RowGradient, at index: Int) throws(TorchError) {
        if batchesPerStep > 1, case .rows(let sum) = gradients[index] {
            gradients[index] = .rows(try sum.merging(gradient))
        } else {
            gradients[index] = .rows(gradient)
        }
    }

    /// The numbers of all gradients.
    package var values: [Tensor] { gradients.compactMap { $0?.values } }

    /// Forgets them, for the next step.
    package func clear() throws(TorchError) {
        gradients = Array(repeating: nil, count: parameters.count)
        try clearParameters()
    }

    private func clearParameters() throws(TorchError) {
        for parameter in parameters { try parameter.clearGradient() }
    }
}
