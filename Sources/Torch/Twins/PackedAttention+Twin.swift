extension PackedAttention {
    /// What `forward` computes, composed of libtorch's operations and differentiable by autograd:
    /// for devices without the kernel, and to compare the kernel with.
    ///
    /// Works in the type of the inputs throughout, and drops the same probabilities.
    /// - Returns: `[query rows, hidden]`.
    public func composed(
        queries: Tensor, keys: Tensor, values: Tensor, queryOffsets: Tensor, keyOffsets: Tensor
    ) throws(TorchError) -> Tensor {
        let queryStarts = try queryOffsets.elements(as: Int.self)
        let keyStarts = try keyOffsets.elements(as: Int.self)
        let headSize = keys.size(1) / headCount
        let scale = 1 / Double(headSize).squareRoot()
        var sequences: [Tensor] = []
        var group = 0
        for index in 0..<max(keyStarts.count - 1, 0) {
            let keyRows = keyStarts[index]..<keyStarts[index + 1]
            let queryRows = queryStarts[index]..<queryStarts[index + 1]
            let groups = (keyRows.count * keyRows.count + 127) / 128
            var heads: [Tensor] = []
            for head in 0..<headCount {
                let columns = head * headSize..<(head + 1) * headSize
                let query = try queries.slice(queryRows).slice(columns, along: 1)
                let key = try keys.slice(keyRows).slice(columns, along: 1)
                let value = try values.slice(keyRows).slice(columns, along: 1)
                let scores = try query.matmul(key.transposed()).multiplied(by: scale)
                let shares = try exp(logSoftmax(scores))
                let mask = try multipliers(
                    rows: queryRows.count, columns: keyRows.count, firstGroup: group + head * groups
                )
                heads.append(
                    try shares.multiplied(by: mask.converted(to: keys.dtype ?? .float32))
                        .matmul(value))
            }
            sequences.append(try Tensor.concatenated(heads, along: 1))
            group += groups * headCount
        }
        return try sequences.isEmpty ? queries.cloned() : Tensor.concatenated(sequences)
    }

    /// What the probabilities of one head of one sequence are multiplied by, `[rows, columns]`.
    ///
    /// Random numbers come in groups of 128 for as many probabilities, row after row; each head of
    /// a sequence of n keys has n * n of them, rounded up to whole groups, after those of the heads
    /// before it, however many queries there are. Number r of a group is half `(r % 32) / 16` of
    /// word `r / 32` of block `group * 16 + r % 16`; below `65536 * dropout` it zeroes.
    private func multipliers(
        rows: Int, columns: Int, firstGroup: Int
    ) throws(TorchError) -> Tensor {
        let dropped = UInt32(min(dropout * 65536 + 0.5, 65535))
        guard dropped > 0 else { return try .full([rows, columns], 1) }
        let kept = Float(65536 / (65536 - Double(dropped)))
        let groups = (rows * columns + 127) / 128
        var numbers: [Float] = []
        for group in firstGroup..<firstGroup + groups {
            let blocks = (0..<16).map { key.block(UInt64(group * 16 + $0)) }
            for element in 0..<128 {
                let block = blocks[element % 16]
                let word = [block.0, block.1, block.2, block.3][element / 32]
                let half = element % 32 < 16 ? word & 0xffff : word >> 16
                numbers.append(half >= dropped ? kept : 0)
            }
        }
        return try .of(Array(numbers.prefix(rows * columns)), shape: [rows, columns])
    }
}
