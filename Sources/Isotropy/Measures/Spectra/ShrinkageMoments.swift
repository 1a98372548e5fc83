import Torch

/// The sums from which the best share of the scaled identity in a covariance follows (Ledoit and Wolf 2004).
///
/// They hold powers of the points' distances from a center of their own, and are brought to another when parts are
/// merged, as moments are.
public struct ShrinkageMoments: Sendable, Codable, Equatable {
    public private(set) var moments: Moments
    /// `Σ |y|⁴` and `Σ |y|² y`, y the points without the moments' mean.
    private(set) var fourth = 0.0
    private(set) var cubes: [Double]

    /// Of no points.
    /// - Precondition: there is a dimension.
    public init(dimensions: Int) {
        moments = Moments(dimensions: dimensions)
        cubes = Array(repeating: 0, count: dimensions)
    }

    init(_ moments: Moments, fourth: Double, cubes: [Double]) {
        (self.moments, self.fourth, self.cubes) = (moments, fourth, cubes)
    }

    /// Adds the rows of `block`, `[points, dimensions]`.
    public mutating func add(_ block: Tensor) throws(TorchError) {
        var added = ShrinkageMoments(dimensions: moments.dimensions)
        try added.moments.add(block)
        guard added.moments.count > 0 else { return }
        let mean = try Tensor.of(
            added.moments.mean, shape: [1, moments.dimensions], on: block.place)
        let centred = try block.detached().converted(to: .float64).subtracting(mean)
        let squares = try centred.multiplied(by: centred).sum(along: 1)
        added.fourth = try squares.multiplied(by: squares).sum(along: 0).elements()[0]
        added.cubes = try squares.reshaped(to: [1, squares.count]).matmul(centred).elements()
        merge(added)
    }

    /// Adds the points of `other`.
    /// - Precondition: both have the same dimensions.
    public mutating func merge(_ other: ShrinkageMoments) {
        guard other.moments.count > 0 else { return }
        guard moments.count > 0 else {
            self = other
            return
        }
        var (one, two) = (self, other)
        var both = moments
        both.merge(other.moments)
        one.move(to: both.mean)
        two.move(to: both.mean)
        fourth = one.fourth + two.fourth
        cubes = zip(one.cubes, two.cubes).map(+)
        moments = both
    }

    /// Takes the points of `other` out again, which are among these.
    mutating func remove(_ other: ShrinkageMoments) {
        guard other.moments.count > 0 else { return }
        guard other.moments.count < moments.count else {
            self = ShrinkageMoments(dimensions: moments.dimensions)
            return
        }
        var (one, two) = (self, other)
        var rest = moments
        rest.remove(other.moments)
        one.move(to: rest.mean)
        two.move(to: rest.mean)
        fourth = max(one.fourth - two.fourth, 0)
        cubes = zip(one.cubes, two.cubes).map(-)
        moments = rest
    }

    /// Replaces the points by their products with a power of two.
    mutating func scale(by factor: Double) {
        moments.scale(by: factor)
        let square = factor * factor
        fourth = fourth * square * square
        for index in cubes.indices { cubes[index] = cubes[index] * factor * square }
    }

    /// Counts powers from another center, `y' = y - delta`: `|y'|² = |y|² - 2 delta·y + |delta|²`.
    private mutating func move(to center: [Double]) {
        let size = moments.dimensions
        let delta = zip(center, moments.mean).map { $0 - $1 }
        guard delta.contains(where: { $0 != 0 }) else { return }
        let count = Double(moments.count)
        let length = delta.reduce(0) { $0 + $1 * $1 }
        // Σ y yᵀ delta; its trace is Σ |y|², and Σ y is 0.
        let turned = (0..<size).map { row in
            (0..<size).reduce(0.0) { $0 + moments.products[row * size + $1] * delta[$1] }
        }
        let trace = (0..<size).reduce(0.0) { $0 + moments.products[$1 * (size + 1)] }
        let along = zip(turned, delta).reduce(0) { $0 + $1.0 * $1.1 }
        let cubed = zip(cubes, delta).reduce(0) { $0 + $1.0 * $1.1 }
        fourth += 4 * along + count * length * length - 4 * cubed + 2 * length * trace
        for index in 0..<size {
            cubes[index] -=
                2 * turned[index] + (trace + count * length) * delta[index]
        }
    }

    /// The share of the scaled identity `(tr S / d) I` that makes the expected squared distance of the shrunk
    /// covariance from the true one least, 0 ... 1, with S divided by the count (Ledoit and Wolf 2004, as
    /// scikit-learn's `ledoit_wolf` has it).
    /// - Returns: `nil` for fewer than two points and where nothing varies.
    public var ledoitWolf: Double? {
        guard moments.count > 1, let covariance = moments.covariance(biased: true) else {
            return nil
        }
        let (size, count) = (Double(moments.dimensions), Double(moments.count))
        let squared = covariance.squaredNorm
        let distance = squared - covariance.trace * covariance.trace / size
        guard covariance.trace > 0 else { return nil }
        // Nothing to shrink: it is the scaled identity already.
        guard distance > 0 else { return 0 }
        let error = (fourth / count - squared) / count
        return min(max(error, 0), distance) / distance
    }
}
