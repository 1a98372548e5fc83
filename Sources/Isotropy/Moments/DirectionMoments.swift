import Torch

/// The sum of the points' directions, from which the mean cosine of all pairs follows.
public struct DirectionMoments: Sendable, Codable, Equatable {
    public let dimensions: Int
    /// The points that have a direction.
    public private(set) var count = 0
    /// The points of length 0: they have no direction and take no part.
    public private(set) var zeroCount = 0
    /// The sum of `x / |x|`.
    public private(set) var sum: [Double]

    /// - Precondition: there is a dimension.
    public init(dimensions: Int) {
        precondition(dimensions > 0, "directions of \(dimensions) dimensions")
        self.dimensions = dimensions
        sum = Array(repeating: 0, count: dimensions)
    }

    /// - Parameter sum: of the directions of `count` points.
    package init(count: Int, zeroCount: Int, sum: [Double]) {
        precondition(!sum.isEmpty, "directions of no dimension")
        dimensions = sum.count
        (self.count, self.zeroCount, self.sum) = (count, zeroCount, sum)
    }

    /// Adds the rows of `points`, `[points, dimensions]`, of any floating-point type.
    /// - Throws: for another shape or type, and for points that are not finite; then nothing is added.
    public mutating func add(_ points: Tensor) throws(TorchError) {
        guard points.rank == 2, points.size(1) == dimensions,
            points.dtype?.isFloatingPoint == true
        else {
            throw TorchError(
                .invalidOperation, operation: "directions",
                message: "points must be numbers [points, \(dimensions)], not \(points)")
        }
        var added = DirectionMoments(dimensions: dimensions)
        let size = max(1, (1 << 21) / dimensions)
        for start in stride(from: 0, to: points.size(0), by: size) {
            try added.addBlock(points.slice(start..<min(start + size, points.size(0))))
        }
        merge(added)
    }

    /// Adds the points of `other`; another order of merging changes the sum by rounding only.
    /// - Precondition: both have the same dimensions.
    public mutating func merge(_ other: DirectionMoments) {
        precondition(
            other.dimensions == dimensions,
            "directions of \(dimensions) and \(other.dimensions) dimensions")
        count += other.count
        zeroCount += other.zeroCount
        for index in 0..<dimensions { sum[index] += other.sum[index] }
    }

    /// Takes the points of `other` out again, which are among these.
    mutating func remove(_ other: DirectionMoments) {
        count -= other.count
        zeroCount -= other.zeroCount
        for index in 0..<dimensions { sum[index] -= other.sum[index] }
    }

    private mutating func addBlock(_ block: Tensor) throws(TorchError) {
        let directions = try PointDirections(block)
        guard directions.areFinite else {
            throw TorchError(
                .notFinite, operation: "directions",
                message: "the points hold a number that is not finite")
        }
        let blockSum = try directions.sum.elements(as: Double.self)
        count += directions.count - directions.zeroCount
        zeroCount += directions.zeroCount
        for index in 0..<dimensions { sum[index] += blockSum[index] }
    }

    /// The mean cosine of all pairs of different points, `(‖Σu‖² - N) / (N (N - 1))`.
    ///
    /// It sees the direction of the mean only: a collapsed cloud around 0 can read 0.
    /// - Returns: `nil` for fewer than two points with a direction.
    public var meanCosine: Double? {
        guard count > 1 else { return nil }
        let points = Double(count)
        let squared = sum.reduce(0) { $0 + $1 * $1 }
        return min(max((squared - points) / (points * (points - 1)), -1), 1)
    }
}
