import Torch

/// The float32 scale and shift of a norm of rows; `AddNorm` and `EmbeddingNorm` apply them.
public struct LayerNorm {
    public let weight: Parameter
    public let bias: Parameter
    public let epsilon: Double

    public init(_ scope: ParameterScope, size: Int, epsilon: Double) throws(TorchError) {
        weight = try scope.parameter("weight", [size], .ones, decays: false, rounded: false)
        bias = try scope.parameter("bias", [size], .zeros, decays: false, rounded: false)
        self.epsilon = epsilon
    }
}
