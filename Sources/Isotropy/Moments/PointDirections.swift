import Torch

/// The directions `x / |x|` of points of any size, in float64.
///
/// A point of float64 is divided by a power of two near its largest coordinate before it is squared: no square
/// over- or underflows, and nothing is rounded. Squares of narrower types need none of it.
struct PointDirections {
    /// 1 / |x| of each point; 0 where it has the length 0.
    let inverseLengths: [Double]
    /// The sum of the directions, float64, `[1, dimensions]`.
    let sum: Tensor
    let zeroCount: Int

    var count: Int { inverseLengths.count }
    /// Whether all numbers of the points are finite.
    let areFinite: Bool

    /// - Parameter points: `[points, dimensions]`.
    init(_ points: Tensor) throws(TorchError) {
        let wide = try points.detached().converted(to: .float64)
        let factors = points.dtype == .float64 ? try Self.factors(of: wide) : nil
        let scaled =
            if let factors {
                try wide.multiplied(
                    by: Tensor.of(factors, shape: [factors.count, 1], on: points.place))
            } else {
                wide
            }
        let lengths = try scaled.multiplied(by: scaled).sum(along: 1).elements(as: Double.self)
            .map { $0.squareRoot() }
        let inverse = lengths.map { $0 == 0 ? 0 : 1 / $0 }
        sum = try Tensor.of(inverse, shape: [1, inverse.count], on: points.place).matmul(scaled)
        inverseLengths = factors.map { zip(inverse, $0).map { $0 * $1 } } ?? inverse
        zeroCount = lengths.count { $0 == 0 }
        areFinite = lengths.allSatisfy(\.isFinite)
    }

    /// Powers of two whose products with the points have coordinates of less than 4.
    private static func factors(of points: Tensor) throws(TorchError) -> [Double] {
        let (count, width) = (points.size(0), points.size(1))
        let sizes = try abs(points)
        let places = try sizes.argmax(along: 1).elements(as: Int.self)
        let flat = places.enumerated().map { $0 * width + $1 }
        let largest = try sizes.reshaped(to: [count * width])
            .gathered(Tensor.of(flat, on: points.place)).elements(as: Double.self)
        return largest.map { size in
            guard size > 0, size.isFinite else { return 1 }
            // Of normal numbers, so that the factor is one as well.
            let exponent = min(max(size.exponent, -1022), 1022)
            return Double(sign: .plus, exponent: -exponent, significand: 1)
        }
    }
}
