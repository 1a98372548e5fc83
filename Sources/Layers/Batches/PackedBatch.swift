import Torch

/// Sequences one after the other, without padding.
public struct PackedBatch {
    /// Token ids, int64 `[tokens]`, in main memory.
    public let ids: Tensor
    /// The same ids as numbers.
    public let tokenIDs: [Int]
    /// The index of each sequence's first token, int64 `[sequences]`, on the batch's device.
    public let firstTokens: Tensor
    /// The number of tokens of each sequence.
    public let lengths: [Int]

    /// What encoders compute, on the batch's device, with a filler sequence at the end.
    public let filled: FilledBatch

    public var sequenceCount: Int { lengths.count }
    public let tokenCount: Int
    public let device: Device

    /// - Parameter device: where the model is.
    /// - Precondition: every sequence has a token, and as many segment ids as tokens.
    public init(
        _ sequences: [(ids: [Int32], typeIDs: [Int32])], on device: Device = .cpu
    ) throws(TorchError) {
        precondition(!sequences.isEmpty, "a batch needs a sequence")
        lengths = sequences.map { $0.ids.count }
        precondition(lengths.allSatisfy { $0 > 0 }, "a sequence without tokens")
        let tokens = lengths.reduce(0, +)
        var (starts, ids, typeIDs) = ([0], [Int](), [Int]())
        ids.reserveCapacity(tokens)
        typeIDs.reserveCapacity(tokens)
        for sequence in sequences {
            precondition(sequence.ids.count == sequence.typeIDs.count)
            for id in sequence.ids { ids.append(Int(id)) }
            for type in sequence.typeIDs { typeIDs.append(Int(type)) }
            starts.append(ids.count)
        }
        tokenCount = tokens
        self.device = device
        tokenIDs = ids
        self.ids = try Tensor.of(ids)
        (filled, firstTokens) = try FilledBatch.make(
            ids: ids, typeIDs: typeIDs, lengths: lengths, starts: starts, on: device)
    }

    /// The mean of each sequence's rows: `[tokens, size]` to `[sequences, size]`.
    public func meanOfSequences(_ states: Tensor) throws(TorchError) -> Tensor {
        var start = 0
        var means: [Tensor] = []
        for length in lengths {
            let rows = try states.slice(start..<start + length)
            means.append(try rows.mean(along: 0, keepingRank: true))
            start += length
        }
        return try Tensor.concatenated(means)
    }

    /// The largest number of each column in each sequence's rows: `[tokens, size]` to `[sequences, size]`.
    public func largestOfSequences(_ states: Tensor) throws(TorchError) -> Tensor {
        let size = states.size(1)
        var start = 0
        var places: [Int] = []
        for length in lengths {
            let rows: [Int] = try states.slice(start..<start + length).argmax(along: 0).elements()
            for (column, row) in rows.enumerated() { places.append((start + row) * size + column) }
            start += length
        }
        return try states.reshaped(to: -1).gathered(Tensor.of(places, on: states.place))
            .reshaped(to: lengths.count, size)
    }

    /// Each sequence's first row: `[tokens, size]` to `[sequences, size]`.
    public func firstOfSequences(_ states: Tensor) throws(TorchError) -> Tensor {
        try states.gathered(firstTokens)
    }
}
