import Torch

/// What an encoder made of a batch at every depth.
public struct HiddenStates {
    /// `[tokens, hidden]` each: the embeddings first, then the output of every layer.
    public let layers: [Tensor]
    public let batch: PackedBatch

    public init(layers: [Tensor], batch: PackedBatch) {
        precondition(!layers.isEmpty, "hidden states of no layer")
        self.layers = layers
        self.batch = batch
    }

    /// The output of the last layer.
    public var last: Tensor { layers[layers.count - 1] }

    /// The outputs of the transformer layers, without the embeddings.
    public var transformerLayers: [Tensor] { Array(layers.dropFirst()) }
}
