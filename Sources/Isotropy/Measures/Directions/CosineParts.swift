import Foundation
import Torch

/// The sums from which it follows what the mean cosine is made of: dimensions, or the mean and what is around it.
///
/// With u = x / |x|, the mean cosine of all pairs is `(|Σu|² - N) / (N (N - 1))`. Both divisions of it are exact, and
/// need one pass over the points.
public struct CosineParts: Sendable, Codable, Equatable {
    public let dimensions: Int
    /// The points that have a direction.
    public private(set) var count = 0
    /// `Σ u`.
    private(set) var sum: [Double]
    /// `Σ u²`, by dimension.
    private(set) var squares: [Double]
    /// `Σ a`, a = 1 / |x|, and `Σ a²`.
    private(set) var inverse = 0.0
    private(set) var squaredInverse = 0.0
    /// `Σ a u`.
    private(set) var weighted: [Double]

    /// - Precondition: there is a dimension.
    public init(dimensions: Int) {
        precondition(dimensions > 0, "cosines of \(dimensions) dimensions")
        self.dimensions = dimensions
        sum = Array(repeating: 0, count: dimensions)
        squares = sum
        weighted = sum
    }

    /// Of sums that were kept: of the directions, of their squares, of `a u`, of a and of a².
    init(
        count: Int, sum: [Double], squares: [Double], weighted: [Double], inverse: Double,
        squaredInverse: Double
    ) {
        dimensions = sum.count
        (self.count, self.sum, self.squares, self.weighted) = (count, sum, squares, weighted)
        (self.inverse, self.squaredInverse) = (inverse, squaredInverse)
    }

    /// Adds the rows of `block`, `[points, dimensions]`; points of length 0 take no part.
    /// - Parameter factor: the lengths are kept over this, a power of two, as ``aroundMean(_:)`` then has the mean.
    public mutating func add(_ block: Tensor, dividedBy factor: Double = 1) throws(TorchError) {
        let directions = try PointDirections(block)
        let unit = try block.detached().converted(to: .float64)
            .multiplied(
                by: Tensor.of(
                    directions.inverseLengths, shape: [directions.count, 1], on: block.place))
        let lengths = directions.inverseLengths.map { $0 * factor }
        let row = try Tensor.of(lengths, shape: [1, lengths.count], on: block.place)
        let ofUnit = try directions.sum.elements(as: Double.self)
        let ofSquares = try unit.multiplied(by: unit).sum(along: 0).elements(as: Double.self)
        let ofWeighted = try row.matmul(unit).elements(as: Double.self)
        for index in 0..<dimensions {
            sum[index] += ofUnit[index]
            squares[index] += ofSquares[index]
            weighted[index] += ofWeighted[index]
        }
        inverse += lengths.reduce(0, +)
        squaredInverse += lengths.reduce(0) { $0 + $1 * $1 }
        count += directions.count - directions.zeroCount
    }

    /// Adds the points of `other`; another order of merging changes the sums by rounding only.
    /// - Precondition: both have the same dimensions.
    public mutating func merge(_ other: CosineParts) {
        precondition(
            other.dimensions == dimensions,
            "cosines of \(dimensions) and \(other.dimensions) dimensions")
        count += other.count
        inverse += other.inverse
        squaredInverse += other.squaredInverse
        for index in 0..<dimensions {
            sum[index] += other.sum[index]
            squares[index] += other.squares[index]
            weighted[index] += other.weighted[index]
        }
    }

    /// Takes the points of `other` out again, which are among these.
    mutating func remove(_ other: CosineParts) {
        count -= other.count
        inverse -= other.inverse
        squaredInverse -= other.squaredInverse
        for index in 0..<dimensions {
            sum[index] -= other.sum[index]
            squares[index] -= other.squares[index]
            weighted[index] -= other.weighted[index]
        }
    }

    /// Replaces the points by their products with a power of two.
    mutating func scale(by factor: Double) {
        inverse /= factor
        squaredInverse /= factor * factor
        for index in 0..<dimensions { weighted[index] /= factor }
    }

    private var pairs: Double { Double(count) * Double(count - 1) }

    /// What each dimension adds to the mean cosine of all pairs: the numbers add up to it ("rogue dimensions",
    /// Timkey and van Schijndel 2021).
    /// - Returns: `nil` for fewer than two points with a direction.
    public var byDimension: [Double]? {
        guard count > 1 else { return nil }
        return zip(sum, squares).map { ($0 * $0 - $1) / pairs }
    }

    /// The mean cosine that would be left if the mean of all points were subtracted and their lengths kept,
    /// `mean over i ≠ j of (x_i - m)·(x_j - m) / (|x_i| |x_j|)`: what the spread around the mean does. The rest of
    /// the mean cosine comes from the mean.
    /// - Parameter mean: of the same points.
    /// - Returns: `nil` for fewer than two points with a direction.
    public func aroundMean(_ mean: [Double]) -> Double? {
        precondition(mean.count == dimensions, "a mean of \(mean.count) dimensions")
        guard count > 1 else { return nil }
        let centred = zip(sum, mean).reduce(0.0) { total, pair in
            let left = pair.0 - inverse * pair.1
            return total + left * left
        }
        let squaredMean = mean.reduce(0) { $0 + $1 * $1 }
        let product = zip(weighted, mean).reduce(0) { $0 + $1.0 * $1.1 }
        let own = Double(count) - 2 * product + squaredMean * squaredInverse
        return (centred - own) / pairs
    }
}

extension CosineParts {
    /// The expected ``aroundMean(_:)`` of isotropic normal points: `x_i·m` and `m·m` hold squares of the points
    /// themselves, whose lengths are chi-distributed.
    /// - Returns: `nil` in one dimension, where lengths have no mean inverse, and for fewer than two points.
    static func isotropicAroundMean(points: Int, dimensions: Int) -> Double? {
        guard dimensions > 1, points > 1 else { return nil }
        let (size, count) = (Double(dimensions), Double(points))
        let middle: Double = lgamma(size / 2)
        let above: Double = lgamma((size + 1) / 2)
        let below: Double = lgamma((size - 1) / 2)
        // E |x| E 1/|x|, and d (E 1/|x|)².
        let mixed = exp(above + below - 2 * middle)
        let inverse = size / 2 * exp(2 * below - 2 * middle)
        return (2 * mixed + (count - 2) * inverse) / (count * count) - 2 * mixed / count
    }
}
