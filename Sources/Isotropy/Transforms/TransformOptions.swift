import Files
import Options

/// The choices of a transform: its kind, and what that kind has.
///
/// Of a fitted transform none is left to the points any more: `components`, `removed` and `clusters` are those that
/// it has.
public struct TransformOptions: DescribedOptions {
    public var kind = TransformKind.centre
    public var shrinkage = TransformShrinkage.share(0)
    /// Added to every variance that is inverted, or IsoBN's; `nil` takes 0, or that of the preset.
    public var epsilon: Double?
    /// How many principal directions are kept; `nil` keeps all.
    public var components: Int?
    /// How many are removed; `nil` takes one of a hundred dimensions, and one at least.
    public var removed: Int?
    public var clusters = 10
    /// The most passes of k-means over the points.
    public var iterations = 100
    public var seed = 1
    public var preset = Preset.corrected
    /// IsoBN's exponent.
    public var beta = 0.5

    public init() {}

    public init(_ kind: TransformKind) {
        self.kind = kind
    }

    public static let fields: [OptionField<Self>] = [
        .choice("kind", \.kind),
        .custom(
            "shrinkage", \.shrinkage, form: "a number in 0 ... 1, or auto",
            OptionAppearance(
                "whitening: the share of the scaled identity in the covariance that is inverted, or auto for "
                    + "that of Ledoit and Wolf", placeholder: "share")
        ) {
            .text($0.text)
        } read: {
            TransformShrinkage($0)
        }.idle(with: "kind") { !$0.kind.isWhitening },
        .number(
            "epsilon", \.epsilon, .notNegative,
            OptionAppearance(
                "added to every variance that whitening inverts, or to sigma times gamma of isobn",
                otherwise: "0; for isobn the preset's")
        ).idle(with: "kind") { !$0.kind.isWhitening && $0.kind != .isobn },
        .integer(
            "components", \.components, .atLeast(1),
            OptionAppearance(
                "pca and whitening: how many principal directions are kept", placeholder: "k",
                otherwise: "all")
        ).idle(with: "kind") { !$0.kind.hasComponents },
        .integer(
            "removed", \.removed, .atLeast(1),
            OptionAppearance(
                "abtt and clusters: how many of the first principal directions are removed",
                placeholder: "D", otherwise: "dimensions / 100, and 1 at least")
        ).idle(with: "kind") { !$0.kind.removesDirections },
        .integer(
            "clusters", \.clusters, .integers(in: 1...10_000),
            OptionAppearance("clusters: how many", placeholder: "n")
        ).idle(with: "kind") { $0.kind != .clusters },
        .integer(
            "iterations", \.iterations, .atLeast(1),
            OptionAppearance(
                "clusters: the most passes of k-means over the points", placeholder: "n")
        ).idle(with: "kind") { $0.kind != .clusters },
        .integer(
            "seed", \.seed, .atLeast(0),
            OptionAppearance("clusters: of the first centres", placeholder: "n")
        ).idle(with: "kind") { $0.kind != .clusters },
        .choice(
            "preset", \.preset,
            OptionAppearance("isobn: the reading of the paper, as of --normalizer isobn")
        ).idle(with: "kind") { $0.kind != .isobn },
        .number(
            "beta", \.beta, .notNegative,
            OptionAppearance("isobn: the exponent of the scaling, usually 0.25, 0.5 or 1")
        ).idle(with: "kind") { $0.kind != .isobn },
    ]
}

extension TransformShrinkage {
    private static let automaticWord = "auto"

    /// As files and command lines write it.
    var text: String {
        switch self {
        case .automatic: Self.automaticWord
        case .share(let share): "\(OptionValue.number(share))"
        }
    }

    /// `nil` for what is no share.
    init?(_ value: OptionValue) {
        switch value {
        case .text(Self.automaticWord): self = .automatic
        case .text(let word):
            guard let share = decimalNumber(word), (0...1).contains(share) else { return nil }
            self = .share(share)
        case .integer(let share) where (0...1).contains(share): self = .share(Double(share))
        default: return nil
        }
    }
}

/// Why a transform cannot be fitted, or what is wrong with one that was.
public struct TransformError: MessageError, Sendable {
    public let message: Message

    public init(_ message: Message) {
        self.message = message
    }
}
