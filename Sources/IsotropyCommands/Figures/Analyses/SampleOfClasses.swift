import Figures
import Isotropy
import Torch

/// A random choice of a cloud's points with their classes: the cosines between pairs, and where the points lie on their
/// first two principal directions.
struct SampleOfClasses {
    /// The most points that are looked at.
    static let limit = 1000
    /// Of equal bins from -1 to 1.
    static let binCount = 80
    /// With more classes, pairs within any class are one group.
    static let mostClasses = 4

    /// Pairs by their cosine: within each class, or within any where there are many, and at last between classes.
    var cosines: [[Int]]
    /// Pairs with a vector of zeros, which has no direction.
    var pairsWithoutCosine: Int
    /// On the two directions, float32.
    var points: [Point]
    /// Of each point, from 0.
    var classes: [Int]
    /// Of the variance along both directions.
    var shares: [Double]

    /// - Parameters:
    ///   - rows: `[points, dimensions]`, float32.
    ///   - moments: of the whole cloud.
    init(_ rows: Tensor, classes: [Int], classCount: Int, moments: Moments, scale: Double) throws {
        self.classes = classes
        let wide = try rows.converted(to: .float64)
        (cosines, pairsWithoutCosine) = try Self.cosines(wide, classes, classCount)
        let principal = try PrincipalDirections(moments)
        let mean = try Tensor.of(
            moments.mean.map { $0 * scale }, shape: [1, moments.dimensions])
        let count = min(2, moments.dimensions)
        let plane = try principal.directions.slice(0..<count).transposed()
        let coordinates: [Double] = try wide.subtracting(mean).matmul(plane).contiguous().elements()
        points = classes.indices.map { row in
            func coordinate(_ axis: Int) -> Double {
                axis < count ? Double(Float(coordinates[row * count + axis])) : 0
            }
            return Point(coordinate(0), coordinate(1))
        }
        let total = principal.variances.reduce(0, +)
        shares = (0..<2).map {
            $0 < count && total > 0 ? principal.variances[$0] / total : 0
        }
    }

    init(
        cosines: [[Int]], pairsWithoutCosine: Int, points: [Point], classes: [Int],
        shares: [Double]
    ) {
        (self.cosines, self.pairsWithoutCosine) = (cosines, pairsWithoutCosine)
        (self.points, self.classes, self.shares) = (points, classes, shares)
    }

    static var edges: [Double] {
        (0...binCount).map { -1 + 2 * Double($0) / Double(binCount) }
    }

    private static func cosines(
        _ rows: Tensor, _ classes: [Int], _ classCount: Int
    ) throws -> (counts: [[Int]], without: Int) {
        let squares: [Double] = try rows.multiplied(by: rows).sum(along: 1).elements()
        let inverse = squares.map { $0 > 0 ? 1 / $0.squareRoot() : .nan }
        let unit = try rows.multiplied(by: Tensor.of(inverse, shape: [inverse.count, 1]))
        let products: [Double] = try unit.matmul(unit.transposed()).elements()
        let isSplit = classCount <= mostClasses
        var counts = [[Int]](
            repeating: [Int](repeating: 0, count: binCount), count: (isSplit ? classCount : 1) + 1)
        var without = 0
        let (size, between) = (classes.count, counts.count - 1)
        for row in 0..<size {
            for column in row + 1..<max(size, row + 1) {
                let cosine = products[row * size + column]
                guard cosine.isFinite else {
                    without += 1
                    continue
                }
                let group =
                    classes[row] == classes[column] ? (isSplit ? classes[row] : 0) : between
                let place = Int((min(max(cosine, -1), 1) + 1) / 2 * Double(binCount))
                counts[group][min(place, binCount - 1)] += 1
            }
        }
        return (counts, without)
    }
}
