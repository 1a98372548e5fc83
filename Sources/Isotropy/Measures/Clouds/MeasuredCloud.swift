import Torch

/// What was kept of a cloud of points, from which measures follow.
///
/// Spectra are computed when they are first asked for, and kept.
public final class MeasuredCloud {
    let sums: CloudSums
    /// What the points were divided by before they were measured.
    public let scale: Double
    let blocks: SentenceBlocks?
    /// Whether blocks were wanted, and are too large to be kept.
    let isBeyondMemory: Bool
    public let sample: RowSample?
    /// Of a second pass; `nil` before one.
    public private(set) var partition: PartitionSums?
    /// Of pairs of rows; `nil` without.
    public var alignment: AlignmentSums?
    private var spectra: [Bool: Spectrum?] = [:]
    private var clusters: CorrelationBlocks??

    init(
        _ sums: CloudSums, scale: Double = 1, blocks: SentenceBlocks? = nil,
        sample: RowSample? = nil, isBeyondMemory: Bool = false
    ) {
        self.sums = sums
        self.scale = scale
        self.blocks = blocks
        self.sample = sample
        self.isBeyondMemory = isBeyondMemory
    }

    /// Of a distribution whose moments are known.
    /// - Parameter directions: of a sample.
    package convenience init(population moments: Moments, _ directions: DirectionMoments) {
        self.init(CloudSums(moments, directions))
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
    /// The sentences of the blocks that intervals leave out; none where sums were not kept by blocks.
    package var blockSizes: [Int] { blocks?.counts ?? [] }
    public var pointCount: Int { moments.count }
    public var dimensions: Int { moments.dimensions }

    var holds: Set<Measure.Need> {
        var needs: Set<Measure.Need> = [.moments, .directions]
        if cosines != nil { needs.insert(.cosineParts) }
        if shrinkage != nil { needs.insert(.fourthPowers) }
        if sample != nil { needs.insert(.sample) }
        if partition != nil { needs.insert(.secondPass) }
        if alignment != nil { needs.insert(.pairs) }
        return needs
    }

    /// The spectrum of the covariance, or of the second moment about 0.
    /// - Returns: `nil` for fewer than two points.
    public func spectrum(centred: Bool = true) throws(TorchError) -> Spectrum? {
        if let known = spectra[centred] { return known }
        let spectrum = try moments.spectrum(centred: centred)
        spectra[centred] = .some(spectrum)
        return spectrum
    }

    /// The dimensions in blocks by their correlations.
    /// - Returns: `nil` for fewer than two points.
    public func correlationBlocks() -> CorrelationBlocks? {
        if let clusters { return clusters }
        let found = moments.correlation.map { CorrelationBlocks($0) }
        clusters = .some(found)
        return found
    }

    /// The sums that a second pass over the same points fills: give them its blocks, then ``take(_:)`` them.
    public func secondPass() throws(TorchError) -> PartitionSums {
        try PartitionSums(moments)
    }

    public func take(_ sums: PartitionSums) {
        partition = sums
    }
}
