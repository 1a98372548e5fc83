import Torch

/// The sums of consecutive blocks of sentences, which are merged in one order whoever summed them and in however many
/// parts: of all blocks the sums have the same bits, and intervals leave one of them out at a time.
///
/// Sentences are numbered, and a block begins at a multiple of its size, a power of two. Blocks begin small where
/// intervals are wanted, a sixteenth of the sentences before them, so that there are enough of them at any time, and stay
/// at ``wholeBlock(dimensions:)`` later. Whenever there are more than ``limit``, neighbours are merged in pairs: so in the
/// end there are ``limit`` / 2 to ``limit`` of equal numbers of sentences, but for the last. A block is a run of sentences
/// that follow each other: what they owe to their text stays together.
struct SentenceBlocks: Sendable {
    /// Sums of the sentences `start ..< start + count`, of `size` where the block is whole.
    struct Block: Sendable {
        let start: Int
        var size: Int
        var count = 0
        var sums: CloudSums

        var isWhole: Bool { count == size }
    }

    /// The most blocks for intervals, where memory allows.
    static let most = 32
    /// Fewer give no interval that is worth its name.
    static let least = 16
    /// 256 MiB of covariances: 32 blocks of up to 1,024 dimensions, 16 of up to 1,448.
    static let budget = 1 << 28

    private let empty: CloudSums
    private let startsSmall: Bool
    private let wholeSize: Int
    /// The most whole blocks that are kept.
    let limit: Int
    private(set) var blocks: [Block] = []
    /// The number of the next sentence.
    private var place: Int
    /// Whether a sentence had several rows.
    private(set) var isGrouped = false

    /// - Parameters:
    ///   - intervals: whether blocks are kept for intervals, where memory has room for them.
    ///   - firstSentence: the number of the first that will come, a multiple of the whole block's size.
    ///   - budget: the bytes that covariances of blocks may take.
    init(
        empty: CloudSums, intervals: Bool, firstSentence: Int = 0, wholeSize: Int? = nil,
        budget: Int = SentenceBlocks.budget
    ) {
        let size = empty.moments.dimensions
        let affordable = budget / (8 * size * size)
        startsSmall = intervals && affordable >= Self.least
        limit = startsSmall ? min(Self.most, affordable) / 2 * 2 : 2
        self.wholeSize = wholeSize ?? Self.wholeBlock(dimensions: size)
        self.empty = empty
        place = firstSentence
    }

    /// The sentences of a block that is not made for intervals, a power of two: where each is a row, about two million
    /// numbers, and of many dimensions half as many rows, so that adding a matrix of their products is little beside
    /// making it.
    static func wholeBlock(dimensions: Int) -> Int {
        let rows = max(1, Moments.blockElements / dimensions, dimensions / 2)
        return 1 << (Int.bitWidth - 1 - rows.leadingZeroBitCount)
    }

    /// The sentences of each block where there are at most so many, which begin at multiples of a power of two.
    static func size(of sentences: Int, inAtMost limit: Int) -> Int {
        var size = 1
        while (sentences + size - 1) / size > limit { size *= 2 }
        return size
    }

    /// Whether there are blocks enough for intervals, however many sentences come.
    var serveIntervals: Bool { startsSmall }
    var sentences: Int { blocks.reduce(0) { $0 + $1.count } }
    var counts: [Int] { blocks.map(\.count) }
    var sums: [CloudSums] { blocks.map(\.sums) }

    /// Of all blocks: neighbours in pairs as far as they go, then what is left from the first to the last.
    var total: CloudSums {
        var all = self
        all.mergePairs(upTo: .max)
        var total = empty
        for block in all.blocks { total.merge(block.sums) }
        return total
    }

    /// - Parameters:
    ///   - rows: `[rows, dimensions]`, and what belongs to them.
    ///   - offsets: where each sentence begins, and the number of rows.
    /// - Precondition: all numbers are finite.
    mutating func add(_ rows: CloudRows, sentences offsets: [Int]) throws(TorchError) {
        guard offsets.first == 0, offsets.last == rows.count,
            zip(offsets, offsets.dropFirst()).allSatisfy(<)
        else {
            throw TorchError(
                .invalidOperation, operation: "measure",
                message: "sentences begin in order at rows from 0, and end at \(rows.count)")
        }
        let count = offsets.count - 1
        isGrouped = isGrouped || rows.count > count
        var first = 0
        while first < count {
            openBlock()
            let last = min(
                count, first + blocks[blocks.count - 1].size - blocks[blocks.count - 1].count)
            try blocks[blocks.count - 1].sums.add(rows.slice(offsets[first]..<offsets[last]))
            blocks[blocks.count - 1].count += last - first
            place += last - first
            first = last
        }
    }

