import Layers
import Torch

/// The rows of the position and segment tables that a batch takes, and which tokens train theirs.
struct EmbeddingPlaces {
    /// Of the filled batch, int64.
    let positions, types: Tensor
    /// 1 for each token and 0 for padding, float32 `[tokens, 1]`; `nil` where a batch has none.
    private let untrained: Tensor?
    private let batch: PackedBatch
    private let configuration: EncoderConfiguration

    init(_ batch: PackedBatch, _ configuration: EncoderConfiguration) throws(TorchError) {
        self.batch = batch
        self.configuration = configuration
        // Where a table has one row, that is the segment of all tokens, whatever a tokenizer says.
        types =
            configuration.typeCount > 1
            ? batch.filled.typeIDs : try Tensor.zeros(batch.filled.ids.shape, .int64)
        let padding = try configuration.paddingID.map { id throws(TorchError) in
            try batch.ids.elements(as: Int.self).map { $0 == id }
        }
        let hasPadding = padding?.contains(true) == true
        untrained =
            hasPadding
            ? try Tensor.of((padding ?? []).map { $0 ? 0 : Float(1) }).reshaped(to: -1, 1) : nil
        guard configuration.firstPosition > 0 else {
            positions = batch.filled.positions
            return
        }
        positions = try Tensor.of(
            Self.positions(
                batch.lengths, padding: padding ?? [], first: configuration.firstPosition,
                rows: batch.filled.ids.count))
    }

    /// RoBERTa's: a token's place among those of its sequence that are not padding; padding has the
    /// position before the first.
    private static func positions(
        _ lengths: [Int], padding: [Bool], first: Int, rows: Int
    ) -> [Int] {
        var positions: [Int] = []
        positions.reserveCapacity(rows)
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
        // The filler's own positions do not matter, only that the table has them.
        return positions + Array(repeating: 0, count: rows - positions.count)
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
            by: positions.slice(0..<batch.tokenCount).contiguous())
    }

    func typeGradient(_ gradient: Tensor) throws(TorchError) -> RowGradient {
        try .summing(gradient, by: types.slice(0..<batch.tokenCount).contiguous())
    }
}
