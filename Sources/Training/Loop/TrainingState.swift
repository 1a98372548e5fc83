import Checkpoints
import Isotropy
import Models
import Torch

/// The weights, the optimizer's moments, and what the normalizer and the penalty remember.
struct TrainingState<Model: TrainableModel>: RunState {
    let model: Model
    let optimizer: AdamW
    let penalty: any Penalty
    let measures: TrainingMeasures?

    private static var parameter: String { "parameter." }
    private static var normalizer: String { "normalizer." }
    private static var penalty: String { "penalty." }
    private static var measures: String { "measures." }

    func tensors() throws -> [(name: String, tensor: Tensor)] {
        // First: it brings the weights up to date.
        let moments = try optimizer.state()
        return model.store.parameters.map { (Self.parameter + $0.name, $0.value) }
            + moments.map { ($0.name, $0.tensor) }
            + (try model.normalizer.state().map { (Self.normalizer + $0.name, $0.tensor) })
            + (try penalty.state().map { (Self.penalty + $0.name, $0.tensor) })
            + (try measures?.tensors().map { (Self.measures + $0.name, $0.tensor) } ?? [])
    }

    func restore(_ point: ResumePoint, from saved: some TensorSource) throws {
        for parameter in model.store.parameters {
            let name = Self.parameter + parameter.name
            try parameter.update(
                failure: { CheckpointError(file: saved.path, "\(name): \($0)") },
                { value throws(CheckpointError) in try saved.copy(named: name, to: value) })
        }
        let names = Set(saved.names)
        try optimizer.restore(stepCount: point.step) { name in
            names.contains(name) ? try saved.tensor(named: name) : nil
        }
        func state(of part: String) throws -> [String: Tensor] {
            var state: [String: Tensor] = [:]
            for name in names where name.hasPrefix(part) {
                state[String(name.dropFirst(part.count))] = try saved.tensor(named: name)
            }
            return state
        }
        try model.normalizer.restore(state(of: Self.normalizer))
        try penalty.restore(state(of: Self.penalty))
        guard let measures, let measured = point.measuring else { return }
        let sums = try state(of: Self.measures)
        try measures.restore(measured, on: model.store.device) { sums[$0] }
    }
}
