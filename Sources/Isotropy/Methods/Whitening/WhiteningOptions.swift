import Options
import Torch

/// The choices of whitening, which IsoBN is discussed against (Eq. 1 of Zhou et al. 2021).
public struct WhiteningOptions: NormalizerOptions {
    public static let name = "whitening"
    public static let title = "Whitening"

    /// The weight of a new batch in the moving statistics.
    public var momentum = 0.05
    /// The share of the scaled identity `(tr S / d) I` in the covariance.
    public var shrinkage = 0.1
    /// Added to every variance.
    public var epsilon = 1e-5

    public init() {}

    public static let fields: [OptionField<Self>] = [
        .number(
            "momentum", \.momentum, .weight, "the weight of a new batch in the moving statistics"),
        .number(
            "shrinkage", \.shrinkage, .share,
            OptionAppearance(
                "the share of the scaled identity in the covariance that is inverted", symbol: "s")),
        .number(
            "epsilon", \.epsilon, .notNegative,
            OptionAppearance("added to every variance", symbol: "ε")),
    ]

    public func makeNormalizer(
        size: Int, on device: Device
    ) throws(TorchError) -> any Normalizer {
        try WhiteningNormalizer(size: size, options: self, on: device)
    }
}
