import ArgumentParser
import Isotropy
import Training

/// The method: a normalizer and a penalty with their options.
package struct MethodFlags: ParsableArguments {
    @Option(help: "Before the classifier: none, batchnorm or isobn.")
    var normalizer = NormalizerName.none

    @Option(help: "A term of the loss: none, istar or cosreg.")
    var penalty = PenaltyName.none

    @Option(
        parsing: .unconditional,
        help: "IsoBN: the exponent of the scaling, usually 0.25, 0.5 or 1. (default: 0.5)",
        transform: decimal)
    var beta: Double?

    @Option(
        parsing: .unconditional,
        help: "IsoBN: added to sigma times gamma. (default: the preset's)",
        transform: decimal)
    var epsilon: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "IsoBN and batchnorm: the weight of a new batch in the moving statistics. "
                + "(default: the preset's; 0.1 for batchnorm)"),
        transform: decimal)
    var momentum: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "I-STAR and CosReg: the weight of the penalty; for I-STAR a positive one raises "
                + "isotropy, a negative one lowers it. (default: -1 for istar, 1 for cosreg)"),
        transform: decimal)
    var lambda: Double?

    @Option(
        parsing: .unconditional,
        help: "I-STAR: how much the covariance is shrunk toward the target. (default: 0.2)",
        transform: decimal)
    var zeta: Double?

    @Option(
        help: ArgumentHelp(
            "I-STAR: whether zeta is the target's weight (algorithm) or the batch's (text). "
                + "(default: algorithm)"))
    var zetaConvention: ZetaConvention?

    @Option(
        help: ArgumentHelp(
            "I-STAR and CosReg: all transformer layers, or one (0 is the embeddings). "
                + "(default: all for istar, the last for cosreg)",
            valueName: "all or layer"))
    var layers: LayerChoice?

    @Option(
        help: ArgumentHelp(
            "I-STAR: the covariance shrunk toward: that of a sample of training tokens, the "
                + "identity, or the scaled identity. (default: sample)"))
    var target: IStarOptions.Target?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "I-STAR: the points of the sample, counted as layers times tokens. (default: 250000)",
            valueName: "points"))
    var targetSize: Int?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "I-STAR: epochs between two samples; 0 samples once. (default: 1)",
            valueName: "epochs"))
    var refresh: Int?

    package init() {}

    package func validate() throws {
        var problems: [String] = []
        func only(_ option: String, _ given: Bool, with allowed: Bool, _ methods: String) {
            if given, !allowed { problems.append("\(option) needs \(methods)") }
        }
        let (isoBN, iStar, cosReg) = (
            normalizer == .isobn, penalty == .istar, penalty == .cosreg
        )
        only("--beta", beta != nil, with: isoBN, "--normalizer isobn")
        only("--epsilon", epsilon != nil, with: isoBN, "--normalizer isobn")
        only(
            "--momentum", momentum != nil, with: normalizer != .none,
            "--normalizer isobn or batchnorm")
        only("--lambda", lambda != nil, with: iStar || cosReg, "--penalty istar or cosreg")
        only("--layers", layers != nil, with: iStar || cosReg, "--penalty istar or cosreg")
        only("--zeta", zeta != nil, with: iStar, "--penalty istar")
        only("--zeta-convention", zetaConvention != nil, with: iStar, "--penalty istar")
        only("--target", target != nil, with: iStar, "--penalty istar")
        only("--target-size", targetSize != nil, with: iStar, "--penalty istar")
        only("--refresh", refresh != nil, with: iStar, "--penalty istar")
        if let beta, !(beta >= 0 && beta.isFinite) {
            problems.append("--beta must be finite and not negative, is \(beta)")
        }
        if let epsilon, !(epsilon > 0 && epsilon.isFinite) {
            problems.append("--epsilon must be positive and finite, not \(epsilon)")
        }
        if let momentum, !(momentum > 0 && momentum <= 1) {
            problems.append("--momentum must be over 0 and at most 1, not \(momentum)")
        }
        if let lambda, !lambda.isFinite {
            problems.append("--lambda must be finite, not \(lambda)")
        }
        if let zeta, !(0...1).contains(zeta) {
            problems.append("--zeta must be in 0 ... 1, not \(zeta)")
        }
        if let targetSize, targetSize < 2 {
            problems.append("--target-size must be at least 2, not \(targetSize)")
        }
        if let refresh, refresh < 0 {
            problems.append("--refresh must not be negative, is \(refresh)")
        }
        guard problems.isEmpty else { throw ValidationError(problems.joined(separator: "\n")) }
    }

    package func resolved(_ preset: Preset) -> MethodOptions {
        MethodOptions(normalizer: normalizerChoice(preset), penalty: penaltyChoice)
    }

    private func normalizerChoice(_ preset: Preset) -> MethodOptions.NormalizerChoice {
        switch normalizer {
        case .none: return .none
        case .batchnorm: return .batchNorm(momentum: momentum ?? 0.1)
        case .isobn:
            var options = preset.isoBN
            options.beta = beta ?? options.beta
            options.epsilon = epsilon ?? options.epsilon
            options.momentum = momentum ?? options.momentum
            return .isoBN(options)
        }
    }

    private var penaltyChoice: MethodOptions.PenaltyChoice {
        switch penalty {
        case .none: return .none
        case .cosreg:
            var options = CosRegOptions()
            options.lambda = lambda ?? options.lambda
            options.layers = layers?.selection ?? options.layers
            return .cosReg(options)
        case .istar:
            var options = IStarOptions()
            options.lambda = lambda ?? options.lambda
            options.zeta = zeta ?? options.zeta
            options.convention = zetaConvention ?? options.convention
            options.layers = layers?.selection ?? options.layers
            options.target = target ?? options.target
            options.targetSize = targetSize ?? options.targetSize
            options.refresh = refresh ?? options.refresh
            return .iStar(options)
        }
    }
}
