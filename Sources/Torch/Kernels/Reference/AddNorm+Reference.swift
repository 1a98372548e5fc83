extension AddNorm {
    /// The same function composed of libtorch's operations, which record its gradient.
    /// - Returns: the output, of the type of its widest part.
    public func composed(
        _ x: Tensor, residual: Tensor, weight: Tensor, bias: Tensor, rows: Tensor? = nil
    ) throws(TorchError) -> Tensor {
        try layerNorm(
            sum(x, residual: residual, rows: rows), weight: weight, bias: bias, epsilon: epsilon)
    }

    /// `residual + dropout(x)` in float32.
    private func sum(
        _ x: Tensor, residual: Tensor, rows: Tensor?
    ) throws(TorchError) -> Tensor {
        try residual.converted(to: .float32).adding(
            x.converted(to: .float32).multiplied(by: mask(x, rows)))
    }

    private func mask(_ x: Tensor, _ rows: Tensor?) throws(TorchError) -> Tensor {
        try rowMask(
            x.size(0), x.size(1), probability: dropout, key: key, rows: rows, on: x.place)
    }

    func referenceForward(
        _ x: Tensor, residual: Tensor, weight: Tensor, bias: Tensor, rows: Tensor?
    ) throws(TorchError) -> Output {
        let type = x.dtype ?? .float32
        let sum = try sum(x, residual: residual, rows: rows)
        let output = try layerNorm(sum, weight: weight, bias: bias, epsilon: epsilon)
        return Output(
            output: try output.converted(to: type), sum: try sum.converted(to: type),
            statistics: try rowStatistics(sum, epsilon: epsilon))
    }

    static func referenceNormalized(
        _ sum: Tensor, statistics: Tensor, weight: Tensor, bias: Tensor
    ) throws(TorchError) -> Tensor {
        try sum.converted(to: .float32).subtracting(statistics.slice(0..<1, along: 1))
            .multiplied(by: statistics.slice(1..<2, along: 1)).multiplied(by: weight).adding(bias)
            .converted(to: sum.dtype ?? .float32)
    }

    func referenceBackward(
        _ upstream: Tensor, sum: Tensor, weight: Tensor, rows: Tensor?
    ) throws(TorchError) -> Gradients {
        let type = sum.dtype ?? .float32
        let zeros = try Tensor.zeros(weight.shape, on: weight.place)
        let inputs = [try sum.converted(to: .float32), weight, zeros]
        let gradients = try derivatives(at: inputs, upstream: upstream) {
            leaves throws(TorchError) in
            try layerNorm(leaves[0], weight: leaves[1], bias: leaves[2], epsilon: epsilon)
        }
        let residual = try gradients[0].converted(to: type)
        let x = dropout > 0 ? try gradients[0].multiplied(by: mask(sum, rows)) : gradients[0]
        return Gradients(
            residual: residual, x: dropout > 0 ? try x.converted(to: type) : residual,
            weight: gradients[1], bias: gradients[2], columnSums: try x.sum(along: 0))
    }
}

/// Mean and 1 / deviation of each row, float32 `[rows, 2]`.
func rowStatistics(_ sum: Tensor, epsilon: Double) throws(TorchError) -> Tensor {
    let mean = try sum.mean(along: 1, keepingRank: true)
    let centred = try sum.subtracting(mean)
    let variance = try centred.multiplied(by: centred).mean(along: 1, keepingRank: true)
    return try .concatenated([mean, variance.adding(epsilon).raised(to: -0.5)], along: 1)
}
