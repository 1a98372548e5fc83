import Options
import Torch

/// The choices in which readings of IsoBN differ, and the readings that are known.
public struct IsoBNOptions: NormalizerOptions {
    public static let name = "isobn"
    public static let title = "IsoBN"

    /// What the paper goes through before it arrives at its method.
    public enum Form: String, Sendable, CaseIterable {
        /// Eq. 8: `thetabar h`, with beta, renormalised, and the mean kept.
        case final
        /// Eq. 5: `(h - mu) / (sigma gamma)`, the mean removed, at full strength, nothing renormalised.
        case original
        /// Eq. 3: `(h - mu) / (sigma |G|)`, with hard groups of dimensions.
        case hard
    }

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

    public var form = Form.final
    /// Of ``Form/hard``: groups of dimensions are one where the mean |rho| between them is at least this, by average
    /// linkage on 1 - |rho|. The paper does not say how it clusters.
    public var groupCorrelation = CorrelationBlocks.least
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
        .choice(
            "form", \.form,
            OptionAppearance(
                "final scales by Eq. 8; original (Eq. 5) and hard (Eq. 3, groups by clustering) also remove the mean, "
                    + "without beta and epsilon")
        ).addedLater(),
        .number(
            "beta", \.beta, .notNegative,
            OptionAppearance("the exponent of the scaling, usually 0.25, 0.5 or 1", symbol: "β")
        ).ofFinalForm,
        .number(
            "epsilon", \.epsilon, .positive,
            OptionAppearance(
                "added to sigma times gamma", symbol: "ε", otherwise: "the preset's")
        ).ofFinalForm,
        .number(
            "momentum", \.momentum, .weight,
            OptionAppearance(
                "the weight of a new batch in the moving statistics", otherwise: "the preset's")),
        .number(
            "group_correlation", \.groupCorrelation, .share,
            "the mean |correlation| from which on two groups of dimensions are one, in the hard form"
        ).addedLater().idle(with: "form") { $0.form != .hard },
        .choice("aggregate", \.aggregate).idle(with: "form") { $0.form == .hard },
        .choice("renormalizer", \.renormalizer).ofFinalForm,
        .choice("variances", \.variances).ofFinalForm,
        .choice("start", \.start),
        .flag("epsilon_in_denominator", \.epsilonInDenominator).ofFinalForm,
        .flag("clamps_correlation", \.clampsCorrelation).idle(with: "form") { $0.form == .hard },
        .choice("zero_variance", \.zeroVariance),
    ]

    public func makeNormalizer(
        size: Int, on device: Device
    ) throws(TorchError) -> any Normalizer {
        try IsoBatchNormalizer(size: size, options: self, on: device)
    }
}

extension OptionField<IsoBNOptions> {
    /// Eq. 3 and 5 have neither exponent nor renormaliser, and divide by `sigma gamma` as it is.
    fileprivate var ofFinalForm: Self { idle(with: "form") { $0.form != .final } }
}
