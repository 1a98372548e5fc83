import Layers
import Torch

/// A term of the loss, from the hidden states of every layer.
public protocol Penalty {
    /// The term, a float32 scalar with its gradient, lambda included.
    /// - Returns: `nil` where it is not defined, as for a single point.
    func callAsFunction(_ states: HiddenStates) throws(TorchError) -> Tensor?

    /// The tokens of the last layer that it reads; what nobody reads is not computed.
    var reading: TokenSelection { get }
}

extension Penalty {
    /// Every token of every layer.
    public var reading: TokenSelection { .all }
}

/// No term.
public struct NoPenalty: Penalty {
    public init() {}

    /// None, so the last layer is computed for what the classifier reads.
    public var reading: TokenSelection { .firstOfSequences }

    public func callAsFunction(_ states: HiddenStates) throws(TorchError) -> Tensor? { nil }
}
