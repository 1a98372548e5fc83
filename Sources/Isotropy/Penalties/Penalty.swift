import Layers
import Torch

/// A term of the loss, from the hidden states of every layer.
public protocol Penalty {
    /// The term, a float32 scalar with its gradient, lambda included.
    /// - Returns: `nil` where it is not defined, as for a single point.
    func callAsFunction(_ states: HiddenStates) throws(TorchError) -> Tensor?
}

/// No term.
public struct NoPenalty: Penalty {
    public init() {}

    public func callAsFunction(_ states: HiddenStates) throws(TorchError) -> Tensor? { nil }
}
