import Torch

/// Measures a cloud of points that comes in blocks of rows, in one pass: sums are kept, no points.
///
/// The measures are those of ``CloudSummary/init(of:)``, to the same bits where the blocks have
/// ``rowsPerBlock(dimensions:)`` rows, and else up to rounding: about 1e-14 of each.
public struct CloudMeasurement: Sendable {
    public let dimensions: Int
    public let measures: [Measure]
    /// Of the points over the scale's factor: in one sum, or by blocks of sentences.
    private var sums: CloudSums
    private var blocks: SentenceBlocks?
    private var sample: RowSample?
    private var scale = CloudScale()
    private let intervals: Bool

    /// Of no points.
    /// - Parameters:
    ///   - measures: what is going to be asked for.
    ///   - intervals: whether sums are kept by blocks of sentences too, from which intervals follow.
    /// - Precondition: there is a dimension.
    public init(
        dimensions: Int, measures: [Measure] = CloudSummary.measures, intervals: Bool = false
    ) {
        self.dimensions = dimensions
        self.measures = measures
        self.intervals = intervals
        let needs = MeasureCatalogue.needs(of: measures)
        sums = CloudSums(dimensions: dimensions, needs: needs)
        blocks = intervals ? SentenceBlocks(dimensions: dimensions, needs: needs) : nil
        sample = needs.contains(.sample) ? RowSample(dimensions: dimensions) : nil
    }

    /// As many rows as make a block worth its overhead: two million numbers, and of many dimensions half as many rows,
    /// so that adding a matrix of their products is little beside making it.
    public static func rowsPerBlock(dimensions: Int) -> Int {
        max(1, Moments.blockElements / dimensions, dimensions / 2)
    }

    public private(set) var pointCount = 0

    /// Adds the rows of `block`, `[rows, dimensions]`, of any floating-point type.
    /// - Parameter sentences: where each sentence begins in the rows, and their number at last (`offsets` of a packed
    ///   batch); without them each row is one. Rows of a sentence belong together in intervals.
    /// - Throws: for another shape or type, and for a number that is not finite, by its place in the cloud; then
    ///   nothing is added.
    public mutating func add(_ block: Tensor, sentences: [Int]? = nil) throws(TorchError) {
        guard block.rank == 2, block.size(1) == dimensions else {
            throw TorchError(
                .invalidOperation, operation: "measure",
                message: "points must be [points, \(dimensions)], not \(block.shape)")
        }
        let wider = try scale.including(block, firstRow: pointCount)
        let points = try wider.applied(to: block)
        let change = scale.factor / wider.factor
        if blocks == nil {
            var widened = sums
            if change != 1 { widened.scale(by: change) }
            try widened.add(block, scaled: points, factor: wider.factor)
            sums = widened
        } else {
            if change != 1 { blocks?.scale(by: change) }
            try blocks?.add(
                block, scaled: points, factor: wider.factor,
                sentences: sentences ?? Array(0...block.size(0)))
        }
        try sample?.add(block, firstRow: pointCount)
        scale = wider
        pointCount += block.size(0)
    }

    /// What the measures follow from.
    /// - Throws: where the largest number is beyond 1e-300 … 1e300.
    public func measured() throws(TorchError) -> MeasuredCloud {
        try scale.check()
        return MeasuredCloud(
            blocks?.total ?? sums, scale: scale.factor, blocks: blocks, sample: sample,
            isBeyondMemory: intervals && blocks == nil)
    }

    /// - Throws: where the largest number is beyond 1e-300 … 1e300.
    public func summary() throws(TorchError) -> CloudSummary {
        try CloudSummary(measured())
    }
}
