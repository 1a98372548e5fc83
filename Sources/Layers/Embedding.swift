import Torch

/// A table with a row of float32 numbers for each index; `EmbeddingNorm` reads it.
public struct Embedding {
    public let weight: Parameter

    public init(
        _ scope: ParameterScope, count: Int, size: Int, initializerRange: Double
    ) throws(TorchError) {
        weight = try scope.parameter(
            "weight", [count, size], .normal(standardDeviation: initializerRange), decays: true,
            rounded: false)
    }
}
