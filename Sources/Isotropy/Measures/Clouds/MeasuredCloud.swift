import Torch

/// What was kept of a cloud of points, from which measures follow.
///
/// Spectra are computed when they are first asked for, and kept.
public final class MeasuredCloud {
    let sums: CloudSums
    /// What the points were divided by before they were measured.
    public let scale: Double
    let blocks: SentenceBlocks?
    /// Where blocks were wanted, and are too large to be kept.
    let unkeptBlocks: UnkeptBlocks?
    /// Of fewer points than dimensions, where these were kept.
    private var fewRows: FewRows?
    private var knownGram: GramMatrix?
    public let sample: RowSample?
    /// Of a second pass; `nil` before one.
    public private(set) var partition: PartitionSums?
    /// The same, of pairs of clouds.
    public private(set) var componentSines: ComponentSines?
    /// The same, where blocks were not kept.
    private(set) var leftOut: LeftOutParts?
    /// Of pairs of rows; `nil` without.
    public var alignment: AlignmentSums?
    /// Of the points themselves; `nil` where they were not looked at.
    public private(set) var neighbors: NeighborMeasurement?
    private var soughtNeighbors = false
    /// The robust deviations beyond which a dimension is an outlier.
    public var outlierLimit = 3.0
    private var spectra: [Bool: Spectrum?] = [:]
    private var clusters: CorrelationBlocks??
    private var classScatter: ClassScatter?

    init(
        _ sums: CloudSums, scale: Double = 1, blocks: SentenceBlocks? = nil,
        sample: RowSample? = nil, unkeptBlocks: UnkeptBlocks? = nil, gram: GramMatrix? = nil
    ) {
        self.sums = sums
        self.scale = scale
        self.blocks = blocks
        self.sample = sample
        self.unkeptBlocks = unkeptBlocks
        knownGram = gram
    }

    /// Of a distribution whose moments are known.
    /// - Parameters:
    ///   - directions: of a sample, as the parts of its cosines are.
    package convenience init(
        population moments: Moments, _ directions: DirectionMoments, _ cosines: CosineParts
    ) {
        self.init(CloudSums(moments, directions, shrinkage: nil, cosines: cosines))
    }

    /// - Precondition: both were made from the same points.
    public convenience init(_ moments: Moments, _ directions: DirectionMoments) {
        precondition(
            moments.count == directions.count + directions.zeroCount,
            "moments of \(moments.count) points, directions of "
                + "\(directions.count + directions.zeroCount)")
        self.init(CloudSums(moments, directions))
    }

    /// Of the points over ``scale``.
    public var moments: Moments { sums.moments }
    public var directions: DirectionMoments { sums.directions }
    public var cosines: CosineParts? { sums.cosines }
    public var shrinkage: ShrinkageMoments? { sums.shrinkage }
    /// Of points with labels; `nil` without.
    public var classes: ClassMoments? { sums.classes }
    /// Of this cloud and a second one; `nil` without.
    public var pair: CloudPair? { sums.pair }
    /// The sentences of the blocks that intervals leave out; none where sums were not kept by blocks.
    package var blockSizes: [Int] { blocks?.counts ?? [] }
    /// Those that were counted for intervals.
    var sentences: Int { blocks?.sentences ?? unkeptBlocks?.sentences ?? 0 }
    /// Whether one of them has several rows.
    var isGrouped: Bool { blocks?.isGrouped ?? unkeptBlocks?.isGrouped ?? false }
    public var pointCount: Int { moments.count }
    public var dimensions: Int { moments.dimensions }

    var holds: Set<Measure.Need> {
        var needs: Set<Measure.Need> = [.moments]
        if sums.hasDirections { needs.insert(.directions) }
        if cosines != nil { needs.insert(.cosineParts) }
        if shrinkage != nil { needs.insert(.fourthPowers) }
        if sample != nil { needs.insert(.sample) }
        if partition != nil { needs.insert(.secondPass) }
        if alignment != nil { needs.insert(.pairs) }
        if soughtNeighbors { needs.insert(.neighbours) }
        if classes != nil { needs.insert(.labels) }
        if pair != nil { needs.insert(.secondCloud) }
        return needs
    }

