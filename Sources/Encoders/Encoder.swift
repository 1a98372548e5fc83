import Layers
import Torch

/// Turns packed token ids into hidden states.
public protocol Encoder {
    /// The size of a hidden state.
    var hiddenSize: Int { get }

    /// The number of transformer layers.
    var layerCount: Int { get }

    /// - Returns: the embeddings and every layer's output, `[tokens, hidden]` each.
    func callAsFunction(
        _ batch: PackedBatch, _ pass: ForwardPass
    ) throws(TorchError) -> HiddenStates

    /// The architecture's own sentence features from the first token of the last layer, float32
    /// `[sentences, hidden]` to the same.
    func pooled(_ firstTokens: Tensor) throws(TorchError) -> Tensor
}
