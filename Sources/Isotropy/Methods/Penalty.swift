import Layers
import Torch

/// A term of the loss, from the hidden states of every layer.
///
/// One that follows something from step to step, or looks at the training set before an epoch, is a class.
public protocol Penalty {
    /// The term, a float32 scalar with its gradient, lambda included.
    /// - Returns: `nil` where it is not defined, as for a single point.
    func callAsFunction(_ states: HiddenStates) throws(TorchError) -> Tensor?

    /// The tokens of the last layer that it reads; what nobody reads is not computed.
    var reading: TokenSelection { get }

    /// What it will sample from the training set before the first step of an epoch, such as `the target
    /// covariance`; `nil` where it needs nothing, which is usual.
    func sample(beforeEpoch epoch: Int) -> String?

    /// Takes that sample.
    /// - Parameter source: the states of random training rows as the model now sees them.
    func prepare(_ source: inout some StateSource) throws

    /// What a resumed run needs: names and copies of the values.
    func state() throws(TorchError) -> [(name: String, tensor: Tensor)]

    /// Takes over a state that `state()` gave.
    /// - Throws: when a tensor is missing, unknown or has another shape; then nothing is changed.
    func restore(_ state: [String: Tensor]) throws(TorchError)
}

/// Hidden states of random training rows, without dropout.
public protocol StateSource {
    /// Those of further rows, outside the graph; `nil` when all rows have been seen.
    mutating func next() throws -> HiddenStates?
}

extension Penalty {
    /// Every token of every layer.
    public var reading: TokenSelection { .all }

    public func sample(beforeEpoch epoch: Int) -> String? { nil }

    public func prepare(_ source: inout some StateSource) throws {}

    public func state() throws(TorchError) -> [(name: String, tensor: Tensor)] { [] }

    public func restore(_ state: [String: Tensor]) throws(TorchError) {
        try StateReader(state: state, owner: "the penalty").expectNothingBut([])
    }
}
