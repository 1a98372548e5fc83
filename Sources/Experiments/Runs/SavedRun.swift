import Checkpoints
import Files
import Formats
import Foundation
import Models
import Torch
import Training

/// The last state of a run in one file, which is replaced at once and carries a checksum of itself.
///
/// Everything that a later number depends on is in it; random numbers need no state, since they
/// follow from the seed and the step. The logs up to that step are in it too: a resumed run has them
/// whole, whatever became of the files.
struct SavedRun {
    let point: ResumePoint
    let logs: RunLogs.Contents

    static func save(
        _ point: ResumePoint, _ logs: RunLogs.Contents, _ state: some RunState,
        _ job: RunConfiguration.Job, to url: URL
    ) throws {
        var tensors = try state.tensors()
        tensors.append((Names.steps, try Tensor.of([UInt8](logs.steps))))
        tensors.append((Names.evaluations, try Tensor.of([UInt8](logs.evaluations))))
        if let measures = logs.measures {
            tensors.append((Names.measures, try Tensor.of([UInt8](measures))))
        }
        let encoded = String(
            decoding: try JSONEncoder().encode(Versioned(point)), as: UTF8.self)
        try makeFolder(url.deletingLastPathComponent())
        try writeSafetensors(
            tensors, metadata: [Names.point: encoded, Names.job: try text(of: job)],
            carryingChecksum: true, to: url)
    }

    /// Brings a saved state back; `nil` where none has been saved.
    /// - Throws: for a file that is not what was saved, before anything is changed.
    init?(
        _ directory: RunDirectory, _ job: RunConfiguration.Job, _ state: some RunState
    ) throws {
        let url = directory.resumeState
        guard FileManager.default.fileExists(atPath: url.path) else { return nil }
        let file = try SafetensorsFile(contentsOf: url)
        guard let text = file.metadata[Names.point] else {
            throw TrainingError.run("\(url.path) is no saved state of a run")
        }
        try file.verifyChecksum()
        point = try Self.decoded(text, Names.point, of: url)
        let saved: RunConfiguration.Job? = try file.metadata[Names.job].map {
            try Self.decoded($0, Names.job, of: url)
        }
        guard saved?.effective == job.effective else {
            throw TrainingError.run("\(url.path) is the saved state of another run")
        }
        try state.restore(point, from: file)
        func log(_ name: String) throws -> Data {
            Data(try file.tensor(named: name).elements(as: UInt8.self))
        }
        logs = RunLogs.Contents(
            steps: try log(Names.steps), evaluations: try log(Names.evaluations),
            measures: job.training.measureEvery > 0 ? try log(Names.measures) : nil)
    }

    /// What the run was asked to do: another run's state has other numbers.
    private static func text(of job: RunConfiguration.Job) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(Versioned(job)), as: UTF8.self)
    }

    private static func decoded<Value: Decodable>(
        _ text: String, _ name: String, of url: URL
    ) throws -> Value {
        do {
            return try decodeJSON(Versioned<Value>.self, from: Array(text.utf8)).value
        } catch {
            throw TrainingError.run("\(url.path): \(name) cannot be read: \(error)")
        }
    }
}

/// The names of the logs in a saved state, and of its fields of metadata.
private enum Names {
    static let steps = "log.jsonl"
    static let evaluations = "evaluations.jsonl"
    static let measures = "measures.jsonl"
    static let point = "point"
    static let job = "job"
}
