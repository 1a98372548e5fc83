import Foundation

extension Spectrum {
    /// EV_k, the share of the variance in the first `count` principal directions (Eq. 9 of Zhou et
    /// al. 2021): 0 ... 1.
    /// - Returns: `nil` when nothing varies.
    public func explainedVariance(_ count: Int) -> Double? {
        guard total > 0 else { return nil }
        return eigenvalues.prefix(max(0, count)).reduce(0, +) / total
    }

    /// EV_1, EV_2, … up to every dimension, or to `limit`; `nil` when nothing varies.
    public func explainedVarianceCurve(limit: Int = .max) -> [Double]? {
        let total = total
        guard total > 0 else { return nil }
        var sum = 0.0
        return eigenvalues.prefix(max(0, limit)).map { value in
            sum += value
            return sum / total
        }
    }

    /// The stable rank `‖X‖_F² / ‖X‖_2²`, the total over the largest eigenvalue: 1 ... dimensions.
    /// - Returns: `nil` when nothing varies.
    public var stableRank: Double? {
        guard let largest = eigenvalues.first, largest > 0 else { return nil }
        return total / largest
    }

    /// The effective rank `exp(-Σ p log p)`, p the singular values over their sum (Roy and Vetterli
    /// 2007; RankMe, Garrido et al. 2023): 1 ... `rankBound`.
    ///
    /// RankMe adds 1e-7 to each p, which moves the value by less than 1e-4 and is left out here.
    /// - Returns: `nil` when nothing varies.
    public var effectiveRank: Double? {
        let singular = eigenvalues.map { $0.squareRoot() }
        let sum = singular.reduce(0, +)
        guard sum > 0 else { return nil }
        let entropy = singular.reduce(0.0) { entropy, value in
            guard value > 0 else { return entropy }
            let p = value / sum
            return entropy - p * log(p)
        }
        return exp(entropy)
    }

    /// The effective rank over the largest that so many points allow, `rankBound`: at most 1.
    /// - Returns: `nil` when nothing varies.
    public var normalizedEffectiveRank: Double? {
        effectiveRank.map { $0 / Double(rankBound) }
    }
}
