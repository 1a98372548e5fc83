import Torch

/// A packed batch whose number of rows is rounded up by a filler sequence of zeros that nobody reads.
///
/// oneDNN compiles a kernel for every new shape of a product, which takes longer than a small
/// product itself: with batches of any number of tokens that is a quarter of a step, with a few
/// dozen possible numbers it is over after the first steps. No sequence sees the filler, its states
/// are never given out, and no gradient reaches it, so that it adds exact zeros to the gradients of
/// the weights.
public struct FilledBatch {
    /// int64 `[rows]`, like `typeIDs` and `positions`.
    public let ids: Tensor
    public let typeIDs: Tensor
    public let positions: Tensor
    /// int64 `[sequences + 1]`, or one more for the filler.
    public let offsets: Tensor
    /// Where each sequence's first token starts in a tensor of these alone; the filler has none.
    public let firstTokenOffsets: Tensor

    init(
        ids: Tensor, typeIDs: Tensor, positions: Tensor, offsets: Tensor, sequenceCount: Int
    ) throws(TorchError) {
        let tokens = ids.count
        let missing = FilledBatch.rowCount(tokens) - tokens
        let numbers = Array(0...sequenceCount)
        guard missing > 0 else {
            (self.ids, self.typeIDs, self.positions) = (ids, typeIDs, positions)
            self.offsets = offsets
            firstTokenOffsets = try Tensor.of(numbers)
            return
        }
        let zeros = try Tensor.zeros([missing], .int64)
        self.ids = try Tensor.concatenated([ids, zeros])
        self.typeIDs = try Tensor.concatenated([typeIDs, zeros])
        self.positions = try Tensor.concatenated([positions, zeros])
        self.offsets = try Tensor.concatenated([offsets, Tensor.of([tokens + missing])])
        firstTokenOffsets = try Tensor.of(numbers + [sequenceCount])
    }

    /// The next multiple of 32, or of 8 for few tokens.
    static func rowCount(_ tokens: Int) -> Int {
        let step = tokens > 128 ? 32 : 8
        return (tokens + step - 1) / step * step
    }
}
