import Isotropy
import Layers
import Options
import Torch

/// The options of the shift penalty.
public struct ShiftOptions: PenaltyOptions {
    public static let name = "shift"
    public static let title = "Shift"

    /// The weight in the loss: a positive one pulls the cloud to the origin, where cosines tell points apart.
    public var lambda = 1.0
    public var layers = LayerSelection.last

    public init() {}

    public static let fields: [OptionField<Self>] = [
        .number(
            "lambda", \.lambda, .finite, OptionAppearance("the weight of the penalty", symbol: "λ")),
        .layers(\.layers, "the layers whose tokens count; 0 is the embeddings"),
    ]

    public func makePenalty() -> any Penalty { ShiftPenalty(self) }
}

/// The share of the points' squared length that their mean holds, times lambda:
/// `lambda ‖mean x‖² / mean ‖x‖²`, between 0 (centred) and lambda (all points the same).
public struct ShiftPenalty: Penalty {
    private let options: ShiftOptions

    public init(_ options: ShiftOptions = ShiftOptions()) {
        self.options = options
    }

    /// With several layers, the mean of their terms. Computed in float32, or float64 for float64.
    /// - Returns: `nil` where all points lie at the origin.
    public func callAsFunction(_ states: HiddenStates) throws(TorchError) -> Tensor? {
        let clouds = try options.layers.states(of: states)
        var sum: Tensor?
        for cloud in clouds {
            let points = try cloud.converted(to: cloud.dtype == .float64 ? .float64 : .float32)
            let length = try points.multiplied(by: points).sum(along: 1).mean(along: 0)
            guard try length.scalar() != 0 else { return nil }
            let mean = try points.mean(along: 0)
            let share = try mean.multiplied(by: mean).sum().divided(by: length)
            sum = try sum?.adding(share) ?? share
        }
        return try sum?.multiplied(by: options.lambda / Double(clouds.count)).converted(
            to: .float32)
    }
}
