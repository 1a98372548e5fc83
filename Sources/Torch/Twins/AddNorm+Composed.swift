extension AddNorm {
    /// The same function composed of libtorch's operations, which record its gradient: what tests
    /// compare `forward` and `backward` with, and what other devices use.
    public func composed(
        _ x: Tensor, residual: Tensor, weight: Tensor, bias: Tensor, rows: Tensor? = nil
    ) throws(TorchError) -> Tensor {
        let mask = try rowMask(x.size(0), x.size(1), probability: dropout, key: key, rows: rows)
        let sum = try residual.adding(x.multiplied(by: mask))
        return try layerNorm(sum, weight: weight, bias: bias, epsilon: epsilon)
    }
}

/// The multipliers of dropout for `count` rows, float32 `[count, width]`: each row has a random
/// group of its own for each 128 elements, from its number on.
func rowMask(
    _ count: Int, _ width: Int, probability: Double, key: RandomKey, rows: Tensor?
) throws(TorchError) -> Tensor {
    let numbers = try rows?.elements(as: Int.self) ?? Array(0..<count)
    let ones = try Tensor.full([(numbers.max() ?? -1) + 1, (width + 127) / 128 * 128], 1)
    let masks = try Torch.dropout(ones, probability: probability, key: key)
        .slice(0..<width, along: 1)
    return if let rows { try masks.gathered(rows) } else { masks }
}
