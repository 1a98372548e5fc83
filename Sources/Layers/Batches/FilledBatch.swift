import Torch

/// A packed batch whose number of rows is rounded up by a filler sequence of zeros that nobody reads.
///
/// oneDNN compiles a kernel for every new shape of a product, which takes longer than a small
/// product itself: with batches of any number of tokens that is a quarter of a step, with a few
/// dozen possible numbers it is over after the first steps. GPUs' allocators and libraries also like
/// shapes that come again. No sequence sees the filler, its states are never given out, and no gradient
/// reaches it, so that it adds exact zeros to the gradients of the weights.
public struct FilledBatch {
    /// int64 `[rows]`, like `typeIDs` and `positions`: each token's place in its sequence from 0.
    public let ids: Tensor
    public let typeIDs: Tensor
    public let positions: Tensor
    /// Where each sequence starts, the filler too, and the number of rows: int32.
    public let offsets: Tensor
    /// Where each sequence's first token starts in a tensor of these alone, int32; the filler has none.
    public let firstTokenOffsets: Tensor
    /// The rows of the longest sequence.
    public let longest: Int
    /// The segment ids and positions as numbers, without the filler's.
    public let tokenTypeIDs, tokenPositions: [Int]

    /// The filled batch and the index of each sequence's first token, copied to the device at once.
    static func make(
        ids: [Int], typeIDs: [Int], lengths: [Int], starts: [Int], on device: Device
    ) throws(TorchError) -> (FilledBatch, firstTokens: Tensor) {
        let missing = rowCount(ids.count) - ids.count
        let (rows, sequences) = (ids.count + missing, lengths.count)
        var positions: [Int] = []
        positions.reserveCapacity(ids.count)
        for length in lengths { for place in 0..<length { positions.append(place) } }
        // One copy to the device, of which the tensors are parts.
        var numbers: [Int] = []
        numbers.reserveCapacity(3 * rows + 3 * (sequences + 2))
        for part in [ids, typeIDs, positions] {
            numbers += part
            numbers += repeatElement(0, count: missing)
        }
        numbers += starts.dropLast()
        let cutsStart = numbers.count
        numbers += starts
        numbers += missing > 0 ? [rows] : []
        let cutCount = numbers.count - cutsStart
        numbers += 0...sequences
        numbers += missing > 0 ? [sequences] : []
        let all = try Tensor.of(numbers, on: device)
        let cuts = try all.slice(cutsStart..<numbers.count).converted(to: .int32)
        let batch = FilledBatch(
            ids: try all.slice(0..<rows), typeIDs: try all.slice(rows..<2 * rows),
            positions: try all.slice(2 * rows..<3 * rows),
            offsets: try cuts.slice(0..<cutCount),
            firstTokenOffsets: try cuts.slice(cutCount..<2 * cutCount),
            longest: max(missing, lengths.max() ?? 0), tokenTypeIDs: typeIDs,
            tokenPositions: positions)
        return (batch, try all.slice(3 * rows..<3 * rows + sequences))
    }

    /// The next multiple of 32, or of 8 for few tokens.
    static func rowCount(_ tokens: Int) -> Int {
        let step = tokens > 128 ? 32 : 8
        return (tokens + step - 1) / step * step
    }
}
