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
}

/// The last state of a run in one file, which is replaced at once and carries a checksum of itself.
///
/// Everything that a later number depends on is in it; random numbers need no state, since they
/// follow from the seed and the step. The logs up to that step are in it too: a resumed run has them
/// whole, whatever became of the files.
struct ResumeState<Model: TrainableModel> {
    let model: Model
    let optimizer: AdamW
    let target: PenaltyTarget
    let job: RunConfiguration.Job

    func save(_ point: ResumePoint, _ logs: RunLogs.Contents, to url: URL) throws {
        // First: it brings the weights up to date.
        let moments = try optimizer.state()
        var tensors = model.store.parameters.map { (Names.parameter + $0.name, $0.value) }
        tensors += moments.map { ($0.name, $0.tensor) }
        tensors += try model.normalizer.state().map { (Names.normalizer + $0.name, $0.tensor) }
        if let covariance = target.covariance {
            tensors.append((Names.target, try covariance.tensor()))
        }
        tensors.append((Names.steps, try Tensor.of([UInt8](logs.steps))))
        tensors.append((Names.evaluations, try Tensor.of([UInt8](logs.evaluations))))
        let encoded = String(decoding: try JSONEncoder().encode(point), as: UTF8.self)
        try makeFolder(url.deletingLastPathComponent())
        try writeSafetensors(
            tensors, metadata: [Names.point: encoded, Names.job: try jobText()],
            carryingChecksum: true, to: url)
    }

    /// What the run was asked to do: another run's state has other numbers.
    private func jobText() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(job), as: UTF8.self)
    }

    /// - Throws: for a file that is not what was saved, before anything is changed.
    func restore(from url: URL) throws -> (point: ResumePoint, logs: RunLogs.Contents) {
        let file = try SafetensorsFile(contentsOf: url)
        guard let text = file.metadata[Names.point] else {
            throw TrainingError.run("\(url.path) is no saved state of a run")
        }
        try file.verifyChecksum()
        guard file.metadata[Names.job] == (try jobText()) else {
            throw TrainingError.run("\(url.path) is the saved state of another run")
        }
        let point: ResumePoint
        do {
            point = try decodeJSON(ResumePoint.self, from: Array(text.utf8))
        } catch {
            throw TrainingError.run("\(url.path): \(Names.point) cannot be read: \(error)")
        }
        for parameter in model.store.parameters {
            try parameter.update { value in
                try file.copy(named: Names.parameter + parameter.name, to: value)
            }
        }
        let names = Set(file.names)
        func tensor(_ name: String) throws -> Tensor? {
            names.contains(name) ? try file.tensor(named: name) : nil
        }
        try optimizer.restore(stepCount: point.step, from: tensor)
        var normalizer: [String: Tensor] = [:]
        for name in names where name.hasPrefix(Names.normalizer) {
            normalizer[String(name.dropFirst(Names.normalizer.count))] = try tensor(name)
        }
        try model.normalizer.restore(normalizer)
        if let saved = try tensor(Names.target) {
            target.covariance = Covariance(
                dimensions: saved.size(0), elements: try saved.elements())
        }
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
    static let target = "penalty.target"
    static let steps = "log.jsonl"
    static let evaluations = "evaluations.jsonl"
    static let point = "point"
    static let job = "job"
}
