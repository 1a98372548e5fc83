import Torch

/// Measures a cloud of points that comes in blocks of rows, in one pass: sums are kept, no points.
///
/// The measures are those of ``CloudSummary/init(of:)``, to the same bits where the blocks have
/// ``rowsPerBlock(dimensions:)`` rows, and else up to rounding: about 1e-14 of each.
public struct CloudMeasurement: Sendable {
    public let dimensions: Int
    /// Of the points over the scale's factor.
    private var moments: Moments
    private var directions: DirectionMoments
    private var scale = CloudScale()

    /// Of no points.
    /// - Precondition: there is a dimension.
    public init(dimensions: Int) {
        self.dimensions = dimensions
        moments = Moments(dimensions: dimensions)
        directions = DirectionMoments(dimensions: dimensions)
    }

    /// As many rows as make a block worth its overhead: two million numbers, and of many dimensions half as many rows,
    /// so that adding a matrix of their products is little beside making it.
    public static func rowsPerBlock(dimensions: Int) -> Int {
        max(1, Moments.blockElements / dimensions, dimensions / 2)
    }

    public var pointCount: Int { moments.count }

    /// Adds the rows of `block`, `[rows, dimensions]`, of any floating-point type.
    /// - Throws: for another shape or type, and for a number that is not finite, by its place in the cloud; then
    ///   nothing is added.
    public mutating func add(_ block: Tensor) throws(TorchError) {
        guard block.rank == 2, block.size(1) == dimensions else {
            throw TorchError(
                .invalidOperation, operation: "measure",
                message: "points must be [points, \(dimensions)], not \(block.shape)")
        }
        let wider = try scale.including(block, firstRow: pointCount)
        let points = try wider.applied(to: block)
        var added = DirectionMoments(dimensions: dimensions)
        try added.add(block)
        if wider.factor != scale.factor {
            moments.scale(by: scale.factor / wider.factor)
        }
        scale = wider
        try moments.add(points)
        directions.merge(added)
    }

    /// - Throws: where the largest number is beyond 1e-300 … 1e300.
    public func summary() throws(TorchError) -> CloudSummary {
        try scale.check()
        return try CloudSummary(moments, directions, scale: scale.factor)
    }
}
