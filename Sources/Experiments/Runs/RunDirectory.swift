import Files
import Formats
import Foundation
import Models
import Options
import Training

/// The files of one run: see Documentation/design.md for what each holds.
public struct RunDirectory: Sendable {
    public let url: URL

    public init(_ url: URL) {
        self.url = url
    }

    public var configuration: URL { url.appending(path: "config.json") }
    public var log: URL { url.appending(path: "log.jsonl") }
    public var evaluations: URL { url.appending(path: "evaluations.jsonl") }
    /// Only where training is measured.
    public var measures: URL { url.appending(path: "measures.jsonl") }
    public var checkpoint: URL {
        url.appending(path: ModelFolder.checkpointOfRun, directoryHint: .isDirectory)
    }
    public var resume: URL { url.appending(path: "resume", directoryHint: .isDirectory) }
    public var resumeState: URL { resume.appending(path: "state.safetensors") }
    public var predictions: URL { url.appending(path: PredictionsFile.name) }
    /// In the place of `predictions` where answers are spans of a text.
    public var predictedAnswers: URL { url.appending(path: "predictions.json") }
    public var nullOdds: URL { url.appending(path: "null_odds.json") }
    public var results: URL { url.appending(path: "results.json") }

    /// What its `config.json` says.
    package func recordedConfiguration() throws -> RunConfiguration {
        try readJSON(RunConfiguration.self, from: configuration)
    }

    /// Whether the run has come to its end.
    package var hasEnded: Bool { FileManager.default.fileExists(atPath: results.path) }

    /// The task loss of every step so far, without the penalty, so that methods compare.
    /// - Throws: for a log that cannot be read, with the place in it that is no record.
    public func taskLosses() throws(TrainingError) -> [Double] {
        try stepRecords().map(\.taskLoss)
    }

    /// Every step so far, in order.
    /// - Throws: for a log that cannot be read, with the place in it that is no record, and for steps that it lacks.
    public func stepRecords() throws(TrainingError) -> [StepRecord] {
        let records: [StepRecord] = try lines(of: log, "a step")
        let steps = records.map(\.step)
        let lost = Set(1...max(1, steps.max() ?? 1)).subtracting(steps).sorted()
        guard lost.isEmpty else { throw .run("\(log.path): lacks step \(ranges(lost))") }
        guard steps.count == Set(steps).count else {
            throw .run("\(log.path): has \(steps.count - Set(steps).count) steps twice")
        }
        return records.sorted { $0.step < $1.step }
    }

    /// Every evaluation so far, in the order of steps.
    /// - Throws: for a file that cannot be read, with the place in it that is no record.
    public func evaluationRecords() throws(TrainingError) -> [EvaluationRecord] {
        try lines(of: evaluations, "an evaluation").sorted { $0.step < $1.step }
    }

    private func lines<Record: Decodable & Sendable>(
        of file: URL, _ what: String
    ) throws(TrainingError) -> [Record] {
        let data: Data
        do {
            data = try fileData(file)
        } catch {
            throw .run("\(file.path) cannot be read: \(error.reason)")
        }
        let lines = RecordLines<Record>(data)
        if let damaged = lines.damaged.first {
            throw .run(
                "\(file.path): \(damaged.position): is no record of \(what) (\(damaged.reason))")
        }
        return lines.records.map(\.record)
    }

    public enum Existing: Sendable { case refuse, resume, overwrite }

    /// Whether a run was begun here, or something that has a run's log and a configuration that cannot be
    /// read: whoever reads it says what is wrong, and it never goes missing unnoticed.
    package var isMeantAsRun: Bool {
        let files = FileManager.default
        return isRun
            || files.fileExists(atPath: configuration.path) && files.fileExists(atPath: log.path)
                && !Removal(in: url).isUnfinished
    }

