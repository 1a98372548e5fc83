import Checkpoints
import Files
import Formats
import Foundation
import Isotropy
import Torch

/// Where a run stands, but for its tensors.
package struct ResumePoint: Codable, Equatable {
    /// Optimizer steps taken.
    var step = 0
    var best: EvaluationRecord?
    /// The files of the best model and its answers, as they were saved.
    var saved: [InputFile] = []
    /// The best model's metrics on the test set.
    var bestTest: [String: Double?] = [:]
    /// What the best model answers to every row, by the set's name; `nil` before an evaluation.
    var bestOnlyAnswers: [String: String]?
    var evaluationsSinceBest = 0
    var tokens = 0
    var trainingSeconds = 0.0
    var stoppedEarly = false

    enum CodingKeys: String, CodingKey {
        case step, best, saved, tokens
        case bestTest = "best_test"
        case bestOnlyAnswers = "best_only_answers"
        case evaluationsSinceBest = "evaluations_since_best"
        case trainingSeconds = "training_seconds"
        case stoppedEarly = "stopped_early"
    }
}

/// The last state of a run in one file, which is replaced at once and carries a checksum of itself.
///
/// Everything that a later number depends on is in it; random numbers need no state, since they
/// follow from the seed and the step. The logs up to that step are in it too: a resumed run has them
/// whole, whatever became of the files.
struct ResumeState<Model: TrainableModel> {
    let model: Model
    let optimizer: AdamW
    let penalty: any Penalty
    let job: RunConfiguration.Job

    func save(_ point: ResumePoint, _ logs: RunLogs.Contents, to url: URL) throws {
        // First: it brings the weights up to date.
        let moments = try optimizer.state()
        var tensors = model.store.parameters.map { (Names.parameter + $0.name, $0.value) }
        tensors += moments.map { ($0.name, $0.tensor) }
        tensors += try model.normalizer.state().map { (Names.normalizer + $0.name, $0.tensor) }
        tensors += try penalty.state().map { (Names.penalty + $0.name, $0.tensor) }
        tensors.append((Names.steps, try Tensor.of([UInt8](logs.steps))))
        tensors.append((Names.evaluations, try Tensor.of([UInt8](logs.evaluations))))
        let encoded = String(decoding: try JSONEncoder().encode(Versioned(point)), as: UTF8.self)
        try makeFolder(url.deletingLastPathComponent())
        try writeSafetensors(
            tensors, metadata: [Names.point: encoded, Names.job: try jobText()],
            carryingChecksum: true, to: url)
    }

    /// What the run was asked to do: another run's state has other numbers.
    private func jobText() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(Versioned(job)), as: UTF8.self)
    }

    private func savedPoint(_ text: String, of url: URL) throws -> ResumePoint {
        do {
            return try decodeJSON(Versioned<ResumePoint>.self, from: Array(text.utf8)).value
        } catch {
            throw TrainingError.run("\(url.path): \(Names.point) cannot be read: \(error)")
        }
    }

    /// - Throws: for a file that is not what was saved, before anything is changed.
    func restore(from url: URL) throws -> (point: ResumePoint, logs: RunLogs.Contents) {
        let file = try SafetensorsFile(contentsOf: url)
        guard let text = file.metadata[Names.point] else {
            throw TrainingError.run("\(url.path) is no saved state of a run")
        }
        try file.verifyChecksum()
        let point = try savedPoint(text, of: url)
        guard file.metadata[Names.job] == (try jobText()) else {
            throw TrainingError.run("\(url.path) is the saved state of another run")
        }
        for parameter in model.store.parameters {
            let name = Names.parameter + parameter.name
            try parameter.update(
                failure: { CheckpointError(file: url.path, "\(name): \($0)") },
                { value throws(CheckpointError) in try file.copy(named: name, to: value) })
        }
        let names = Set(file.names)
        func tensor(_ name: String) throws -> Tensor? {
            names.contains(name) ? try file.tensor(named: name) : nil
        }
        try optimizer.restore(stepCount: point.step, from: tensor)
        func state(of part: String) throws -> [String: Tensor] {
            var state: [String: Tensor] = [:]
            for name in names where name.hasPrefix(part) {
                state[String(name.dropFirst(part.count))] = try tensor(name)
            }
            return state
        }
        try model.normalizer.restore(state(of: Names.normalizer))
        try penalty.restore(state(of: Names.penalty))
        let logs = RunLogs.Contents(
            steps: Data(try file.tensor(named: Names.steps).elements(as: UInt8.self)),
            evaluations: Data(try file.tensor(named: Names.evaluations).elements(as: UInt8.self)))
        return (point, logs)
    }
}

/// The names of a saved state's tensors, or what they begin with, and of its fields of metadata.
private enum Names {
    static let parameter = "parameter."
    static let normalizer = "normalizer."
    static let penalty = "penalty."
    static let steps = "log.jsonl"
    static let evaluations = "evaluations.jsonl"
    static let point = "point"
    static let job = "job"
}
