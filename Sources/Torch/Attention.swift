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
    /// The compiled form to use; tests choose others than the best that runs.
    package var form = Form.best

    package enum Form: UInt32, Sendable, CaseIterable {
        case best, generic, avx2, avx512, avx512BFloat16

        var code: ct_processor { ct_processor(rawValue: rawValue) }
        /// Whether this processor can run it.
        package var runs: Bool { ct_processor_runs(code) }
    }

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
            heads: Int32(clamping: headCount), dropout: dropout, key: key.code,
            form: form.code)
    }
}

/// Scaled dot-product attention inside each sequence of a packed batch, differentiable.
/// - Parameters:
///   - queries: `[tokens, hidden]`, float32 or bfloat16, like `keys` and `values`.
///   - offsets: `[sequences + 1]`, int64: where each sequence starts, and the number of tokens.
/// - Returns: `[tokens, hidden]`.
public func packedAttention(
    queries: Tensor, keys: Tensor, values: Tensor, offsets: Tensor, headCount: Int,
    dropout: Double, key: RandomKey
) throws(TorchError) -> Tensor {
    let attention = PackedAttention(headCount: headCount, dropout: dropout, key: key)
    let parts = try [queries, keys, values].map { part throws(TorchError) in
        try withoutGradients { () throws(TorchError) in try part.contiguous() }
    }
    let (attended, logSumExp) = try attention.forward(
        queries: parts[0], keys: parts[1], values: parts[2], queryOffsets: offsets,
        keyOffsets: offsets)
    let inputs = [queries, keys, values]
    return try withGradient(of: attended, inputs: inputs) { gradient throws(TorchError) in
        let gradients = try parts.map { part throws(TorchError) in
            try Tensor.uninitialized(part.shape, part.dtype ?? .float32)
        }
        try attention.backward(
            gradient: gradient.converted(to: attended.dtype ?? .float32).contiguous(),
            queries: parts[0], keys: parts[1], values: parts[2], attended: attended,
            logSumExp: logSumExp, queryOffsets: offsets, keyOffsets: offsets,
            queryGradient: gradients[0], keyGradient: gradients[1], valueGradient: gradients[2])
        return gradients
    }
}
