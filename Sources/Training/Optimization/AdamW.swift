import Layers
import Torch

/// AdamW over a model's weights (Loshchilov and Hutter 2019), with decoupled decay of all but biases
/// and norms. Weights without a gradient are left as they are, as in PyTorch.
///
/// A table whose gradient names its rows is updated there alone. Its other rows fall behind by steps
/// of zero gradient, and are brought up to date, with the same bits, where `prepare` names them or
/// by `settle`.
public final class AdamW {
    private struct Moments {
        let first: Tensor
        let second: Tensor
    }

    private let parameters: [Parameter]
    private let epsilon: Double
    private let weightDecay: Double
    /// The steps that rows may fall behind before all of them are brought up to date.
    private let historyLimit: Int
    private var moments: [String: Moments] = [:]
    private var tables: [String: AdamWTable] = [:]
    private var history = AdamWHistory(after: 0)
    /// The optimizer steps taken.
    public private(set) var stepCount = 0

    public init(
        _ store: ParameterStore, epsilon: Double, weightDecay: Double, historyLimit: Int = 4096
    ) {
        parameters = store.parameters
        self.epsilon = epsilon
        self.weightDecay = weightDecay
        self.historyLimit = historyLimit
    }

    /// One step.
    /// - Parameters:
    ///   - gradients: in the order of the store.
    ///   - scale: a float32 scalar beside the weights that multiplies every gradient (clipping). Where
    ///     it is not finite nothing changes.
    public func step(
        gradients: [ParameterGradient?], learningRate: Double, scale: Tensor? = nil
    ) throws(TorchError) {
        var step = AdamWStep(
            learningRate: learningRate, epsilon: epsilon, weightDecay: weightDecay,
            step: stepCount + 1)
        step.scale = scale
        let named = try prepareTables(gradients)
        var dense: [AdamWStep.Item] = []
        for (parameter, gradient) in zip(parameters, gradients) {
            guard case .dense(let tensor) = gradient else { continue }
            let state = try moments(of: parameter)
            dense.append(
                AdamWStep.Item(
                    parameter: parameter.value, firstMoment: state.first,
                    secondMoment: state.second, gradient: tensor, copy: parameter.roundedCopy,
                    decays: parameter.decays))
        }
        try step.apply(to: dense)
        stepCount += 1
        history.append(step)
        for (table, gradient) in named { try table.step(gradient, history) }
        if tables.isEmpty {
            history.forget()
        } else if history.count >= historyLimit {
            try settle()
        }
    }

    /// The tables that a step updates by rows. All other tables become ordinary weights: their rows
    /// are brought up to date, and the step changes all of them or none.
    private func prepareTables(
        _ gradients: [ParameterGradient?]
    ) throws(TorchError) -> [(AdamWTable, RowGradient)] {
        var named: [(AdamWTable, RowGradient)] = []
        for (parameter, gradient) in zip(parameters, gradients) {
            guard case .rows(let rows) = gradient else {
                try tables[parameter.name]?.catchUp(to: history)
                tables[parameter.name] = nil
                continue
            }
            precondition(
                parameter.updatesByRow, "\(parameter.name) has a gradient of rows unexpectedly")
            named.append((try table(of: parameter), rows))
        }
        return named
    }

    /// Brings the rows that are about to be read up to date.
    /// - Parameter ids: the rows' numbers, int64, in any order, best in main memory.
    public func prepare(_ parameter: Parameter, rows ids: Tensor) throws(TorchError) {
        try tables[parameter.name]?.catchUp(ids, to: history)
    }

    /// Brings the rows that a forward pass will read up to date, in all tables of tokens.
    /// - Parameter ids: the batch's token ids, int64, best in main memory.
    public func prepare(tokens ids: Tensor) throws(TorchError) {
        for parameter in parameters where parameter.updatesByRow {
            try prepare(parameter, rows: ids)
        }
    }

    /// Brings every row of every table up to date: before anything but a training step reads them.
    public func settle() throws(TorchError) {
        for parameter in parameters { try tables[parameter.name]?.catchUp(to: history) }
        history.forget()
    }

    private func table(of parameter: Parameter) throws(TorchError) -> AdamWTable {
        if let known = tables[parameter.name] { return known }
        let state = try moments(of: parameter)
        let new = try AdamWTable(
            parameter: parameter.value, firstMoment: state.first, secondMoment: state.second,
            copy: parameter.roundedCopy, decays: parameter.decays, step: stepCount)
        tables[parameter.name] = new
        return new
    }

    private func moments(of parameter: Parameter) throws(TorchError) -> Moments {
        if let known = moments[parameter.name] { return known }
        let new = Moments(
            first: try Tensor.zeros(parameter.shape, on: parameter.value.place),
            second: try Tensor.zeros(parameter.shape, on: parameter.value.place))
        moments[parameter.name] = new
        return new
    }

    /// The moments under the weights' names, in the order of the store, and the weights settled.
    public func state() throws(TorchError) -> [(name: String, tensor: Tensor)] {
        try settle()
        return parameters.flatMap { parameter -> [(name: String, tensor: Tensor)] in
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
    ) throws {
        self.stepCount = stepCount
        tables = [:]
        history = AdamWHistory(after: stepCount)
        for parameter in parameters {
            guard let first = try tensor(Self.firstPrefix + parameter.name),
                let second = try tensor(Self.secondPrefix + parameter.name)
            else { continue }
            let device = parameter.value.place
            moments[parameter.name] = Moments(
                first: try first.moved(to: device), second: try second.moved(to: device))
        }
    }

    private static let firstPrefix = "adamw.first."
    private static let secondPrefix = "adamw.second."
}
