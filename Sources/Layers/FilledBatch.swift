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
        let filler = Array(repeating: 0, count: missing)
        let positions = lengths.flatMap { 0..<$0 }
        let numbers = Array(0...lengths.count)
        let parts = [
            ids + filler, typeIDs + filler, positions + filler, Array(starts.dropLast()),
            missing > 0 ? starts + [ids.count + missing] : starts,
            missing > 0 ? numbers + [lengths.count] : numbers,
        ]
        let all = try Tensor.of(parts.flatMap { $0 }, on: device)
        var (tensors, start): ([Tensor], Int) = ([], 0)
        for part in parts {
            tensors.append(try all.slice(start..<start + part.count))
            start += part.count
        }
        let cuts = try all.slice(start - parts[4].count - parts[5].count..<start)
            .converted(to: .int32)
        let batch = FilledBatch(
            ids: tensors[0], typeIDs: tensors[1], positions: tensors[2],
            offsets: try cuts.slice(0..<parts[4].count),
            firstTokenOffsets: try cuts.slice(parts[4].count..<cuts.count),
            longest: max(missing, lengths.max() ?? 0), tokenTypeIDs: typeIDs,
            tokenPositions: positions)
        return (batch, tensors[3])
    }

    /// The next multiple of 32, or of 8 for few tokens.
    static func rowCount(_ tokens: Int) -> Int {
        let step = tokens > 128 ? 32 : 8
        return (tokens + step - 1) / step * step
    }
}
