import Layers
import Torch

/// Turns packed token ids into hidden states.
public protocol Encoder {
    /// The size of a hidden state.
    var hiddenSize: Int { get }

    /// The number of transformer layers.
    var layerCount: Int { get }

    /// - Parameter reading: the tokens of the last layer that will be read.
    /// - Returns: the embeddings and every layer's output, `[tokens, hidden]` each; the last layer only
    ///   for the tokens that will be read.
    func callAsFunction(
        _ batch: PackedBatch, _ pass: ForwardPass, reading: TokenSelection
    ) throws(TorchError) -> HiddenStates
}

extension Encoder {
    /// All states of all layers.
    public func callAsFunction(
        _ batch: PackedBatch, _ pass: ForwardPass
    ) throws(TorchError) -> HiddenStates {
        try self(batch, pass, reading: .all)
    }
}
