import Torch

/// Leaves blocks of sentences out one after the other while the points are read a second time, where the sums of all
/// blocks together would be too large to be kept: those of one block are, beside those of all points.
///
/// The blocks are those of ``SentenceBlocks`` where it keeps ``SentenceBlocks/least``, so every number is that of leaving
/// out at once, up to rounding.
struct LeaveOutPass {
    private let whole: MeasuredCloud
    private let empty: CloudSums
    /// The sentences of a block.
    private let size: Int
    private var block: CloudSums
    private var count = 0
    private(set) var parts: LeftOutParts

    /// - Returns: `nil` where blocks were kept or nobody wanted any, and where there are too few sentences or nothing to
    ///   leave out.
    init?(_ cloud: MeasuredCloud, _ measures: [Measure]) {
        guard let unkept = cloud.unkeptBlocks, unkept.sentences >= Interval.leastSentences,
            measures.contains(where: \.isLeftOut)
        else { return nil }
        whole = cloud
        size = SentenceBlocks.size(
            of: unkept.sentences, inAtMost: SentenceBlocks.least)
        empty = CloudSums(unkept.form)
        block = empty
        parts = LeftOutParts(of: measures)
    }

    /// - Parameter offsets: where each sentence begins in the rows, and their number at last.
    mutating func add(_ rows: CloudRows, sentences offsets: [Int]) throws(TorchError) {
        let all = offsets.count - 1
        var first = 0
        while first < all {
            let last = min(all, first + size - count)
            try block.add(rows.slice(offsets[first]..<offsets[last]))
            count += last - first
            first = last
            if count == size { try leaveOut() }
        }
    }

    /// Leaves out what is in the block, if anything: call it at the end.
    mutating func leaveOut() throws(TorchError) {
        guard count > 0 else { return }
        let ratio = Double(whole.pointCount) / Double(block.moments.count)
        let rest = MeasuredCloud(whole.sums.removing(block), scale: whole.scale)
        try parts.add(rest, ratio: ratio)
        (block, count) = (empty, 0)
    }
}

/// What leaving blocks out in a second pass takes, where their sums were wanted and are too large to be kept.
struct UnkeptBlocks {
    let form: CloudForm
    let sentences: Int
    /// Whether a sentence has several rows.
    let isGrouped: Bool
}
