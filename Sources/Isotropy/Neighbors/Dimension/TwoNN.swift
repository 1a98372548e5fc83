import Foundation
import Torch

/// The intrinsic dimension from the ratios of the distances to the two nearest neighbours (Facco et al. 2017).
///
/// Where points have a constant density at the distance of their neighbours, `log(r2 / r1)` is exponential with the
/// dimension as its rate. It is biased low in many dimensions, where no cloud has enough points for that.
public struct TwoNN: Sendable {
    /// `log(r2 / r1)` of every distinct point, ascending.
    public let logRatios: [Double]
    /// The points that repeat others and were left out.
    public let repeated: RepeatedRows

    /// Of the distinct rows of `points`, `[points, dimensions]`.
    ///
    /// scikit-dimension leaves out all copies of a repeated point, and keeps neighbours of them with a ratio of 1; here
    /// each distinct point is counted once, as if it had not been repeated.
    /// - Throws: for fewer than three distinct points, and as ``NearestNeighbors``.
    public init(of points: Tensor) throws(TorchError) {
        let repeated = try RepeatedRows(in: points)
        self.init(
            try NearestNeighbors(of: repeated.distinctPoints(of: points), count: 2),
            repeated: repeated)
    }

    /// - Parameter neighbors: of the distinct points, two or more of each.
    init(_ neighbors: NearestNeighbors, repeated: RepeatedRows) {
        self.repeated = repeated
        logRatios = (0..<neighbors.pointCount).map { point in
            let first = point * neighbors.count
            return Self.logRatio(neighbors.distances[first + 1], neighbors.distances[first])
        }.sorted()
    }

    /// The slope through the origin of `-log(1 - F)` on `log(r2 / r1)`, with `F = 1/N, 2/N, …` and the largest ratios
    /// left out, as scikit-dimension 0.5.0 has it.
    /// - Parameter discarding: the share that is left out, 0 < ... < 1: the largest has `F = 1`.
    /// - Returns: `nil` for fewer than two ratios, and where all of them are 1.
    public func slope(discarding share: Double = 0.1) -> Double? {
        precondition(share > 0 && share < 1, "a share of \(share)")
        let count = kept(share)
        guard count > 1 else { return nil }
        var (products, squares) = (0.0, 0.0)
        for (index, x) in logRatios.prefix(count).enumerated() {
            products -= x * log(1 - Double(index + 1) / Double(logRatios.count))
            squares += x * x
        }
        return squares > 0 ? products / squares : nil
    }

    /// The unbiased estimate `(k - 1) / T` of the rate by maximum likelihood from the k smallest ratios, of the others
    /// knowing only that they are larger: `T = Σ x_i + (N - k) x_k`. Without discarding `(N - 1) / Σ x` (Denti et
    /// al. 2022).
    /// - Parameter discarding: the share that is left out, 0 ..< 1.
    /// - Returns: `nil` for fewer than two ratios, and where all of them are 1.
    public func likelihood(discarding share: Double = 0.1) -> Double? {
        let count = kept(share)
        guard count > 1, let time = time(count) else { return nil }
        return Double(count - 1) / time
    }

    /// The interval of the dimension around ``likelihood(discarding:)``: `2 T d` is chi-squared with 2k degrees of
    /// freedom (Epstein and Sobel 1953).
    ///
    /// It is exact for independent ratios. Points that share neighbours depend on each other, so it is somewhat
    /// narrow; and it knows nothing of a density that varies.
    /// - Parameter confidence: 0 < ... < 1.
    /// - Returns: `nil` where the estimate is.
    public func interval(confidence: Double = 0.95, discarding share: Double = 0.1)
        -> ClosedRange<Double>?
    {
        precondition(confidence > 0 && confidence < 1, "a confidence of \(confidence)")
        let count = kept(share)
        guard count > 1, let time = time(count) else { return nil }
        let distribution = ChiSquared(degreesOfFreedom: 2 * Double(count))
        let tail = (1 - confidence) / 2
        return distribution.quantile(tail) / (2 * time)...distribution.quantile(1 - tail)
            / (2 * time)
    }

    private func kept(_ share: Double) -> Int {
        precondition(share >= 0 && share < 1, "a share of \(share)")
        return Int(Double(logRatios.count) * (1 - share))
    }

    /// T of the `count` smallest ratios.
    private func time(_ count: Int) -> Double? {
        let rest = Double(logRatios.count - count) * logRatios[count - 1]
        let time = logRatios.prefix(count).reduce(0, +) + rest
        return time > 0 ? time : nil
    }

    /// Also where the ratio is no number any more.
    static func logRatio(_ larger: Double, _ smaller: Double) -> Double {
        let ratio = larger / smaller
        return ratio.isFinite ? log(ratio) : log(larger) - log(smaller)
    }
}
