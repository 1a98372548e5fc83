import Layers
import Torch

/// The sum of word, position and segment embeddings, normalized, in float32.
struct BERTEmbeddings {
    private let words: Embedding
    private let positions: Embedding
    private let types: Embedding
    private let norm: LayerNorm
    private let dropout: Double

    init(_ scope: ParameterScope, _ configuration: BERTConfiguration) throws(TorchError) {
        let size = configuration.hiddenSize
        let range = configuration.initializerRange
        words = try Embedding(
            scope["word_embeddings"], count: configuration.vocabularySize, size: size,
            initializerRange: range)
        positions = try Embedding(
            scope["position_embeddings"], count: configuration.maximumPositions, size: size,
            initializerRange: range)
        types = try Embedding(
            scope["token_type_embeddings"], count: configuration.typeCount, size: size,
            initializerRange: range)
        norm = try LayerNorm(
            scope["LayerNorm"], size: size, epsilon: configuration.layerNormEpsilon)
        dropout = configuration.hiddenDropout
    }

    /// - Returns: `[tokens, hidden]`.
    func callAsFunction(
        _ batch: PackedBatch, _ pass: ForwardPass
    ) throws(TorchError) -> Tensor {
        let word = try words(batch.ids)
        let type = try types(batch.typeIDs)
        let position = try positions(batch.positions)
        let sum = try word.adding(type).adding(position)
        return try pass.dropout(norm(sum), probability: dropout)
    }
}
