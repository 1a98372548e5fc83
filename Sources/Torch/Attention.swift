import CTorch

/// Scaled dot-product attention inside each sequence of a packed batch, without autograd.
///
/// Scores, softmax and sums are float32. With bfloat16 the operands of every product are bfloat16:
/// probabilities are rounded after the softmax. Nothing of the size of the scores is kept.
///
/// Queries and keys are cut into the same number of sequences. A sequence has at most as many
/// queries as keys: its row r of queries is the sequence's row r, so that the first token's query
/// alone gives that row of the full result, with the same dropout.
public struct PackedAttention: Sendable {
    public var headCount: Int
    /// The share of the probabilities that is zeroed, a multiple of 1/65536.
    public var dropout: Double
    public var key: RandomKey

    public init(headCount: Int, dropout: Double, key: RandomKey) {
        self.headCount = headCount
        self.dropout = dropout
        self.key = key
    }

    /// Attends; rows of queries, keys and values are contiguous, but may lie any distance apart.
    /// - Parameters:
    ///   - queries: `[query rows, hidden]`, float32 or bfloat16.
    ///   - keys: `[tokens, hidden]`, like `values`.
    ///   - queryOffsets: `[sequences + 1]`, int64: where each sequence's queries start, and their
    ///     number.
    ///   - keyOffsets: the same for keys and values.
    /// - Returns: `[query rows, hidden]`, and the log-sum-exp of the scores,
    ///   `[heads, query rows]` in float32.
    public func forward(
        queries: Tensor, keys: Tensor, values: Tensor, queryOffsets: Tensor, keyOffsets: Tensor
    ) throws(TorchError) -> (attended: Tensor, logSumExp: Tensor) {
        var call = code(queries, keys, values, queryOffsets, keyOffsets)
        var sums: OpaquePointer?
        let attended = try Tensor.make("attention \(queries.shape) \(keys.shape)") { out in
            ct_attention_forward(&call, out, &sums)
        }
        guard let sums else {
            throw TorchError(.other, operation: "attention", message: "gave no sums")
        }
        return (attended, Tensor(owning: sums))
    }

    /// Overwrites the gradients of queries, keys and values from that of what `forward` gave.
    ///
    /// The three have the shapes and types of queries, keys and values; they may be column ranges
    /// of one tensor.
    public func backward(
        gradient: Tensor, queries: Tensor, keys: Tensor, values: Tensor, attended: Tensor,
        logSumExp: Tensor, queryOffsets: Tensor, keyOffsets: Tensor, queryGradient: Tensor,
        keyGradient: Tensor, valueGradient: Tensor
    ) throws(TorchError) {
        var call = code(queries, keys, values, queryOffsets, keyOffsets)
        let status = ct_attention_gradients(
            &call, gradient.handle, attended.handle, logSumExp.handle, queryGradient.handle,
            keyGradient.handle, valueGradient.handle)
        try check(status, "attention gradient \(queries.shape) \(keys.shape)")
    }

    private func code(
        _ queries: Tensor, _ keys: Tensor, _ values: Tensor, _ queryOffsets: Tensor,
        _ keyOffsets: Tensor
    ) -> ct_packed_attention {
        ct_packed_attention(
            queries: queries.handle, keys: keys.handle, values: values.handle,
            query_offsets: queryOffsets.handle, key_offsets: keyOffsets.handle,
            heads: Int32(clamping: headCount), dropout: dropout, key: key.code)
    }
}
