import CTorch

/// `dropout(LayerNorm(word + type + position))`, forward and backward in one pass each.
///
/// The mask is numbered by token. Nothing is recorded for gradients.
public struct EmbeddingNorm: Sendable {
    public var epsilon: Double
    public var dropout: Double
    public var key: RandomKey

    /// - Parameter dropout: the probability, rounded to a multiple of 1/65536.
    public init(epsilon: Double, dropout: Double, key: RandomKey) {
        self.epsilon = epsilon
        self.dropout = dropout
        self.key = key
    }

    /// Three tables, float32 `[count, hidden]`, and the row that each token takes, int64 `[tokens]`.
    public struct Lookups {
        public var words, positions, types: Tensor
        public var ids, positionIDs, typeIDs: Tensor

        public init(
            words: Tensor, positions: Tensor, types: Tensor, ids: Tensor, positionIDs: Tensor,
            typeIDs: Tensor
        ) {
            (self.words, self.positions, self.types) = (words, positions, types)
            (self.ids, self.positionIDs, self.typeIDs) = (ids, positionIDs, typeIDs)
        }
    }

    /// What the forward pass gives.
    public struct Output {
        /// `[tokens, hidden]` of the type that was asked for.
        public let output: Tensor
        /// The sum of the three rows, float32.
        public let sum: Tensor
        /// Mean and 1 / deviation of each row of the sum, float32 `[tokens, 2]`.
        public let statistics: Tensor
    }

    /// Float32 gradients.
    public struct Gradients {
        /// `[tokens, hidden]`: that of each of the three rows, too.
        public let sum: Tensor
        public let weight: Tensor
        public let bias: Tensor
    }

    /// - Parameter dtype: the type of the output, float32 or bfloat16.
    public func forward(
        _ lookups: Lookups, weight: Tensor, bias: Tensor, dtype: DType
    ) throws(TorchError) -> Output {
        guard case .fused = KernelForm.of(lookups.words) else {
            return try referenceForward(lookups, weight: weight, bias: bias, dtype: dtype)
        }
        let tables = ct_embedding_lookups(
            words: lookups.words.handle, positions: lookups.positions.handle,
            types: lookups.types.handle, ids: lookups.ids.handle,
            position_ids: lookups.positionIDs.handle, type_ids: lookups.typeIDs.handle)
        let results = try withExtendedLifetime(lookups) { () throws(TorchError) in
            try Tensor.makeSeveral(3, "embeddings \(lookups.words.shape)") {
                ct_embeddings_forward(
                    tables, weight.handle, bias.handle, code, dtype.code, $0)
            }
        }
        return Output(output: results[0], sum: results[1], statistics: results[2])
    }

    /// - Parameter upstream: the gradient of the output, float32 or bfloat16.
    public func backward(
        _ upstream: Tensor, sum: Tensor, statistics: Tensor, weight: Tensor
    ) throws(TorchError) -> Gradients {
        guard case .fused = KernelForm.of(sum) else {
            return try referenceBackward(upstream, sum: sum, weight: weight)
        }
        let results = try Tensor.makeSeveral(3, "gradient of embeddings \(sum.shape)") {
            ct_embeddings_backward(
                upstream.handle, sum.handle, statistics.handle, weight.handle, code, $0)
        }
        return Gradients(sum: results[0], weight: results[1], bias: results[2])
    }

    private var code: ct_add_norm {
        ct_add_norm(epsilon: epsilon, dropout: dropout, key: key.code)
    }
}
