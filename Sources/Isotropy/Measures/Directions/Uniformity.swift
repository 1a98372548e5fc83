import Foundation
import Torch

/// How evenly directions cover the sphere: `log mean over i ≠ j of exp(-t |u_i - u_j|²)`, u = x / |x| (Wang and Isola
/// 2020, Eq. 5, with t = 2).
public struct Uniformity: Sendable, Equatable {
    /// At most 0; less is more even.
    public let value: Double
    /// The rows whose pairs were taken.
    public let points: Int
    /// Whether these were all rows with a direction; else they are a random sample, in which the mean over pairs is
    /// unbiased.
    public let isExact: Bool

    /// From the pairs of a sample's rows by blocked products in float64: `count² dimensions` operations, half of what all
    /// products take, and `count² / 2` exponentials.
    /// - Returns: `nil` for fewer than two rows with a direction.
    public init?(_ sample: RowSample, t: Double = 2) throws(TorchError) {
        guard sample.count > 1 else { return nil }
        let rows = try sample.directions()
        let size = 1024
        var sum = 0.0
        for start in stride(from: 0, to: sample.count, by: size) {
            let upper = start..<min(start + size, sample.count)
            let above = try rows.slice(upper)
            let own = try Self.sum(above, above, t) - Double(upper.count)
            sum += own
            if upper.upperBound < sample.count {
                let rest = try rows.slice(upper.upperBound..<sample.count)
                sum += 2 * (try Self.sum(above, rest, t))
            }
        }
        let count = Double(sample.count)
        value = log(sum / (count * (count - 1)))
        points = sample.count
        isExact = sample.isWhole
    }

    /// `|u - v|² = 2 - 2 u·v`; the cosine of a row with itself is 1 but for rounding.
    private static func sum(_ one: Tensor, _ other: Tensor, _ t: Double) throws(TorchError)
        -> Double
    {
        let cosines = try one.matmul(other.transposed())
        return try exp(cosines.multiplied(by: 2 * t).adding(-2 * t)).sum().scalar64()
    }

    /// Of directions that are uniform on the sphere: `E exp(2t u·v) exp(-2t)`, a Bessel function's series.
    static func uniform(dimensions: Int, t: Double = 2) -> Double {
        var (term, sum) = (1.0, 1.0)
        for k in 1...200 {
            term *= t * t / (Double(k) * (Double(dimensions) / 2 + Double(k - 1)))
            sum += term
        }
        return log(sum) - 2 * t
    }
}

extension Tensor {
    /// The one number, not rounded to float32.
    fileprivate func scalar64() throws(TorchError) -> Double { try elements(as: Double.self)[0] }
}