    /// Whether a run was begun here. A model has a `config.json` too, but no job.
    var isRun: Bool {
        guard let data = try? Data(contentsOf: configuration),
            case .object(let members)? = try? JSONTree(Array(data))
        else { return false }
        func holdsObject(_ name: String) -> Bool {
            members.contains { member in
                if case .object = member.value { member.name == name } else { false }
            }
        }
        return holdsObject("job") && holdsObject("environment")
            && !Removal(in: url).isUnfinished
    }

    /// What the run wrote, by paths in its folder; files of the user's own in `checkpoint/` stay.
    func written() throws -> [String] {
        try namesInFolder(url).filter(Self.ownedNames.contains).flatMap { name -> [String] in
            let item = url.appending(path: name)
            guard isFolder(item) else { return [name] }
            return try namesInFolder(item).filter { Self.isOfAModel($0) || isLeftover($0) }
                .map { "\(name)/\($0)" }
        }
    }

    /// Whether a name is that of configuration, weights, state or a tokenizer.
    private static func isOfAModel(_ name: String) -> Bool {
        ["json", "txt", "model", "safetensors"].contains(URL(filePath: name).pathExtension)
    }

    /// Removes the half-written files that a killed start left. Call while nobody else writes here.
    func removeTemporaries() throws {
        for folder in [url, checkpoint, resume] { try AtomicFile.removeTemporaries(in: folder) }
    }

    /// Refuses a folder with parts of a run that was never begun here.
    func checkHoldsNoParts() throws {
        let parts = try namesInFolder(url).filter(Self.ownedNames.contains)
        guard parts.isEmpty else {
            throw TrainingError.run(
                "\(url.path) holds \(parts.joined(separator: ", ")), but no config.json of a run: give "
                    + "another `output`")
        }
    }

    /// Refuses the log of a finished run that lacks steps.
    func checkLog(steps: Int) throws(TrainingError) {
        let count = try taskLosses().count
        guard count == steps else {
            throw .run("\(log.path): has \(count) steps, and the run took \(steps)")
        }
    }

    /// The checkpoint and the answers as they are now, by their paths in the folder.
    func savedModel() throws -> [InputFile] {
        let files = try namesInFolder(checkpoint).filter(Self.isOfAModel).map { "checkpoint/\($0)" }
        let answers = [predictions, predictedAnswers, nullOdds].map(\.lastPathComponent)
            .filter { FileManager.default.fileExists(atPath: url.appending(path: $0).path) }
        return try (files + answers).map { try InputFile(url.appending(path: $0), as: $0) }
    }

    /// Refuses to go on where something of the best model or of the run has gone.
    func check(has saved: [InputFile], ofStep step: Int) throws(TrainingError) {
        let names = [configuration.lastPathComponent] + saved.map(\.path)
        let lost = names.filter { name in
            !FileManager.default.fileExists(atPath: url.appending(path: name).path)
        }
        guard lost.isEmpty else {
            throw .run(
                "\(url.path) lacks \(lost.joined(separator: ", ")), which the run wrote by step \(step): "
                    + "`overwrite` starts anew")
        }
    }

    /// Refuses to end where the best model is not what was saved.
    func check(holds saved: [InputFile], ofStep step: Int) throws {
        try check(has: saved, ofStep: step)
        let now = try saved.map { try InputFile(url.appending(path: $0.path), as: $0.path) }
        let changes = now.changes(since: saved)
        guard changes.isEmpty else {
            throw TrainingError.run(
                "\(url.path): \(changes.joined(separator: ", ")) since the run saved it at step "
                    + "\(step): `overwrite` starts anew")
        }
    }

    /// What one run leaves in its folder.
    public static let ownedNames = [
        "config.json", "log.jsonl", "evaluations.jsonl", "measures.jsonl", "checkpoint", "resume",
        "predictions.tsv",
        "predictions.json", "null_odds.json", "results.json",
    ]
}

func isFolder(_ url: URL) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
        && isFolder.boolValue
}

/// Whether a name is that of a lock, or of something half written or removed that a kill left.
func isLeftover(_ name: String) -> Bool {
    name == OutputLock.folderFile || name == ExperimentTree.resultsLock
        || name == Removal.folderName || AtomicFile.isTemporary(name)
}
