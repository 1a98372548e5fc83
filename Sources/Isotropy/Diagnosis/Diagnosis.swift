import Options

/// Why the vectors of a cloud look alike, in one word for programs: two causes with different remedies.
///
/// Words have edges; ``CloudFindings`` says how much of either there is.
public enum Diagnosis: String, WordChoice {
    case isotropic
    /// The mean is longer than the typical distance from it.
    case shiftedMean = "shifted_mean"
    /// A few directions hold most of the variance.
    case collapsedSpectrum = "collapsed_spectrum"
    case shiftedAndCollapsed = "shifted_and_collapsed"
    /// All points are the same.
    case constant
    /// Fewer than `leastPoints` points, or one dimension.
    case tooSmall = "too_small"

    /// Of fewer points the spectrum says nothing: the estimate of `‖S‖²` is off by about 2 / (n - 1)
    /// of itself even for normal points without any structure.
    public static let leastPoints = 11

    /// Rules of thumb. The mean counts as shifted when its square is at least the total variance (then
    /// the mean cosine is about .5 or more). The spectrum counts as collapsed when EV_1 is more than
    /// halfway to 1 from what isotropic normal points would show, about `(√n + √d)² / (n d)` with n =
    /// count - 1 and at most .9, or when the number of directions in use, estimated without the bias of
    /// few points (`Moments.smallSampleIsoScore`), is under a tenth of the dimensions.
    public init(_ moments: Moments, _ spectrum: Spectrum?) {
        guard moments.count > 1, moments.dimensions > 1, let spectrum else {
            self = .tooSmall
            return
        }
        guard let first = spectrum.explainedVariance(1) else {
            self = moments.count > 2 ? .constant : .tooSmall
            return
        }
        guard moments.count >= Self.leastPoints else {
            self = .tooSmall
            return
        }
        let (n, size) = (Double(moments.count - 1), Double(moments.dimensions))
        let root = n.squareRoot() + size.squareRoot()
        let isotropic = min(0.9, root * root / (n * size))
        let squaredMean = moments.mean.reduce(0) { $0 + $1 * $1 }
        let shifted = squaredMean >= spectrum.total
        let directions = moments.smallSampleIsoScore.map { 1 + (size - 1) * $0 }
        let collapsed = first > (1 + isotropic) / 2 || directions.map { $0 < 0.1 * size } ?? false
        self =
            switch (shifted, collapsed) {
            case (false, false): .isotropic
            case (true, false): .shiftedMean
            case (false, true): .collapsedSpectrum
            case (true, true): .shiftedAndCollapsed
            }
    }
}
