import Layers
import Torch

/// One post-norm transformer layer: attention, then a two-layer perceptron, each added to its input
/// and normalized.
struct EncoderLayer {
    private let attention: SelfAttention
    private let attentionNorm: LayerNorm
    private let expansion: Linear
    private let contraction: Linear
    private let outputNorm: LayerNorm
    private let activation: Activation
    private let dropout: Double

    init(_ scope: ParameterScope, _ configuration: BERTConfiguration) throws(TorchError) {
        let size = configuration.hiddenSize
        let range = configuration.initializerRange
        let epsilon = configuration.layerNormEpsilon
        attention = try SelfAttention(scope["attention"], configuration)
        attentionNorm = try LayerNorm(
            scope["attention"]["output"]["LayerNorm"], size: size, epsilon: epsilon)
        expansion = try Linear(
            scope["intermediate"]["dense"], inputs: size, outputs: configuration.intermediateSize,
            initializerRange: range)
        contraction = try Linear(
            scope["output"]["dense"], inputs: configuration.intermediateSize, outputs: size,
            initializerRange: range)
        outputNorm = try LayerNorm(scope["output"]["LayerNorm"], size: size, epsilon: epsilon)
        activation = configuration.activation
        dropout = configuration.hiddenDropout
    }

    /// - Parameter states: `[tokens, hidden]`.
    func callAsFunction(
        _ states: Tensor, _ batch: PackedBatch, _ pass: ForwardPass
    ) throws(TorchError) -> Tensor {
        let attended = try pass.dropout(attention(states, batch, pass), probability: dropout)
        let middle = try attentionNorm(states.adding(attended))
        let expanded = try activation(expansion(middle))
        let contracted = try pass.dropout(contraction(expanded), probability: dropout)
        return try outputNorm(middle.adding(contracted))
    }
}
