import Torch

/// Normalizes each row, then scales and shifts it; statistics and weights are float32.
public struct LayerNorm {
    public let weight: Parameter
    public let bias: Parameter
    public let epsilon: Double

    public init(_ scope: ParameterScope, size: Int, epsilon: Double) throws(TorchError) {
        weight = try scope.parameter("weight", [size], .ones, decays: false, rounded: false)
        bias = try scope.parameter("bias", [size], .zeros, decays: false, rounded: false)
        self.epsilon = epsilon
    }

    public func callAsFunction(_ x: Tensor) throws(TorchError) -> Tensor {
        try layerNorm(x, weight: weight.value, bias: bias.value, epsilon: epsilon)
    }
}
