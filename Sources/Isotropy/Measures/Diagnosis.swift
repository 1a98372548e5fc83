/// Why the vectors of a cloud look alike: two causes with different remedies.
public enum Diagnosis: String, Sendable, Codable, CaseIterable {
    case isotropic
    /// The mean is longer than the typical distance from it.
    case shiftedMean
    /// A few directions hold most of the variance.
    case collapsedSpectrum
    case shiftedAndCollapsed
    /// All points are the same.
    case constant
    /// Fewer than three points, or one dimension.
    case tooSmall

    /// Rules of thumb: the mean counts as shifted when its square is at least the total variance
    /// (then the mean cosine is about .5 or more); the spectrum as collapsed when EV_1 is at least
    /// .5, or the participation ratio under a tenth of what isotropic normal points would show,
    /// `n d / (n + d + 1)` with n = count - 1.
    public init(_ moments: Moments, _ spectrum: Spectrum?) {
        guard moments.count > 2, moments.dimensions > 1, let spectrum else {
            self = .tooSmall
            return
        }
        guard let ratio = moments.participationRatio, let first = spectrum.explainedVariance(1)
        else {
            self = .constant
            return
        }
        let (n, size) = (Double(moments.count - 1), Double(moments.dimensions))
        let squaredMean = moments.mean.reduce(0) { $0 + $1 * $1 }
        let shifted = squaredMean >= spectrum.total
        let collapsed = first >= 0.5 || ratio < 0.1 * n * size / (n + size + 1)
        self =
            switch (shifted, collapsed) {
            case (false, false): .isotropic
            case (true, false): .shiftedMean
            case (false, true): .collapsedSpectrum
            case (true, true): .shiftedAndCollapsed
            }
    }

    /// One or two sentences for a reader.
    public var text: String {
        switch self {
        case .isotropic:
            "The vectors spread over many directions around a mean near 0."
        case .shiftedMean:
            "The mean is far from 0, which makes all cosines large; around it the vectors spread "
                + "over many directions. Subtracting the mean is enough."
        case .collapsedSpectrum:
            "A few directions hold most of the variance. Subtracting the mean does not help; "
                + "IsoBN, whitening or I-STAR act on this."
        case .shiftedAndCollapsed:
            "The mean is far from 0, which makes all cosines large, and around it a few directions "
                + "hold most of the variance. Subtracting the mean cures only the first."
        case .constant: "All points are the same: no measure of their spread is defined."
        case .tooSmall: "There are too few points or dimensions to tell."
        }
    }
}
