import Options
import Torch

/// The choices of CosReg (Gao et al. 2019).
public struct CosRegOptions: PenaltyOptions {
    public static let name = "cosreg"
    public static let title = "CosReg"

    /// The weight in the loss.
    public var lambda = 1.0
    public var layers = LayerSelection.last

    public init() {}

    public static let fields: [OptionField<Self>] = [
        .number(
            "lambda", \.lambda, .finite,
            OptionAppearance("the weight of the penalty", symbol: "λ")),
        .layers(
            \.layers,
            OptionAppearance(
                "the layers whose tokens count; 0 is the embeddings",
                placeholder: "all, last or layer")),
    ]

    public func makePenalty() -> any Penalty { CosRegPenalty(lambda: lambda, layers: layers) }
}
