import Layers
import Torch

/// Transforms the sentence features that the classifier reads, `[sentences, hidden]`, float32.
///
/// In training it may use and update statistics of the batch; in evaluation it changes nothing and
/// is an affine map, which folds into the classifier.
public protocol Normalizer: AnyObject {
    func callAsFunction(_ features: Tensor, _ pass: ForwardPass) throws(TorchError) -> Tensor

    /// What a checkpoint must hold to continue: names and copies of the values.
    func state() throws(TorchError) -> [(name: String, tensor: Tensor)]

    /// Takes over a state that `state()` gave.
    /// - Throws: when a tensor is missing or has another shape; then nothing is changed.
    func restore(_ state: [String: Tensor]) throws(TorchError)

    /// The map of evaluation, float32, in main memory.
    /// - Returns: `nil` where it is the identity, as before the first training step.
    func evaluationMap() throws(TorchError) -> AffineMap?
}

extension Normalizer {
    /// The classifier that gives on plain features what `weight` and `bias` give on normalized ones:
    /// `W' = W M`, `b' = b + W shift`. New tensors in main
    /// memory, outside the graph.
    /// - Parameters:
    ///   - weight: `[classes, hidden]`.
    ///   - bias: `[classes]`.
    public func fold(
        weight: Tensor, bias: Tensor
    ) throws(TorchError) -> (weight: Tensor, bias: Tensor) {
        try withoutGradients { () throws(TorchError) in
            let (weight, bias) = (try weight.moved(to: .cpu), try bias.moved(to: .cpu))
            guard let map = try evaluationMap() else {
                return (try weight.detached().cloned(), try bias.detached().cloned())
            }
            let column = try map.shift.reshaped(to: -1, 1)
            let added = try weight.matmul(column).reshaped(to: bias.shape)
            return (try map.folded(into: weight), try bias.adding(added))
        }
    }
}
