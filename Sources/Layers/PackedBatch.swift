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
        lengths = sequences.map(\.ids.count)
        precondition(lengths.allSatisfy { $0 > 0 }, "a sequence without tokens")
        precondition(sequences.allSatisfy { $0.ids.count == $0.typeIDs.count })
        var starts = [0]
        for length in lengths { starts.append((starts.last ?? 0) + length) }
        tokenCount = starts.last ?? 0
        self.device = device
        tokenIDs = sequences.flatMap { $0.ids.map(Int.init) }
        ids = try Tensor.of(tokenIDs)
        (filled, firstTokens) = try FilledBatch.make(
            ids: tokenIDs, typeIDs: sequences.flatMap { $0.typeIDs.map(Int.init) },
            lengths: lengths, starts: starts, on: device)
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