    /// The spectrum of the covariance, or of the second moment about 0.
    /// - Returns: `nil` for fewer than two points.
    public func spectrum(centred: Bool = true) throws(TorchError) -> Spectrum? {
        if let known = spectra[centred] { return known }
        let spectrum =
            if centred, let gram = try gram() { try gram.spectrum() } else {
                try moments.spectrum(centred: centred)
            }
        spectra[centred] = .some(spectrum)
        return spectrum
    }

    /// The products of points that are fewer than their dimensions, where they were kept.
    func gram() throws(TorchError) -> GramMatrix? {
        if knownGram == nil { knownGram = try fewRows?.gram() }
        return knownGram
    }

    /// The dimensions in blocks by their correlations.
    /// - Returns: `nil` for fewer than two points.
    public func correlationBlocks() -> CorrelationBlocks? {
        if let clusters { return clusters }
        let found = moments.correlation.map { CorrelationBlocks($0) }
        clusters = .some(found)
        return found
    }

    /// How the variance is divided between classes and within; `nil` without labels or points.
    public var scatter: ClassScatter? {
        if let classScatter { return classScatter }
        guard let classes, classes.count > 0 else { return nil }
        let found = ClassScatter(classes)
        classScatter = found
        return found
    }

    /// Takes what a second pass has filled (``secondPass(for:)``).
    /// - Throws: where it was not over as many points.
    public func take(_ pass: SecondPass) throws(TorchError) {
        var pass = pass
        try pass.finish()
        partition = pass.partition ?? partition
        componentSines = pass.sines ?? componentSines
        leftOut = pass.leftOut?.parts ?? leftOut
    }

    /// Measures the neighbours of points, which are all or some of this cloud's; of fewer than three that differ nothing
    /// is defined.
    /// - Parameters:
    ///   - scans: whether halves, quarters, … are searched too.
    ///   - sentences: where each sentence begins in the rows, and their number at last.
    public func seekNeighbors(
        of points: Tensor, scans: Bool, intervals: Bool, sentences: [Int]? = nil
    ) throws(TorchError) {
        soughtNeighbors = true
        let repeated = try RepeatedRows(in: points)
        guard repeated.distinct.count > 2 else { return }
        neighbors = try NeighborMeasurement(
            of: points, repeated, scans: scans, intervals: intervals, sentences: sentences)
    }
}

extension MeasuredCloud {
    /// Of the rows of `points`, `[points, dimensions]`.
    /// - Parameters:
    ///   - measures: what is going to be asked for; what takes neighbours or a second pass gets them.
    ///   - intervals: whether intervals will be.
    public convenience init(
        of points: Tensor, measures: [Measure], intervals: Bool = true
    ) throws(TorchError) {
        guard points.rank == 2, points.size(1) > 0 else {
            throw TorchError(
                .invalidOperation, operation: "measure",
                message: "points must be [points, dimensions], not \(points.shape)")
        }
        var measurement = CloudMeasurement(
            dimensions: points.size(1), measures: measures, intervals: intervals,
            keepsFewRows: true)
        let size = CloudMeasurement.rowsPerBlock(dimensions: points.size(1))
        let blocks = CentredCloud.blocks(points.size(0), size)
        for rows in blocks { try measurement.add(points.slice(rows)) }
        try measurement.scale.check()
        self.init(measurement)
        if var pass = try secondPass(for: measures) {
            for rows in blocks { try pass.add(points.slice(rows)) }
            try take(pass)
        }
        if MeasureCatalogue.needs(of: measures).contains(.neighbours) {
            try seekNeighbors(
                of: points, scans: measures.contains(.twoNNScan), intervals: intervals)
        }
    }

    convenience init(_ measurement: CloudMeasurement) {
        let blocks = measurement.blocks.settled
        self.init(
            measurement.blocks.total, scale: measurement.scale.factor,
            blocks: blocks.serveIntervals ? blocks : nil, sample: measurement.sample,
            unkeptBlocks: measurement.wantsIntervals && !blocks.serveIntervals
                ? UnkeptBlocks(
                    form: measurement.form, sentences: blocks.sentences, isGrouped: blocks.isGrouped
                )
                : nil)
        fewRows = measurement.fewRows
    }
}

extension MeasuredCloud {
    /// Whether the cloud was measured with what a measure takes.
    public func canCompute(_ measure: Measure) -> Bool { measure.needs.isSubset(of: holds) }
}
