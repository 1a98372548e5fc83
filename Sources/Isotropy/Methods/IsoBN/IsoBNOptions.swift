import Options
import Torch

/// The choices in which readings of IsoBN differ, and the readings that are known.
public struct IsoBNOptions: NormalizerOptions {
    public static let name = "isobn"
    public static let title = "IsoBN"

    /// How squared correlations become a soft group size (Eq. 4).
    public enum Aggregate: String, Sendable, CaseIterable { case sum, mean }

    /// Eq. 7: the ratio of the sums as printed, or its root, which keeps the sum of variances.
    public enum Renormalizer: String, Sendable, CaseIterable { case sqrt, plain }

    /// What the variances in the renormalizer are; they differ once batches were averaged.
    public enum Variances: String, Sendable, CaseIterable {
        /// The moving covariance's diagonal.
        case covariance
        /// The squares of the moving deviations, as Eq. 7 is written.
        case deviation
    }

    /// How the moving statistics begin.
    public enum Start: String, Sendable, CaseIterable {
        /// At 0, divided by `1 - (1 - momentum)^steps` when read.
        case biasCorrected = "bias-corrected"
        /// As the statistics of the first batch.
        case firstBatch = "first-batch"
        /// At 0, read as they are: correlations are too large for some tens of steps.
        case zeros
    }

    /// What becomes of a dimension that does not vary.
    public enum ZeroVariance: String, Sendable, CaseIterable {
        case keepsScaleOne = "keeps-scale-one"
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

extension IsoBNOptions {
    /// The corrected reading.
    public init() {
        self = .corrected
    }

    public init(preset: Preset) {
        self =
            switch preset {
            case .corrected: .corrected
            case .paper: .paper
            case .publishedCode: .publishedCode
            }
    }

    public static let fields: [OptionField<Self>] = [
        .number(
            "beta", \.beta, .notNegative,
            OptionAppearance("the exponent of the scaling, usually 0.25, 0.5 or 1", symbol: "β")),
        .number(
            "epsilon", \.epsilon, .positive,
            OptionAppearance(
                "added to sigma times gamma", symbol: "ε", otherwise: "the preset's")),
        .number(
            "momentum", \.momentum, .weight,
            OptionAppearance(
                "the weight of a new batch in the moving statistics", otherwise: "the preset's")),
        .choice("aggregate", \.aggregate),
        .choice("renormalizer", \.renormalizer),
        .choice("variances", \.variances),
        .choice("start", \.start),
        .flag("epsilon_in_denominator", \.epsilonInDenominator),
        .flag("clamps_correlation", \.clampsCorrelation),
        .choice("zero_variance", \.zeroVariance),
    ]

    public func makeNormalizer(
        size: Int, on device: Device
    ) throws(TorchError) -> any Normalizer {
        try IsoBatchNormalizer(size: size, options: self, on: device)
    }
}
