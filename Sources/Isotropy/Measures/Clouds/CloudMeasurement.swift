import Torch

/// Measures a cloud of points that comes in blocks of rows, in one pass: sums are kept, no points.
///
/// Rows are numbered from 0, and sums are made of blocks of ``rowsPerBlock(dimensions:)`` rows and of parts of such, merged
/// in one order: whoever gives whole blocks gets the same bits, in one pass or in parts that are joined
/// (``join(_:)``). Other blocks change each measure by rounding, about 1e-14 of it.
public struct CloudMeasurement: Sendable {
    public let dimensions: Int
    public let measures: [Measure]
    /// The sums of the points over the scale's factor.
    var blocks: SentenceBlocks
    var sample: RowSample?
    var scale = CloudScale()
    let form: CloudForm
    let wantsIntervals: Bool
    /// The number of the next row.
    private var nextRow: Int
    /// The points themselves while they are fewer than their dimensions; `nil` where they are not to be kept.
    var fewRows: FewRows?

    /// Of no points.
    /// - Parameters:
    ///   - measures: what is going to be asked for.
    ///   - intervals: whether blocks of sentences are small enough for intervals to follow from them.
    ///   - classCount: how many classes the points' labels have; `nil` for points without labels.
    ///   - secondDimensions: of a second cloud whose rows belong to those of this one; `nil` without.
    ///   - firstRow: the number of the first row that will come, a multiple of the rows of a block.
    ///   - precision: of the products inside a block of float32 points: `float64`, or `float32` for about twice the speed
    ///     and a relative error near 1e-6 (``Moments/add(_:precision:)``).
    ///   - rowsPerBlock: the rows of a whole block, a power of two; `nil` for ``rowsPerBlock(dimensions:)``. Parts of one
    ///     cloud have the same.
    ///   - keepsFewRows: whether points are kept while they are fewer than their dimensions: their spectrum, and those
    ///     that intervals take, then come from their products with each other, which is faster, and differ in their last
    ///     bits. Parts that are joined do without.
    ///   - blockMemory: the bytes that sums by blocks may take. Where those of 16 blocks do not fit, intervals take a
    ///     second pass (``MeasuredCloud/secondPass(for:)``).
    /// - Precondition: there is a dimension.
    public init(
        dimensions: Int, measures: [Measure] = CloudSummary.measures, intervals: Bool = false,
        classCount: Int? = nil, secondDimensions: Int? = nil, firstRow: Int = 0,
        precision: DType = .float64, rowsPerBlock: Int? = nil, keepsFewRows: Bool = false,
        blockMemory: Int = CloudMeasurement.blockMemory
    ) {
        let size = rowsPerBlock ?? SentenceBlocks.wholeBlock(dimensions: dimensions)
        precondition(
            size > 0 && size.nonzeroBitCount == 1 && firstRow.isMultiple(of: size),
            "row \(firstRow) begins no block of \(size)")
        let form = CloudForm(
            dimensions: dimensions, needs: MeasureCatalogue.needs(of: measures),
            classCount: classCount, secondDimensions: secondDimensions, precision: precision)
        self.dimensions = dimensions
        self.measures = measures
        self.form = form
        wantsIntervals = intervals
        nextRow = firstRow
        blocks = SentenceBlocks(
            empty: CloudSums(form), intervals: intervals, firstSentence: firstRow,
            wholeSize: size, budget: blockMemory)
        fewRows = keepsFewRows ? FewRows() : nil
        sample = form.needs.contains(.sample) ? RowSample(dimensions: dimensions) : nil
    }

    /// The rows of a whole block: about two million numbers, and of many dimensions half as many rows, a power of two.
    public static func rowsPerBlock(dimensions: Int) -> Int {
        SentenceBlocks.wholeBlock(dimensions: dimensions)
    }

    public internal(set) var pointCount = 0

    /// 256 MiB: 32 blocks of up to 1,024 dimensions, 16 of up to 1,448.
    public static let blockMemory = SentenceBlocks.budget
    /// Whether intervals of points of so many dimensions take a second pass.
    public static func needsSecondPass(dimensions: Int) -> Bool {
        blockMemory / (8 * dimensions * dimensions) < SentenceBlocks.least
    }

    /// Adds the rows of `block`, `[rows, dimensions]`, of any floating-point type.
    /// - Parameters:
    ///   - sentences: where each sentence begins in the rows, and their number at last (`offsets` of a packed batch);
    ///     without them each row is one. Rows of a sentence belong together in intervals.
    ///   - labels: the class of each row, from 0, where there are classes.
    ///   - second: as many rows of the second cloud, where there is one.
    /// - Throws: for another shape or type, and for a number that is not finite, by its place in the cloud; then
    ///   nothing is added.
    public mutating func add(
        _ block: Tensor, sentences: [Int]? = nil, labels: [Int]? = nil, second: Tensor? = nil
    ) throws(TorchError) {
        guard block.rank == 2, block.size(1) == dimensions else {
            throw TorchError(
                .invalidOperation, operation: "measure",
                message: "points must be [points, \(dimensions)], not \(block.shape)")
        }
        try check(block.size(0), labels, second)
        let wider = try scale.including(block, firstRow: nextRow)
        let rows = CloudRows(
            points: block, scaled: try wider.applied(to: block), factor: wider.factor,
            labels: labels, second: second)
        let change = scale.factor / wider.factor
        if change != 1 { blocks.scale(by: change) }
        // From here on the sums are of points over the wider scale, also where one of the blocks fails.
        scale = wider
        var widened = blocks
        try widened.add(rows, sentences: sentences ?? Array(0...block.size(0)))
        try sample?.add(block, firstRow: nextRow)
        fewRows = try fewRows?.adding(rows)
        blocks = widened
        pointCount += block.size(0)
        nextRow += block.size(0)
    }

    private func check(_ count: Int, _ labels: [Int]?, _ second: Tensor?) throws(TorchError) {
        func refuse(_ message: String) -> TorchError {
            TorchError(.invalidOperation, operation: "measure", message: message)
        }
        if form.classCount != nil, form.needs.contains(.labels), labels?.count != count {
            throw refuse("\(count) points have \(labels?.count ?? 0) labels")
        }
        if let size = form.secondDimensions, form.needs.contains(.secondCloud),
            second?.shape != [count, size]
        {
            throw refuse(
                "the second cloud's rows must be [\(count), \(size)], not \(second?.shape ?? [])")
        }
    }

    /// What the measures follow from.
    /// - Throws: where the largest number is beyond 1e-300 … 1e300.
    public func measured() throws(TorchError) -> MeasuredCloud {
        try scale.check()
        return MeasuredCloud(self)
    }

    /// - Throws: where the largest number is beyond 1e-300 … 1e300.
    public func summary() throws(TorchError) -> CloudSummary {
        try CloudSummary(measured())
    }
}
