extension EmbeddingNorm {
    /// The same function composed of libtorch's operations, which record its gradient, in float32.
    public func composed(
        _ lookups: Lookups, weight: Tensor, bias: Tensor
    ) throws(TorchError) -> Tensor {
        let word = try embedding(lookups.words, at: lookups.ids)
        let type = try embedding(lookups.types, at: lookups.typeIDs)
        let position = try embedding(lookups.positions, at: lookups.positionIDs)
        let sum = try word.adding(type).adding(position)
        let output = try layerNorm(sum, weight: weight, bias: bias, epsilon: epsilon)
        let mask = try rowMask(
            sum.size(0), sum.size(1), probability: dropout, key: key, rows: nil)
        return try output.multiplied(by: mask)
    }
}
