import Layers
import Torch

/// AdamW over a model's weights (Loshchilov and Hutter 2019), with decoupled decay of all but biases
/// and norms. Weights without a gradient are left as they are, as in PyTorch.
public final class AdamW {
    private struct Moments {
        let first: Tensor
        let second: Tensor
    }

    private let parameters: [Parameter]
    private let epsilon: Double
    private let weightDecay: Double
    private var moments: [String: Moments] = [:]
    /// The optimizer steps taken.
    public private(set) var stepCount = 0

    public init(_ store: ParameterStore, epsilon: Double, weightDecay: Double) {
        parameters = store.parameters
        self.epsilon = epsilon
        self.weightDecay = weightDecay
    }

    /// One step.
    /// - Parameters:
    ///   - gradients: in the order of the store.
    ///   - scale: multiplies every gradient (clipping).
    public func step(
        gradients: [Tensor?], learningRate: Double, scale: Double = 1
    ) throws(TorchError) {
        stepCount += 1
        for (parameter, gradient) in zip(parameters, gradients) {
            guard let gradient else { continue }
            var step = AdamWStep(
                learningRate: learningRate, epsilon: epsilon,
                weightDecay: parameter.decays ? weightDecay : 0, step: stepCount)
            step.gradientScale = scale
            let state = try moments(of: parameter)
            try step.apply(
                to: parameter.value, firstMoment: state.first, secondMoment: state.second,
                gradient: gradient, copy: parameter.roundedCopy)
        }
    }

    private func moments(of parameter: Parameter) throws(TorchError) -> Moments {
        if let known = moments[parameter.name] { return known }
        let new = Moments(
            first: try Tensor.zeros(parameter.shape), second: try Tensor.zeros(parameter.shape))
        moments[parameter.name] = new
        return new
    }

    /// The moments under the weights' names, in the order of the store.
    public var state: [(name: String, tensor: Tensor)] {
        parameters.flatMap { parameter -> [(name: String, tensor: Tensor)] in
            guard let known = moments[parameter.name] else { return [] }
            return [
                (Self.firstPrefix + parameter.name, known.first),
                (Self.secondPrefix + parameter.name, known.second),
            ]
        }
    }

    /// Takes back what `state` gave.
    /// - Parameter tensor: gives a saved tensor by its name, `nil` where there is none.
    public func restore<Failure: Error>(
        stepCount: Int, from tensor: (String) throws(Failure) -> Tensor?
    ) throws(Failure) {
        self.stepCount = stepCount
        for parameter in parameters {
            guard let first = try tensor(Self.firstPrefix + parameter.name),
                let second = try tensor(Self.secondPrefix + parameter.name)
            else { continue }
            moments[parameter.name] = Moments(first: first, second: second)
        }
    }

    private static let firstPrefix = "adamw.first."
    private static let secondPrefix = "adamw.second."
}
