import Layers
import Torch

/// The rows of the position and segment tables that a batch takes, and which tokens train theirs.
struct EmbeddingPlaces {
    /// Of the filled batch, int64, on its device.
    let positions, types: Tensor
    /// Of the batch's tokens, int64, in main memory.
    private let tokenPositions, tokenTypes: [Int]
    /// 1 for each token and 0 for padding, float32 `[tokens, 1]`; `nil` where a batch has none.
    private let untrained: Tensor?
    private let batch: PackedBatch
    private let configuration: EncoderConfiguration

    init(_ batch: PackedBatch, _ configuration: EncoderConfiguration) throws(TorchError) {
        self.batch = batch
        self.configuration = configuration
        // Where a table has one row, that is the segment of all tokens, whatever a tokenizer says.
        let hasTypes = configuration.typeCount > 1
        tokenTypes =
            hasTypes
            ? batch.filled.tokenTypeIDs : Array(repeating: 0, count: batch.tokenCount)
        types =
            hasTypes
            ? batch.filled.typeIDs
            : try Tensor.zeros(batch.filled.ids.shape, .int64, on: batch.device)
        let padding = configuration.paddingID.map { id in batch.tokenIDs.map { $0 == id } }
        let hasPadding = padding?.contains(true) == true
        untrained =
            hasPadding
            ? try Tensor.of((padding ?? []).map { $0 ? 0 : Float(1) }, on: batch.device)
                .reshaped(to: -1, 1) : nil
        guard configuration.firstPosition > 0 else {
            positions = batch.filled.positions
            tokenPositions = batch.filled.tokenPositions
            return
        }
        tokenPositions = Self.positions(
            batch.lengths, padding: padding ?? [], first: configuration.firstPosition)
        // The filler's own positions do not matter, only that the table has them.
        let missing = batch.filled.ids.count - batch.tokenCount
        positions = try Tensor.of(
            tokenPositions + Array(repeating: 0, count: missing), on: batch.device)
    }

    /// RoBERTa's: a token's place among those of its sequence that are not padding; padding has the
    /// position before the first.
    private static func positions(_ lengths: [Int], padding: [Bool], first: Int) -> [Int] {
        var positions: [Int] = []
        positions.reserveCapacity(padding.count)
        for length in lengths {
            var next = first
            for _ in 0..<length {
                if padding[positions.count] {
                    positions.append(first - 1)
                } else {
                    positions.append(next)
                    next += 1
                }
            }
        }
        return positions
    }

    /// The tokens' gradients, with zeros for those of padding: published tables never train its rows.
    func trained(_ gradient: Tensor) throws(TorchError) -> Tensor {
        guard let untrained else { return gradient }
        return try gradient.multiplied(by: untrained)
    }

    /// Of the position table: where padding has a row of its own there, that is not trained either.
    func positionGradient(_ gradient: Tensor) throws(TorchError) -> RowGradient {
        try .summing(
            configuration.firstPosition > 0 ? trained(gradient) : gradient,
            by: Tensor.of(tokenPositions))
    }

    func typeGradient(_ gradient: Tensor) throws(TorchError) -> RowGradient {
        try .summing(gradient, by: Tensor.of(tokenTypes))
    }
}
