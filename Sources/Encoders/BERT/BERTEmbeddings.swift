import Layers
import Torch

/// The sum of word, position and segment embeddings, normalized: float32 tables and arithmetic.
struct BERTEmbeddings {
    private let words: Embedding
    private let positions: Embedding
    private let types: Embedding
    private let norm: LayerNorm
    private let dropout: Double
    private let dtype: DType

    init(_ scope: ParameterScope, _ configuration: BERTConfiguration) throws(TorchError) {
        let size = configuration.hiddenSize
        let range = configuration.initializerRange
        words = try Embedding(
            scope["word_embeddings"], count: configuration.vocabularySize, size: size,
            initializerRange: range)
        // A batch reads few of its rows, and only those get a gradient.
        words.weight.updatesByRow = true
        positions = try Embedding(
            scope["position_embeddings"], count: configuration.maximumPositions, size: size,
            initializerRange: range)
        types = try Embedding(
            scope["token_type_embeddings"], count: configuration.typeCount, size: size,
            initializerRange: range)
        norm = try LayerNorm(
            scope["LayerNorm"], size: size, epsilon: configuration.layerNormEpsilon)
        dropout = configuration.hiddenDropout
        dtype = scope.precision == .bf16 ? .bfloat16 : .float32
    }

    /// - Returns: `[rows of the filled batch, hidden]`, in the type that the layers compute in.
    func callAsFunction(
        _ batch: PackedBatch, _ pass: ForwardPass
    ) throws(TorchError) -> Tensor {
        let sum = EmbeddingNorm(
            epsilon: norm.epsilon, dropout: pass.isTraining ? dropout : 0, key: pass.nextKey())
        let lookups = EmbeddingNorm.Lookups(
            words: words.weight.value, positions: positions.weight.value,
            types: types.weight.value, ids: batch.filled.ids, positionIDs: batch.filled.positions,
            typeIDs: batch.filled.typeIDs)
        let (weight, bias) = (norm.weight.value, norm.bias.value)
        guard lookups.words.isOnCPU else {
            return try sum.composed(lookups, weight: weight, bias: bias).converted(to: dtype)
        }
        let kept = try withoutGradients { () throws(TorchError) in
            try sum.forward(lookups, weight: weight, bias: bias, dtype: dtype)
        }
        let inputs = [lookups.positions, lookups.types, weight, bias]
        return try withGradient(of: kept.output, inputs: inputs) { upstream throws(TorchError) in
            let gradients = try sum.backward(
                upstream, sum: kept.sum, statistics: kept.statistics, weight: weight)
            let tokens = try gradients.sum.slice(0..<batch.tokenCount)
            func rows(_ numbers: Tensor) throws(TorchError) -> RowGradient {
                try .summing(tokens, by: numbers)
            }
            try words.weight.addRowGradient(rows(batch.ids))
            return [
                try rows(batch.positions).dense(count: lookups.positions.size(0)),
                try rows(batch.typeIDs).dense(count: lookups.types.size(0)),
                gradients.weight, gradients.bias,
            ]
        }
    }
}
