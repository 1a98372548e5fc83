import Options
import Torch

/// The choices of I-STAR (Rudman and Eickhoff 2024).
public struct IStarOptions: PenaltyOptions {
    public static let name = "istar"
    public static let title = "I-STAR"

    public enum Target: String, Sendable, CaseIterable {
        /// The covariance of a random sample of training tokens, dropout off.
        case sample
        case identity
        case scaledIdentity = "scaled-identity"
    }

    /// The weight in the loss: positive raises isotropy, negative lowers it.
    public var lambda = -1.0
    /// How much the covariance is shrunk toward the target, 0 ... 1.
    public var zeta = 0.2
    public var convention = ZetaConvention.algorithm
    public var layers = LayerSelection.all
    public var target = Target.sample
    /// The points of the sample, counted as layers times tokens.
    public var targetSize = 250_000
    /// Epochs between two samples; 0 samples once, before the first step.
    public var refresh = 1

    public init() {}

    public static let fields: [OptionField<Self>] = [
        .number(
            "lambda", \.lambda, .finite,
            OptionAppearance(
                "the weight of the penalty; a positive one raises isotropy, a negative one lowers it",
                symbol: "λ", isAlwaysNamed: true)),
        .number(
            "zeta", \.zeta, .share,
            OptionAppearance("how much the covariance is shrunk toward the target", symbol: "ζ")),
        .choice(
            "zeta_convention", \.convention,
            "whether zeta is the target's weight (algorithm) or the batch's (text)"),
        .layers(
            \.layers,
            OptionAppearance(
                "the layers whose tokens count; 0 is the embeddings",
                placeholder: "all, last or layer")),
        .choice(
            "target", \.target,
            OptionAppearance(
                "the covariance shrunk toward: that of a sample of training tokens, the identity, or the "
                    + "scaled identity")
        ).ofTarget,
        .integer(
            "target_size", \.targetSize, .atLeast(2),
            OptionAppearance(
                "the points of the sample, counted as layers times tokens", symbol: "n",
                placeholder: "points")
        ).ofSample,
        .integer(
            "refresh", \.refresh, .atLeast(0),
            OptionAppearance(
                "epochs between two samples; 0 samples once", placeholder: "epochs")
        ).ofSample,
    ]

    public func makePenalty() -> any Penalty { IStarPenalty(self) }

    /// The target's share of the shrunk covariance.
    var targetWeight: Double { convention.targetWeight(zeta) }
}

extension OptionField<IStarOptions> {
    /// Of no effect where the target has no weight.
    fileprivate var ofTarget: Self {
        idle(with: "zeta", "zeta_convention") { $0.targetWeight == 0 }
    }

    /// Of no effect where no sample is drawn.
    fileprivate var ofSample: Self { ofTarget.idle(with: "target") { $0.target != .sample } }
}
