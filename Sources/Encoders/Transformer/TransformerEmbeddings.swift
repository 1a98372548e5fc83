import Layers
import Torch

/// The sum of word, position and segment embeddings, normalized: float32 tables and arithmetic.
/// Narrow embeddings then go through a linear layer to the hidden size.
struct TransformerEmbeddings {
    private let words: Embedding
    private let positions: Embedding
    /// `nil` in families without segments.
    private let types: Embedding?
    private let norm: LayerNorm
    private let projection: Linear?
    private let configuration: EncoderConfiguration
    private let dtype: DType

    init(
        _ encoder: ParameterScope, _ configuration: EncoderConfiguration
    ) throws(TorchError) {
        let scope = encoder["embeddings"]
        let size = configuration.embeddingSize
        let range = configuration.initializerRange
        words = try Embedding(
            scope["word_embeddings"], count: configuration.vocabularySize, size: size,
            initializerRange: range)
        // A batch reads few of its rows, and only those get a gradient.
        words.weight.updatesByRow = true
        positions = try Embedding(
            scope["position_embeddings"], count: configuration.positionCount, size: size,
            initializerRange: range)
        types =
            configuration.typeCount == 0
            ? nil
            : try Embedding(
                scope["token_type_embeddings"], count: configuration.typeCount, size: size,
                initializerRange: range)
        norm = try LayerNorm(
            scope["LayerNorm"], size: size, epsilon: configuration.layerNormEpsilon)
        projection =
            if let name = configuration.embeddingProjection {
                try Linear(
                    encoder[name], inputs: size, outputs: configuration.hiddenSize,
                    initializerRange: range)
            } else { nil }
        self.configuration = configuration
        dtype = scope.precision == .bf16 ? .bfloat16 : .float32
    }

    /// - Returns: `[rows of the filled batch, hidden]`, in the type that the layers compute in.
    func callAsFunction(
        _ batch: PackedBatch, _ pass: ForwardPass
    ) throws(TorchError) -> Tensor {
        let embedded = try summed(batch, pass)
        return try projection.map { layer throws(TorchError) in try layer(embedded) } ?? embedded
    }

    private func summed(_ batch: PackedBatch, _ pass: ForwardPass) throws(TorchError) -> Tensor {
        let places = try EmbeddingPlaces(batch, configuration)
        let sum = EmbeddingNorm(
            epsilon: norm.epsilon, dropout: pass.isTraining ? configuration.hiddenDropout : 0,
            key: pass.nextKey())
        let typeTable =
            if let types { types.weight.value } else {
                try Tensor.zeros([1, configuration.embeddingSize], on: batch.device)
            }
        let lookups = EmbeddingNorm.Lookups(
            words: words.weight.value, positions: positions.weight.value,
            types: typeTable, ids: batch.filled.ids,
            positionIDs: places.positions, typeIDs: places.types)
        let (weight, bias) = (norm.weight.value, norm.bias.value)
        let kept = try withoutGradients { () throws(TorchError) in
            try sum.forward(lookups, weight: weight, bias: bias, dtype: dtype)
        }
        let inputs = [lookups.positions, lookups.types, weight, bias]
        return try withGradient(of: kept.output, inputs: inputs) { upstream throws(TorchError) in
            let gradients = try sum.backward(
                upstream, sum: kept.sum, statistics: kept.statistics, weight: weight)
            let tokens = try gradients.sum.slice(0..<batch.tokenCount)
            try words.weight.addRowGradient(
                .summing(places.trained(tokens), by: batch.ids))
            return [
                try places.positionGradient(tokens).dense(count: lookups.positions.size(0)),
                try types.map { _ throws(TorchError) in
                    try places.typeGradient(tokens).dense(count: lookups.types.size(0))
                },
                gradients.weight, gradients.bias,
            ]
        }
    }
}
