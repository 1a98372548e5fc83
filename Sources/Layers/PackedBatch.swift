import Torch

/// Sequences one after the other, without padding.
public struct PackedBatch {
    /// Token ids, int64 `[tokens]`.
    public let ids: Tensor
    /// Segment ids, int64 `[tokens]`.
    public let typeIDs: Tensor
    /// Each token's place in its sequence from 0, int64 `[tokens]`.
    public let positions: Tensor
    /// Where each sequence starts, and the number of tokens: int64 `[sequences + 1]`.
    public let offsets: Tensor
    /// The index of each sequence's first token, int64 `[sequences]`.
    public let firstTokens: Tensor
    /// The number of tokens of each sequence.
    public let lengths: [Int]

    /// The same with a filler sequence at the end, as encoders compute it.
    public let filled: FilledBatch

    public var sequenceCount: Int { lengths.count }
    public let tokenCount: Int

    /// - Precondition: every sequence has a token, and as many segment ids as tokens.
    public init(_ sequences: [(ids: [Int32], typeIDs: [Int32])]) throws(TorchError) {
        precondition(!sequences.isEmpty, "a batch needs a sequence")
        lengths = sequences.map(\.ids.count)
        precondition(lengths.allSatisfy { $0 > 0 }, "a sequence without tokens")
        precondition(sequences.allSatisfy { $0.ids.count == $0.typeIDs.count })
        var starts = [0]
        for length in lengths { starts.append((starts.last ?? 0) + length) }
        tokenCount = starts.last ?? 0
        ids = try Tensor.of(sequences.flatMap { $0.ids.map(Int.init) })
        typeIDs = try Tensor.of(sequences.flatMap { $0.typeIDs.map(Int.init) })
        positions = try Tensor.of(lengths.flatMap { Array(0..<$0) })
        offsets = try Tensor.of(starts)
        firstTokens = try Tensor.of(Array(starts.dropLast()))
        filled = try FilledBatch(
            ids: ids, typeIDs: typeIDs, positions: positions, offsets: offsets,
            sequenceCount: lengths.count)
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

    /// Each sequence's first row: `[tokens, size]` to `[sequences, size]`.
    public func firstOfSequences(_ states: Tensor) throws(TorchError) -> Tensor {
        try states.gathered(firstTokens)
    }
}
