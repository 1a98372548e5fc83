extension EmbeddingNorm {
    /// The same function composed of libtorch's operations, which record its gradient, in float32.
    public func composed(
        _ lookups: Lookups, weight: Tensor, bias: Tensor
    ) throws(TorchError) -> Tensor {
        let output = try layerNorm(
            sum(lookups), weight: weight, bias: bias, epsilon: epsilon)
        return try output.multiplied(by: mask(output))
    }

    private func sum(_ lookups: Lookups) throws(TorchError) -> Tensor {
        let word = try embedding(lookups.words, at: lookups.ids)
        let type = try embedding(lookups.types, at: lookups.typeIDs)
        let position = try embedding(lookups.positions, at: lookups.positionIDs)
        return try word.adding(type).adding(position)
    }

    /// Numbered by token.
    private func mask(_ x: Tensor) throws(TorchError) -> Tensor {
        try rowMask(x.size(0), x.size(1), probability: dropout, key: key, rows: nil, on: x.place)
    }

    func referenceForward(
        _ lookups: Lookups, weight: Tensor, bias: Tensor, dtype: DType
    ) throws(TorchError) -> Output {
        let sum = try sum(lookups)
        let output = try layerNorm(sum, weight: weight, bias: bias, epsilon: epsilon)
        return Output(
            output: try output.multiplied(by: mask(sum)).converted(to: dtype), sum: sum,
            statistics: try rowStatistics(sum, epsilon: epsilon))
    }

    func referenceBackward(
        _ upstream: Tensor, sum: Tensor, weight: Tensor
    ) throws(TorchError) -> Gradients {
        let masked = try upstream.converted(to: .float32).multiplied(by: mask(sum))
        let zeros = try Tensor.zeros(weight.shape, on: weight.place)
        let gradients = try derivatives(at: [sum, weight, zeros], upstream: masked) {
            leaves throws(TorchError) in
            try layerNorm(leaves[0], weight: leaves[1], bias: leaves[2], epsilon: epsilon)
        }
        return Gradients(sum: gradients[0], weight: gradients[1], bias: gradients[2])
    }
}
