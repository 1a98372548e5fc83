import Torch

/// A row of float32 numbers for each index.
public struct Embedding {
    public let weight: Parameter

    public init(
        _ scope: ParameterScope, count: Int, size: Int, initializerRange: Double
    ) throws(TorchError) {
        weight = try scope.parameter(
            "weight", [count, size], .normal(standardDeviation: initializerRange), decays: true,
            rounded: false)
    }

    /// - Parameter indices: int64 `[tokens]`.
    /// - Returns: `[tokens, size]`.
    public func callAsFunction(_ indices: Tensor) throws(TorchError) -> Tensor {
        try embedding(weight.value, at: indices)
    }
}
