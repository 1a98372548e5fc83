extension MeasuredCloud {
    /// How many times as much the means of consecutive blocks of rows differ as they would by chance: the variance
    /// between blocks over that within (Fisher's F of all dimensions together), over the rows of a sentence, which are
    /// alike at most. Shuffled rows have about 1 or less; sorted ones more, the more rows there are, and their
    /// intervals are wrong.
    /// - Returns: `nil` where sums were not kept by blocks, of too few sentences, and where nothing varies.
    public var blockSpread: Double? {
        guard let blocks, blocks.sentences >= Interval.leastSentences else { return nil }
        let parts = blocks.sums.map(\.moments)
        let (between, rest) = (parts.count - 1, pointCount - parts.count)
        let (all, within) = (moments.squaredSpread, parts.reduce(0) { $0 + $1.squaredSpread })
        guard between > 0, rest > 0, all > 0 else { return nil }
        let ratio = max(all - within, 0) / Double(between) / (within / Double(rest))
        return ratio * Double(blocks.sentences) / Double(pointCount)
    }

    /// From here on ``blockSpread`` is no chance, also of points on a line and of sentences of unequal length.
    public static let sortedSpread = 3.0
}

extension Moments {
    /// The sum of the squared distances from the mean.
    fileprivate var squaredSpread: Double {
        (0..<dimensions).reduce(0) { $0 + products[$1 * (dimensions + 1)] }
    }
}
