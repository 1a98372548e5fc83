import CTorch

/// The gradients that `Activation.fusedGradient` computes in one pass.
public struct ActivationGradient {
    /// The gradient of the activation's input, of its shape and type.
    public let input: Tensor
    /// The activation of the input once more: it is not kept, and the weight gradient needs it.
    public let output: Tensor
    /// The sums of `input` over its rows, float32 `[width]`: the gradient of a bias in the input.
    public let columnSums: Tensor
}

extension Activation {
    /// The activation of `x [rows, width]` (float32 or bfloat16) in one pass, computed in float32.
    ///
    /// Not recorded for gradients.
    public func fused(_ x: Tensor) throws(TorchError) -> Tensor {
        switch KernelForm.of(x) {
        case .fused:
            try .make("\(rawValue) \(x.shape)") { ct_activation_forward(code, x.handle, $0) }
        case .reference: try self(x.converted(to: .float32)).converted(to: x.dtype ?? .float32)
        }
    }

    /// The gradient at `x`, the activation of `x` and the gradient's column sums in one pass.
    /// - Parameters:
    ///   - upstream: the gradient of the output, of the shape and type of `x`.
    ///   - overwriting: writes the gradient over `upstream` and the activation over `x`, which saves
    ///     memory and time: both results are then those tensors (where they are contiguous).
    public func fusedGradient(
        _ upstream: Tensor, at x: Tensor, overwriting: Bool = false
    ) throws(TorchError) -> ActivationGradient {
        guard case .fused = KernelForm.of(x) else { return try referenceGradient(upstream, at: x) }
        let results = try Tensor.makeSeveral(3, "gradient of \(rawValue) \(x.shape)") {
            ct_activation_gradient(code, upstream.handle, x.handle, overwriting, $0)
        }
        return ActivationGradient(
            input: results[0], output: results[1], columnSums: results[2])
    }

    private func referenceGradient(
        _ upstream: Tensor, at x: Tensor
    ) throws(TorchError) -> ActivationGradient {
        let type = x.dtype ?? .float32
        let exact = try x.converted(to: .float32)
        let gradient = try derivatives(at: [exact], upstream: upstream) {
            leaves throws(TorchError) in
            try self(leaves[0])
        }[0]
        return ActivationGradient(
            input: try gradient.converted(to: type), output: try self(exact).converted(to: type),
            columnSums: try gradient.sum(along: 0))
    }

    private var code: ct_activation {
        switch self {
        case .gelu: CT_GELU
        case .geluTanh: CT_GELU_TANH
        case .relu: CT_RELU
        case .silu: CT_SILU
        case .tanh: CT_TANH
        }
    }
}

/// The sums over the rows of `x [rows, width]` (float32 or bfloat16), float32 `[width]`.
///
/// Added in an order that depends on the number of rows alone. Rows may be strided, as those of
/// `slice(_:along: 1)` are.
public func columnSums(_ x: Tensor) throws(TorchError) -> Tensor {
    switch KernelForm.of(x) {
    case .fused: try .make("column sums \(x.shape)") { ct_column_sums(x.handle, $0) }
    case .reference: try x.converted(to: .float32).sum(along: 0)
    }
}
