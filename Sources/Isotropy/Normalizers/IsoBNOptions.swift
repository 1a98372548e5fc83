/// The choices in which readings of IsoBN differ, and the readings that are known.
public struct IsoBNOptions: Sendable, Codable, Equatable {
    /// How squared correlations become a soft group size (Eq. 4).
    public enum Aggregate: String, Sendable, Codable, CaseIterable { case sum, mean }

    /// Eq. 7: the ratio of the sums as printed, or its root, which keeps the sum of variances.
    public enum Renormalizer: String, Sendable, Codable, CaseIterable { case sqrt, plain }

    /// What the variances in the renormalizer are; they differ once batches were averaged.
    public enum Variances: String, Sendable, Codable, CaseIterable {
        /// The moving covariance's diagonal.
        case covariance
        /// The squares of the moving deviations, as Eq. 7 is written.
        case deviation
    }

    /// How the moving statistics begin.
    public enum Start: String, Sendable, Codable, CaseIterable {
        /// At 0, divided by `1 - (1 - momentum)^steps` when read.
        case biasCorrected
        /// As the statistics of the first batch.
        case firstBatch
        /// At 0, read as they are: correlations are too large for some tens of steps.
        case zeros
    }

    /// What becomes of a dimension that does not vary.
    public enum ZeroVariance: String, Sendable, Codable, CaseIterable {
        case keepsScaleOne
        /// An error. The published code gives NaN here, which we never pass on.
        case refuses
    }

    /// The strength, the exponent of Eq. 6.
    public var beta: Double
    /// Added to `sigma * gamma` in Eq. 6.
    public var epsilon: Double
    /// The weight of a new batch in the moving statistics, alpha of Algorithm 1.
    public var momentum: Double
    public var aggregate: Aggregate
    public var renormalizer: Renormalizer
    public var variances: Variances
    public var start: Start
    /// Whether epsilon is also added to the denominator of Eq. 7.
    public var epsilonInDenominator: Bool
    /// Whether correlations beyond ±1, which moving statistics can give, are cut to ±1.
    public var clampsCorrelation: Bool
    public var zeroVariance: ZeroVariance

    /// The paper with what it evidently means: the root in Eq. 7, 95 % of the old statistics kept,
    /// and moving statistics that are right from the first step.
    public static let corrected = IsoBNOptions(
        beta: 0.5, epsilon: 0.1, momentum: 0.05, aggregate: .sum, renormalizer: .sqrt,
        variances: .covariance, start: .biasCorrected, epsilonInDenominator: false,
        clampsCorrelation: true, zeroVariance: .keepsScaleOne)

    /// The paper as printed.
    public static let paper = IsoBNOptions(
        beta: 0.5, epsilon: 0.1, momentum: 0.95, aggregate: .sum, renormalizer: .plain,
        variances: .deviation, start: .firstBatch, epsilonInDenominator: false,
        clampsCorrelation: false, zeroVariance: .keepsScaleOne)

    /// The published code, except that a dimension without variance is an error instead of NaN.
    public static let publishedCode = IsoBNOptions(
        beta: 0.5, epsilon: 1e-3, momentum: 0.05, aggregate: .mean, renormalizer: .sqrt,
        variances: .covariance, start: .zeros, epsilonInDenominator: true,
        clampsCorrelation: true, zeroVariance: .refuses)
}
