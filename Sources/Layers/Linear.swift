import Torch

/// `x Wᵀ + b`, `[rows, inputs]` to `[rows, outputs]`.
public struct Linear {
    public let weight: Parameter
    public let bias: Parameter

    /// - Parameter rounded: whether bf16 computes it in bfloat16; a classifier's stays in float32.
    public init(
        _ scope: ParameterScope, inputs: Int, outputs: Int, initializerRange: Double,
        rounded: Bool = true
    ) throws(TorchError) {
        weight = try scope.parameter(
            "weight", [outputs, inputs], .normal(standardDeviation: initializerRange),
            decays: true, rounded: rounded)
        bias = try scope.parameter("bias", [outputs], .zeros, decays: false, rounded: rounded)
    }

    public func callAsFunction(_ x: Tensor) throws(TorchError) -> Tensor {
        try linear(x, weight: weight.compute, bias: bias.compute)
    }
}
