import Encoders
import Isotropy
import Layers
import Torch

/// The point clouds that an evaluation measures.
public struct IsotropyClouds {
    private var features: Moments
    private var normalized: Moments
    private var layers: [Moments]

    public init(_ encoder: TransformerEncoder) {
        features = Moments(dimensions: encoder.hiddenSize)
        normalized = features
        layers = Array(repeating: features, count: encoder.layerCount + 1)
    }

    /// - Parameters:
    ///   - features: the sentence features, `[sentences, hidden]`.
    ///   - normalized: the same after the normalizer.
    public mutating func add(
        _ states: HiddenStates, features sentences: Tensor, normalized after: Tensor
    ) throws {
        try features.add(sentences)
        try normalized.add(after)
        for (index, layer) in states.layers.enumerated() { try layers[index].add(layer) }
    }

    /// How the deviations of the dimensions of each layer's tokens are spread, the embeddings first.
    public func deviations() -> [DeviationHistogram] {
        layers.map { DeviationHistogram($0.standardDeviations ?? []) }
    }

    public func record() throws -> IsotropyRecord {
        var union = Moments(dimensions: features.dimensions)
        for layer in layers.dropFirst() { union.merge(layer) }
        let curve = try normalized.spectrum()?.explainedVarianceCurve(limit: 50) ?? []
        return IsotropyRecord(
            explainedVariance: Array(curve.prefix(3)), explainedVarianceCurve: curve,
            features: normalized.isoScore, featuresBeforeNormalizer: features.isoScore,
            tokens: union.isoScore, layers: layers.map(\.isoScore),
            featureVectors: normalized.count, tokenVectors: union.count)
    }
}
