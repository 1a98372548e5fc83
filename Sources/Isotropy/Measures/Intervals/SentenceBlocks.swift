import Torch

/// The sums of consecutive blocks of sentences, for intervals by leaving blocks out.
///
/// How many sentences there will be is not known: blocks begin small, and whenever there are ``limit`` of them,
/// neighbours are merged in pairs. So in the end there are ``limit`` / 2 to ``limit`` of equal numbers of sentences, but
/// for the last. A block is a run of sentences that follow each other: what they owe to their text stays together.
struct SentenceBlocks: Sendable {
    /// Where memory allows; the covariances of so many blocks are kept.
    static let most = 32
    /// Fewer give no interval that is worth its name.
    static let least = 16
    /// 256 MiB of covariances: 32 blocks of up to 1,024 dimensions, 16 of up to 1,448.
    static let budget = 1 << 28

    private let dimensions: Int
    private let needs: Set<Measure.Need>
    /// The most blocks, an even number.
    let limit: Int
    private(set) var sums: [CloudSums] = []
    /// Sentences of each.
    private(set) var counts: [Int] = []
    /// Sentences of a whole block.
    private var size = 1
    /// Whether a sentence had several rows.
    private(set) var isGrouped = false

    /// - Returns: `nil` for dimensions of which the budget has no room for ``least`` blocks.
    init?(dimensions: Int, needs: Set<Measure.Need>) {
        self.dimensions = dimensions
        self.needs = needs
        let affordable = Self.budget / (8 * dimensions * dimensions)
        guard affordable >= Self.least else { return nil }
        limit = min(Self.most, affordable) / 2 * 2
    }

    var sentences: Int { counts.reduce(0, +) }

    /// Of all blocks, in their order.
    var total: CloudSums {
        var total = CloudSums(dimensions: dimensions, needs: needs)
        for sum in sums { total.merge(sum) }
        return total
    }

    /// - Parameters:
    ///   - block: `[rows, dimensions]`.
    ///   - scaled: the same over `factor`.
    ///   - offsets: where each sentence begins, and the number of rows.
    /// - Precondition: all numbers are finite.
    mutating func add(
        _ block: Tensor, scaled: Tensor, factor: Double, sentences offsets: [Int]
    ) throws(TorchError) {
        guard offsets.first == 0, offsets.last == block.size(0),
            zip(offsets, offsets.dropFirst()).allSatisfy(<)
        else {
            throw TorchError(
                .invalidOperation, operation: "measure",
                message: "sentences begin in order at rows from 0, and end at \(block.size(0))")
        }
        let count = offsets.count - 1
        isGrouped = isGrouped || block.size(0) > count
        // So large that these sentences alone make no more than the most.
        while size * limit < count { doubleSize() }
        var first = 0
        while first < count {
            let place = openBlock()
            let last = min(count, first + size - counts[place])
            let rows = offsets[first]..<offsets[last]
            try sums[place].add(block.slice(rows), scaled: scaled.slice(rows), factor: factor)
            counts[place] += last - first
            first = last
        }
    }

    /// The last block, where it is not full yet, or else a new one.
    private mutating func openBlock() -> Int {
        if sums.count == limit, counts[limit - 1] >= size { doubleSize() }
        if let last = counts.last, last < size { return sums.count - 1 }
        sums.append(CloudSums(dimensions: dimensions, needs: needs))
        counts.append(0)
        return sums.count - 1
    }

    /// Merges the second of each two neighbours into the first.
    private mutating func doubleSize() {
        size *= 2
        for place in 0..<(sums.count / 2) {
            if place > 0 { sums.swapAt(place, 2 * place) }
            sums[place].merge(sums[2 * place + 1])
            counts[place] = counts[2 * place] + counts[2 * place + 1]
        }
        let kept = (sums.count + 1) / 2
        if sums.count % 2 == 1, kept > 1 {
            sums.swapAt(kept - 1, sums.count - 1)
            counts[kept - 1] = counts[counts.count - 1]
        }
        sums.removeLast(sums.count - kept)
        counts.removeLast(counts.count - kept)
    }

    mutating func scale(by factor: Double) {
        for place in sums.indices { sums[place].scale(by: factor) }
    }
}
