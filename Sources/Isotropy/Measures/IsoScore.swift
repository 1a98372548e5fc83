import Options

/// Which of the two matrices zeta weighs in IsoScore* (Rudman and Eickhoff 2024 print both).
public enum ZetaConvention: String, WordChoice {
    /// `(1 - zeta) S + zeta target`: the paper's Algorithm 1, its code and the published package.
    case algorithm
    /// `zeta S + (1 - zeta) target`: the paper's text.
    case text

    /// The target's share.
    public func targetWeight(_ zeta: Double) -> Double {
        switch self {
        case .algorithm: zeta
        case .text: 1 - zeta
        }
    }
}

extension Covariance {
    /// The number of directions in use, `(tr S)² / ‖S‖²`: 1 ... dimensions.
    /// - Returns: `nil` when nothing varies.
    public var participationRatio: Double? {
        let largest = variances.max() ?? 0
        guard largest > 0, largest.isFinite else { return nil }
        // Scaled first, so that no square over- or underflows.
        let trace = variances.reduce(0) { $0 + $1 / largest }
        let norm = elements.reduce(0) { $0 + ($1 / largest) * ($1 / largest) }
        // One direction gives 1 but for rounding.
        return max(trace * trace / norm, 1)
    }

    /// IsoScore (Rudman et al. 2022) of points with this covariance: 0 (one direction) ... 1.
    ///
    /// `(PR - 1) / (d - 1)` with the participation ratio, which equals the published form with
    /// eigenvalues; see Documentation/isoscore.md.
    /// - Returns: `nil` when nothing varies, and in one dimension.
    public var isoScore: Double? {
        guard dimensions > 1, let ratio = participationRatio else { return nil }
        return (ratio - 1) / Double(dimensions - 1)
    }

    /// IsoScore* with the covariance shrunk toward `target` (Rudman and Eickhoff 2024, Algorithm 1).
    /// - Returns: `nil` when nothing varies, and in one dimension.
    /// - Precondition: both have the same dimensions.
    public func isoScoreStar(
        shrinkage zeta: Double, toward target: Covariance, convention: ZetaConvention = .algorithm
    ) -> Double? {
        mixed(with: target, weight: convention.targetWeight(zeta)).isoScore
    }
}

extension Moments {
    /// `(tr S)² / ‖S‖²`; `nil` for fewer than two points and a constant cloud.
    public var participationRatio: Double? { covariance()?.participationRatio }

    /// IsoScore (Rudman et al. 2022); biased low below about ten points a dimension.
    /// - Returns: `nil` for fewer than two points, a constant cloud, and one dimension.
    public var isoScore: Double? { covariance()?.isoScore }

    /// IsoScore* of the covariance shrunk toward `target` (Rudman and Eickhoff 2024, Algorithm 1).
    /// - Returns: `nil` for fewer than two points, one dimension, and where nothing varies.
    public func isoScoreStar(
        shrinkage zeta: Double, toward target: Covariance, convention: ZetaConvention = .algorithm
    ) -> Double? {
        covariance()?.isoScoreStar(shrinkage: zeta, toward: target, convention: convention)
    }

    /// An estimate of the IsoScore of the distribution that the points come from, for few points.
    ///
    /// With n = count - 1 it replaces `tr S²` and `(tr S)²` by the estimates that are unbiased for
    /// normal points,
    /// `n²/((n-1)(n+2)) (tr S² - (tr S)²/n)` and `n²/((n-1)(n+2)) ((1 + 1/n)(tr S)² - 2 tr S²/n)`
    /// (the first is in Srivastava 2005). It is not clipped: chance can bring it above 1 or below 0.
    /// - Returns: `nil` for fewer than three points, in one dimension, for a constant cloud, and
    ///   where the estimate of `tr S²` is not positive.
    public var smallSampleIsoScore: Double? {
        guard dimensions > 1, let ratio = smallSampleParticipationRatio else { return nil }
        return (ratio - 1) / Double(dimensions - 1)
    }

    /// The participation ratio from the same two estimates, not clipped to 1 ... dimensions.
    /// - Returns: `nil` as for ``smallSampleIsoScore``, but for one dimension.
    public var smallSampleParticipationRatio: Double? {
        guard count > 2, let ratio = participationRatio else { return nil }
        // Both estimates over tr S²: their common factors cancel.
        let n = Double(count - 1)
        let square = 1 - ratio / n
        guard square > 0 else { return nil }
        return ((1 + 1 / n) * ratio - 2 / n) / square
    }
}
