import Layers
import Options
import Torch

/// No normalizer: the classifier reads the features as they are.
public struct NoNormalizerOptions: NormalizerOptions {
    public static let name = "none"
    public static let title = "none"
    public static let fields: [OptionField<Self>] = []

    public init() {}

    public func makeNormalizer(size: Int, on device: Device) -> any Normalizer { NoNormalizer() }
}

/// Leaves the features as they are.
public final class NoNormalizer: Normalizer {
    public init() {}

    public func callAsFunction(
        _ features: Tensor, _ pass: ForwardPass
    ) throws(TorchError) -> Tensor {
        features
    }

    public func state() throws(TorchError) -> [(name: String, tensor: Tensor)] { [] }

    public func restore(_ state: [String: Tensor]) throws(TorchError) {}

    public func evaluationMap() throws(TorchError) -> AffineMap? { nil }
}

/// No penalty: the loss is the task's.
public struct NoPenaltyOptions: PenaltyOptions {
    public static let name = "none"
    public static let title = "none"
    public static let fields: [OptionField<Self>] = []

    public init() {}

    public func makePenalty() -> any Penalty { NoPenalty() }
}

/// No term.
public struct NoPenalty: Penalty {
    public init() {}

    /// None, so the last layer is computed for what the classifier reads.
    public var reading: TokenSelection { .firstOfSequences }

    public func callAsFunction(_ states: HiddenStates) throws(TorchError) -> Tensor? { nil }
}
