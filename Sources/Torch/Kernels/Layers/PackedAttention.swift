import CTorch

/// Scaled dot-product attention inside each sequence of a packed batch, without autograd.
///
/// Scores, softmax and sums are float32. With bfloat16 the operands of every product are bfloat16:
/// probabilities are rounded after the softmax. Nothing of the size of the scores is kept, but for
/// the mask of a dropout on GPUs, in bits.
///
/// Queries and keys are cut into the same number of sequences. A sequence has at most as many
/// queries as keys: its row r of queries is the sequence's row r, so that the first token's query
/// alone gives that row of the full result, with the same dropout. On GPUs the mask of bfloat16 may
/// be libtorch's: it follows from the key as well, but is another one.
public struct PackedAttention: Sendable {
    public var headCount: Int
    /// The share of the probabilities that is zeroed, a multiple of 1/65536.
    public var dropout: Double
    public var key: RandomKey
    /// The compiled form that the processor uses; tests choose others than the best that runs.
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

    /// How the rows of queries and of keys are cut into sequences.
    ///
    /// The numbers must ascend, end at the rows and fit the longest sequence: the processor checks
    /// that, GPUs do not, which would have to wait for them.
    public struct Cuts {
        /// `[sequences + 1]`, int32 or int64 (GPUs convert int64 in every call): where each sequence's
        /// queries start, and their number.
        public let queries: Tensor
        /// The same for keys and values.
        public let keys: Tensor
        /// The rows of the longest sequence.
        public let longestQueries, longestKeys: Int

        public init(queries: Tensor, keys: Tensor, longestQueries: Int, longestKeys: Int) {
            (self.queries, self.keys) = (queries, keys)
            (self.longestQueries, self.longestKeys) = (longestQueries, longestKeys)
        }
    }

    /// What the forward pass gives, and the gradients need.
    public struct Output {
        /// `[query rows, hidden]`.
        public let attended: Tensor
        /// Of the scores, float32: `[heads, query rows]` on the processor.
        public let logSumExp: Tensor
        /// What GPUs drew their mask from, or which probabilities it keeps.
        let randomSeed, randomOffset: Tensor

        init(attended: Tensor, logSumExp: Tensor, randomSeed: Tensor, randomOffset: Tensor) {
            (self.attended, self.logSumExp) = (attended, logSumExp)
            (self.randomSeed, self.randomOffset) = (randomSeed, randomOffset)
        }

        /// With another tensor in the place of one, for tests.
        package func with(attended: Tensor? = nil, logSumExp: Tensor? = nil) -> Output {
            Output(
                attended: attended ?? self.attended, logSumExp: logSumExp ?? self.logSumExp,
                randomSeed: randomSeed, randomOffset: randomOffset)
        }
    }

    /// Attends; rows of queries, keys and values are contiguous, but may lie any distance apart.
    /// - Parameters:
    ///   - queries: `[query rows, hidden]`, float32 or bfloat16.
    ///   - keys: `[tokens, hidden]`, like `values`.
    public func forward(
        queries: Tensor, keys: Tensor, values: Tensor, cuts: Cuts
    ) throws(TorchError) -> Output {
        guard case .fused = KernelForm.of(queries) else {
            return try referenceForward(
                queries: queries, keys: keys, values: values, queryOffsets: cuts.queries,
                keyOffsets: cuts.keys)
        }
        var call = code(queries, keys, values, cuts)
        let results = try Tensor.makeSeveral(
            Int(CT_ATTENTION_OUTPUTS), "attention \(queries.shape) \(keys.shape)"
        ) { ct_attention_forward(&call, $0) }
        return Output(
            attended: results[0], logSumExp: results[1], randomSeed: results[2],
            randomOffset: results[3])
    }

    /// Overwrites the gradients of queries, keys and values from that of what `forward` gave.
    ///
    /// The three have the shapes and types of queries, keys and values; they may be column ranges
    /// of one tensor.
    public func backward(
        gradient: Tensor, queries: Tensor, keys: Tensor, values: Tensor, output: Output,
        cuts: Cuts, queryGradient: Tensor, keyGradient: Tensor, valueGradient: Tensor
    ) throws(TorchError) {
        guard case .fused = KernelForm.of(queries) else {
            let gradients = try referenceGradients(
                gradient, queries: queries, keys: keys, values: values,
                queryOffsets: cuts.queries, keyOffsets: cuts.keys)
            try queryGradient.copy(gradients[0])
            try keyGradient.copy(gradients[1])
            return try valueGradient.copy(gradients[2])
        }
        var call = code(queries, keys, values, cuts)
        let outputs: [OpaquePointer?] = [
            output.attended.handle, output.logSumExp.handle, output.randomSeed.handle,
            output.randomOffset.handle,
        ]
        let status = withExtendedLifetime(output) {
            ct_attention_gradients(
                &call, gradient.handle, outputs, queryGradient.handle, keyGradient.handle,
                valueGradient.handle)
        }
        try check(status, "attention gradient \(queries.shape) \(keys.shape)")
    }

    private func code(
        _ queries: Tensor, _ keys: Tensor, _ values: Tensor, _ cuts: Cuts
    ) -> ct_packed_attention {
        ct_packed_attention(
            queries: queries.handle, keys: keys.handle, values: values.handle,
            query_offsets: cuts.queries.handle, key_offsets: cuts.keys.handle,
            longest_query: Int64(cuts.longestQueries), longest_key: Int64(cuts.longestKeys),
            heads: Int32(clamping: headCount), dropout: dropout, key: key.code,
            form: form.code)
    }
}
