import Layers
import Torch

/// A family's own way from the first token of the last layer to the features that its sequence
/// classifier reads: BERT's pooler, the first half of RoBERTa's classifier, DistilBERT's
/// pre-classifier.
public struct SentencePooler {
    /// Computed in float32 in every precision: it works on one row a sentence.
    package let dense: Linear
    private let activation: Activation
    private let dropout: Double

    public init(
        _ store: ParameterStore, _ configuration: EncoderConfiguration
    ) throws(TorchError) {
        let head = configuration.family.sentenceHead
        let size = configuration.hiddenSize
        dense = try Linear(
            store.scope(head.pooler), inputs: size, outputs: size,
            initializerRange: configuration.initializerRange, rounded: false)
        activation = head.activation
        dropout = head.dropsInput ? configuration.classifierDropout : 0
    }

    /// Float32 `[sentences, hidden]` to the same.
    public func callAsFunction(
        _ firstTokens: Tensor, _ pass: ForwardPass
    ) throws(TorchError) -> Tensor {
        let input =
            dropout > 0 ? try pass.dropout(firstTokens, probability: dropout) : firstTokens
        return try activation(dense(input))
    }
}
