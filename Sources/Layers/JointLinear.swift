import Torch

/// Weights that are read together: one tensor of all their rows, each under its own name.
final class JointWeight {
    /// The master values, float32 `[rows, …]`.
    let value: Tensor
    /// What products read and gradients are taken of: `value` itself, or its bfloat16 copy.
    let compute: Tensor

    var isRounded: Bool { compute !== value }

    init(_ shape: [Int], rounded: Bool, device: Device) throws(TorchError) {
        value = try Tensor.lazyZeros(shape, on: device)
        compute = rounded ? try Tensor.lazyZeros(shape, .bfloat16, on: device) : value
        try compute.requireGradient()
    }
}

/// Linear layers of equal size that read the same input, computed as one product.
///
/// Each keeps its weight and bias under its published names; their results stand side by side,
/// `[rows, inputs]` to `[rows, count * outputs]`.
public struct JointLinear {
    /// What a product reads, `[count * outputs, inputs]`.
    public let weight: Tensor
    /// `[count * outputs]`.
    public let bias: Tensor
    /// The outputs of one layer.
    public let outputs: Int

    /// - Parameter scopes: of each layer, in the order of the results.
    public init(
        _ scopes: [ParameterScope], inputs: Int, outputs: Int, initializerRange: Double
    ) throws(TorchError) {
        precondition(!scopes.isEmpty, "a joint layer of no layers")
        let rounded = scopes[0].precision == .bf16
        let device = scopes[0].device
        let weights = try JointWeight(
            [scopes.count * outputs, inputs], rounded: rounded, device: device)
        let biases = try JointWeight([scopes.count * outputs], rounded: rounded, device: device)
        for (index, scope) in scopes.enumerated() {
            let rows = index * outputs..<(index + 1) * outputs
            try scope.addRows(
                rows, of: weights, "weight", .normal(standardDeviation: initializerRange),
                decays: true)
            try scope.addRows(rows, of: biases, "bias", .zeros, decays: false)
        }
        weight = weights.compute
        bias = biases.compute
        self.outputs = outputs
    }
}