    /// Makes room for the next sentence: in the last block, where it is not full yet, or else in a new one.
    private mutating func openBlock() {
        if let last = blocks.last, !last.isWhole { return }
        if blocks.count >= limit { mergePairs(upTo: level(with: place)) }
        blocks.append(Block(start: place, size: sizeOfNext, sums: empty))
    }

    /// Of the block that begins at the next sentence, which is a multiple of it.
    private var sizeOfNext: Int {
        guard startsSmall, place < 16 * wholeSize else { return wholeSize }
        return max(1, 1 << (Int.bitWidth - 1 - (max(place, 1) / 16 | 1).leadingZeroBitCount))
    }

    /// The size of blocks of which there are no more than the limit: at least that of the largest, which others were
    /// merged to before.
    /// - Parameter next: a sentence that will come, `nil` where none does.
    private func level(with next: Int?) -> Int {
        let starts = blocks.map(\.start) + (next.map { [$0] } ?? [])
        var size = blocks.map(\.size).max() ?? 1
        while Set(starts.map { $0 / size }).count > limit { size *= 2 }
        return size
    }

    /// Merges whole neighbours that make a block of up to this size, the small ones first.
    private mutating func mergePairs(upTo most: Int) {
        var merged: [Block] = []
        merged.reserveCapacity(blocks.count)
        for block in blocks {
            merged.append(block)
            while merged.count > 1 {
                let (one, two) = (merged[merged.count - 2], merged[merged.count - 1])
                guard one.isWhole, two.isWhole, one.size == two.size, 2 * one.size <= most,
                    one.start.isMultiple(of: 2 * one.size), two.start == one.start + one.size
                else { break }
                merged.removeLast()
                merged[merged.count - 1].sums.merge(two.sums)
                merged[merged.count - 1].size *= 2
                merged[merged.count - 1].count *= 2
            }
        }
        blocks = merged
    }

    /// Merged as far as the limit asks for, and no farther: the same blocks in whatever parts the sentences came.
    var settled: SentenceBlocks {
        var settled = self
        let size = level(with: nil)
        settled.mergePairs(upTo: size)
        settled.mergeTail(within: size)
        return settled
    }

    /// Merges what is left at the end of a block of this size, of which later sentences did not come.
    private mutating func mergeTail(within size: Int) {
        while blocks.count > 1 {
            let (one, two) = (blocks[blocks.count - 2], blocks[blocks.count - 1])
            guard !two.isWhole || two.size < size, one.size < size,
                one.start / size == two.start / size
            else { return }
            blocks.removeLast()
            blocks[blocks.count - 1].sums.merge(two.sums)
            blocks[blocks.count - 1].count += two.count
            blocks[blocks.count - 1].size = size
        }
    }

    mutating func scale(by factor: Double) {
        for place in blocks.indices { blocks[place].sums.scale(by: factor) }
    }
}

extension SentenceBlocks {
    /// Puts the blocks of another part of the same sentences in their place.
    /// - Returns: `false` where both have a sentence of the same number; then nothing is changed.
    mutating func join(_ other: SentenceBlocks) -> Bool {
        let all = (blocks + other.blocks).sorted { $0.start < $1.start }
        guard zip(all, all.dropFirst()).allSatisfy({ $0.start + $0.count <= $1.start }) else {
            return false
        }
        blocks = all
        place = all.last.map { $0.start + $0.count } ?? place
        isGrouped = isGrouped || other.isGrouped
        mergePairs(upTo: level(with: nil))
        return true
    }

    /// Puts the blocks of sentences without numbers after these: neighbours that have the fewest sentences together are
    /// merged until there are no more than the limit.
    mutating func append(_ other: SentenceBlocks) {
        let first = place
        for block in other.blocks {
            blocks.append(
                Block(
                    start: first + block.start, size: block.count, count: block.count,
                    sums: block.sums))
            place = first + block.start + block.count
        }
        isGrouped = isGrouped || other.isGrouped
        while blocks.count > limit {
            let pairs = 0..<blocks.count - 1
            func together(_ place: Int) -> Int { blocks[place].count + blocks[place + 1].count }
            guard let least = pairs.min(by: { together($0) < together($1) }) else { return }
            blocks[least].sums.merge(blocks[least + 1].sums)
            blocks[least].count += blocks[least + 1].count
            blocks[least].size = blocks[least].count
            blocks.remove(at: least + 1)
        }
    }

    /// Of blocks that were saved.
    init(restoring blocks: [Block], isGrouped: Bool, empty: CloudSums, intervals: Bool) {
        self.init(empty: empty, intervals: intervals)
        self.blocks = blocks
        self.isGrouped = isGrouped
        place = blocks.last.map { $0.start + $0.count } ?? 0
    }

    /// The sentences that are missing between the first block and the last, and before the first.
    var gaps: [Range<Int>] {
        var (gaps, next) = ([Range<Int>](), 0)
        for block in blocks {
            if block.start > next { gaps.append(next..<block.start) }
            next = block.start + block.count
        }
        return gaps
    }
}
