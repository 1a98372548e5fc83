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
        let masks = try masks(keyStarts, on: keys.place)
        var sequences: [Tensor] = []
        for index in 0..<max(keyStarts.count - 1, 0) {
            let queryRows = queryStarts[index]..<queryStarts[index + 1]
            let keyRows = keyStarts[index]..<keyStarts[index + 1]
            let query = try heads(queries.slice(queryRows))
            let key = try heads(keys.slice(keyRows))
            let value = try heads(values.slice(keyRows))
            let scores = try query.matmul(key.transposed())
                .multiplied(by: 1 / Double(headSize).squareRoot())
            var shares = try exp(logSoftmax(scores))
            if let mask = try masks?.mask(of: index, queries: queryRows.count) {
                shares = try shares.multiplied(by: mask.converted(to: keys.dtype ?? .float32))
            }
            sequences.append(
                try shares.matmul(value).transposed(0, 1)
                    .reshaped(to: queryRows.count, queries.size(1)))
        }
        return try sequences.isEmpty ? queries.cloned() : Tensor.concatenated(sequences)
    }

    /// `[rows, hidden]` to `[heads, rows, head size]`.
    private func heads(_ rows: Tensor) throws(TorchError) -> Tensor {
        try rows.reshaped(to: rows.size(0), headCount, rows.size(1) / headCount).transposed(0, 1)
    }

    private func masks(_ keyStarts: [Int], on device: Device) throws(TorchError) -> AttentionMasks?
    {
        dropout > 0
            ? try AttentionMasks(
                lengths: zip(keyStarts, keyStarts.dropFirst()).map { $1 - $0 },
                headCount: headCount, probability: dropout, key: key, on: device)
            : nil
    }

    func referenceForward(
        queries: Tensor, keys: Tensor, values: Tensor, queryOffsets: Tensor, keyOffsets: Tensor
    ) throws(TorchError) -> Output {
        let type = queries.dtype ?? .float32
        let attended = try composed(
            queries: queries.converted(to: .float32), keys: keys.converted(to: .float32),
            values: values.converted(to: .float32), queryOffsets: queryOffsets,
            keyOffsets: keyOffsets)
        // The gradients are taken from the inputs alone.
        let nothing = try Tensor.zeros([0], on: queries.place)
        return Output(
            attended: try attended.converted(to: type), logSumExp: nothing, randomSeed: nothing,
            randomOffset: nothing)
    }

    /// The gradients of queries, keys and values.
    func referenceGradients(
        _ gradient: Tensor, queries: Tensor, keys: Tensor, values: Tensor, queryOffsets: Tensor,
        keyOffsets: Tensor
    ) throws(TorchError) -> [Tensor] {
        var inputs: [Tensor] = []
        for input in [queries, keys, values] { inputs.append(try input.converted(to: .float32)) }
        return try derivatives(at: inputs, upstream: gradient) { leaves throws(TorchError) in
            try composed(
                queries: leaves[0], keys: leaves[1], values: leaves[2],
                queryOffsets: queryOffsets, keyOffsets: keyOffsets)
        }
    }
}

/// What the probabilities of a batch are multiplied by.
///
/// Random numbers come in groups of 128 for as many probabilities, row after row; each head of a
/// sequence of n keys has n * n of them, rounded up to whole groups, after those of the heads and
/// sequences before it, however many queries there are.
private struct AttentionMasks {
    private let all: Tensor
    private let lengths: [Int]
    private let headCount: Int
    /// Where each sequence's numbers start.
    private let starts: [Int]

    init(
        lengths: [Int], headCount: Int, probability: Double, key: RandomKey, on device: Device
    ) throws(TorchError) {
        self.lengths = lengths
        self.headCount = headCount
        var starts = [0]
        for length in lengths {
            starts.append(starts[starts.count - 1] + Self.room(length) * headCount)
        }
        self.starts = starts
        all = try multipliers(
            starts[lengths.count], probability: probability, key: key, on: device)
    }

    /// The numbers of one head.
    private static func room(_ length: Int) -> Int { (length * length + 127) / 128 * 128 }

    /// `[heads, queries, keys]` of one sequence.
    func mask(of index: Int, queries: Int) throws(TorchError) -> Tensor {
        let (length, room) = (lengths[index], Self.room(lengths[index]))
        return try all.slice(starts[index]..<starts[index] + room * headCount)
            .reshaped(to: headCount, room).slice(0..<queries * length, along: 1)
            .reshaped(to: headCount, queries, length)
    }
}
