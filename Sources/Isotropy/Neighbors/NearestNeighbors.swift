import Torch

/// The nearest neighbours of every point of a cloud, exactly.
///
/// Products of blocks of points find them, each pair of blocks once, and every distance that counts is computed
/// again in float64 from the points' differences. So near-duplicates keep their distances, means far from 0 cost
/// nothing, and the answer depends neither on the blocks nor on the number of threads. Why no neighbour is lost is
/// said in Documentation/neighbors.md.
///
/// Beside the points it takes `4 points (dimensions + 3 count + 6)` bytes and some 40 MB at 1,024 dimensions.
public struct NearestNeighbors: Sendable {
    public let pointCount: Int
    /// The neighbours of each point.
    public let count: Int
    /// Euclidean, row-major `[points, count]`, the nearest first; 0 for equal points only.
    public let distances: [Double]
    /// The rows of the neighbours, row-major `[points, count]`; of equal distances the lower row comes first.
    public let places: [Int32]

    /// - Parameters:
    ///   - points: `[points, dimensions]`, of any floating-point type; on a GPU they are copied.
    ///   - count: how many neighbours each point gets, itself not counted.
    /// - Throws: for another shape or type, for fewer than `count + 1` points, for points that are not finite, by
    ///   their places, and for those whose largest number is beyond 1e-300 ... 1e300.
    public init(of points: Tensor, count: Int) throws(TorchError) {
        try self.init(of: points, count: count, rowsOfABlock: 1024, precision: .float32)
    }

    /// - Parameter precision: of the products at first: float64 takes over where float32 tells too few points apart.
    package init(
        of points: Tensor, count: Int, rowsOfABlock: Int, precision: DType
    ) throws(TorchError) {
        guard points.rank == 2, points.size(1) > 0, points.dtype?.isFloatingPoint == true else {
            throw TorchError(
                .invalidOperation, operation: "neighbours",
                message: "points must be numbers [points, dimensions], not \(points)")
        }
        guard count > 0, points.size(0) > count else {
            throw TorchError(
                .invalidOperation, operation: "neighbours",
                message: "\(count) neighbours of each of \(points.size(0)) points")
        }
        var search = try NeighborSearch(points, count: count, rowsOfABlock: rowsOfABlock)
        try search.run(precision: precision)
        pointCount = points.size(0)
        self.count = count
        let scale = search.scale
        distances = try search.found.distances.elements(as: Double.self).map { $0 / scale }
        places = try search.found.places.elements()
    }

    /// The distances of one point's neighbours, the nearest first.
    public func distances(of point: Int) -> ArraySlice<Double> {
        distances[point * count..<(point + 1) * count]
    }

    /// The rows of one point's neighbours, the nearest first.
    public func places(of point: Int) -> ArraySlice<Int32> {
        places[point * count..<(point + 1) * count]
    }
}
