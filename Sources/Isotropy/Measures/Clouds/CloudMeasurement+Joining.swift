import Torch

/// Parts of a cloud that were measured apart.
extension CloudMeasurement {
    /// Why two measurements are not parts of one cloud.
    public enum JoinProblem: Error, Sendable, Equatable {
        case dimensions(Int, Int)
        /// One keeps sums that the other has not.
        case measures
        /// Both have a row of the same number.
        case overlap
        /// Sums of random rows can be joined by the rows' numbers only.
        case sample
    }

    /// Joins a part whose rows have numbers of their own: rows of whole blocks give the bits of one pass, whatever the
    /// order in which parts are joined.
    public mutating func join(_ other: CloudMeasurement) throws(JoinProblem) {
        try check(other)
        var (joined, added) = matched(with: other)
        guard joined.blocks.join(added.blocks) else { throw .overlap }
        if let theirs = added.sample { joined.sample?.merge(theirs) }
        joined.fewRows = nil
        joined.pointCount += other.pointCount
        self = joined
    }

    /// Adds the points of a part whose rows have no numbers, after these: right up to rounding, about 1e-14.
    public mutating func append(_ other: CloudMeasurement) throws(JoinProblem) {
        try check(other)
        guard sample == nil else { throw .sample }
        var (joined, added) = matched(with: other)
        joined.blocks.append(added.blocks)
        joined.fewRows = nil
        joined.pointCount += other.pointCount
        self = joined
    }

    private func check(_ other: CloudMeasurement) throws(JoinProblem) {
        guard other.dimensions == dimensions else {
            throw .dimensions(dimensions, other.dimensions)
        }
        guard other.form.needs == form.needs, other.form.classCount == form.classCount,
            other.form.secondDimensions == form.secondDimensions,
            other.wantsIntervals == wantsIntervals
        else { throw .measures }
    }

    /// Both over the larger of their scales.
    private func matched(
        with other: CloudMeasurement
    ) -> (CloudMeasurement, CloudMeasurement) {
        let wider = scale.largest >= other.scale.largest ? scale : other.scale
        return (scaled(to: wider), other.scaled(to: wider))
    }

    private func scaled(to wider: CloudScale) -> CloudMeasurement {
        var scaled = self
        let change = scale.factor / wider.factor
        if change != 1 { scaled.blocks.scale(by: change) }
        scaled.scale = wider
        return scaled
    }

    /// The numbers of the rows that are missing between the first and the last one, and before the first.
    public var missingRows: [Range<Int>] { blocks.gaps }
}
