import Options
import Torch

/// The choices of batch normalization as a baseline (Eq. 2 of Zhou et al. 2021).
public struct BatchNormOptions: NormalizerOptions {
    public static let name = "batchnorm"
    public static let title = "BatchNorm"

    /// The weight of a new batch in the moving averages.
    public var momentum = 0.1

    public init() {}

    public static let fields: [OptionField<Self>] = [
        .number(
            "momentum", \.momentum, .weight, "the weight of a new batch in the moving statistics")
    ]

    public func makeNormalizer(size: Int, on device: Device) -> any Normalizer {
        BatchNormalizer(size: size, momentum: momentum)
    }
}
