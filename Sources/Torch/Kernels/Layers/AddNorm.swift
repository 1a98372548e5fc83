import CTorch

/// `LayerNorm(residual + dropout(x))`, forward and backward in one pass each.
///
/// Tensors are `[rows, hidden]`, float32 or bfloat16, the arithmetic float32; weight and bias are
/// float32. The mask follows from the key and the numbers of the rows and is never kept. Nothing is
/// recorded for gradients.
public struct AddNorm: Sendable {
    public var epsilon: Double
    public var dropout: Double
    public var key: RandomKey

    /// - Parameter dropout: the probability, rounded to a multiple of 1/65536.
    public init(epsilon: Double, dropout: Double, key: RandomKey) {
        self.epsilon = epsilon
        self.dropout = dropout
        self.key = key
    }

    /// What the forward pass gives.
    public struct Output {
        /// The normalized sum, of the type of `x`.
        public let output: Tensor
        /// `residual + dropout(x)`, rounded to the type of `x`; the backward pass needs it.
        public let sum: Tensor
        /// Mean and 1 / deviation of each row of the sum before rounding, float32 `[rows, 2]`.
        public let statistics: Tensor
    }

    /// The gradients of the forward pass' inputs.
    public struct Gradients {
        public let residual: Tensor
        /// The residual's where the mask keeps it; the same tensor without dropout.
        public let x: Tensor
        /// Float32 `[hidden]`, as is `bias`.
        public let weight: Tensor
        public let bias: Tensor
        /// The sums of `x` over the rows, float32 `[hidden]`: the gradient of a bias in `x`.
        public let columnSums: Tensor
    }

    /// - Parameter rows: the number that each row has for the mask, int64; `nil` for 0, 1, ….
    ///   Rows with the same number draw the same mask, whatever rows are beside them.
    public func forward(
        _ x: Tensor, residual: Tensor, weight: Tensor, bias: Tensor, rows: Tensor? = nil
    ) throws(TorchError) -> Output {
        guard case .fused = KernelForm.of(x) else {
            return try referenceForward(
                x, residual: residual, weight: weight, bias: bias, rows: rows)
        }
        let results = try Tensor.makeSeveral(3, "norm \(x.shape)") {
            ct_add_norm_forward(
                x.handle, residual.handle, weight.handle, bias.handle, rows?.handle, code, $0)
        }
        return Output(output: results[0], sum: results[1], statistics: results[2])
    }

    /// The output again, from what was kept; in bfloat16 it may differ from the first by the
    /// rounding of the sum.
    public static func normalized(
        _ sum: Tensor, statistics: Tensor, weight: Tensor, bias: Tensor
    ) throws(TorchError) -> Tensor {
        switch KernelForm.of(sum) {
        case .fused:
            try .make("norm \(sum.shape)") {
                ct_normalized(sum.handle, statistics.handle, weight.handle, bias.handle, $0)
            }
        case .reference:
            try referenceNormalized(sum, statistics: statistics, weight: weight, bias: bias)
        }
    }

    /// - Parameter upstream: the gradient of the output, of the type of `sum`.
    public func backward(
        _ upstream: Tensor, sum: Tensor, statistics: Tensor, weight: Tensor, rows: Tensor? = nil
    ) throws(TorchError) -> Gradients {
        guard case .fused = KernelForm.of(sum) else {
            return try referenceBackward(upstream, sum: sum, weight: weight, rows: rows)
        }
        let results = try Tensor.makeSeveral(5, "gradient of norm \(sum.shape)") {
            ct_add_norm_backward(
                upstream.handle, sum.handle, statistics.handle, weight.handle, rows?.handle, code,
                $0)
        }
        return Gradients(
            residual: results[0], x: results[1], weight: results[2], bias: results[3],
            columnSums: results[4])
    }

    var code: ct_add_norm {
        ct_add_norm(epsilon: epsilon, dropout: dropout, key: key.code)
    }
}
