import Checkpoints
import Files
import Foundation

/// The files of one run: see Documentation/design.md for what each holds.
public struct RunDirectory: Sendable {
    public let url: URL

    public init(_ url: URL) {
        self.url = url
    }

    public var configuration: URL { url.appending(path: "config.json") }
    public var log: URL { url.appending(path: "log.jsonl") }
    public var evaluations: URL { url.appending(path: "evaluations.jsonl") }
    public var checkpoint: URL { url.appending(path: "checkpoint", directoryHint: .isDirectory) }
    public var resume: URL { url.appending(path: "resume", directoryHint: .isDirectory) }
    public var resumeState: URL { resume.appending(path: "state.safetensors") }
    public var predictions: URL { url.appending(path: "predictions.tsv") }
    /// In the place of `predictions` where answers are spans of a text.
    public var predictedAnswers: URL { url.appending(path: "predictions.json") }
    public var nullOdds: URL { url.appending(path: "null_odds.json") }
    public var results: URL { url.appending(path: "results.json") }

    /// The task loss of every step so far, without the penalty, so that methods compare.
    /// - Throws: for a log that cannot be read, with the number of the line that is no record.
    public func taskLosses() throws(TrainingError) -> [Double] {
        let data: Data
        do {
            data = try fileData(log)
        } catch {
            throw .run("\(log.path) cannot be read: \(error.reason)")
        }
        let lines = RecordLines<StepRecord>(data)
        if let damaged = lines.damaged.first {
            throw .run("\(log.path):\(damaged): is no record of a step")
        }
        let steps = lines.records.map(\.record.step)
        let lost = Set(1...max(1, steps.max() ?? 1)).subtracting(steps).sorted()
        guard lost.isEmpty, steps.count == Set(steps).count else {
            throw .run("\(log.path): lacks step \(ranges(lost)), or has some twice")
        }
        return lines.records.sorted { $0.record.step < $1.record.step }.map(\.record.taskLoss)
    }

    public enum Existing: Sendable { case refuse, resume, overwrite }

    /// Refuses a folder that cannot be taken, and changes nothing.
    /// - Parameter owned: the names of what runs write.
    /// - Returns: those of them that are there.
    @discardableResult
    public static func check(
        _ url: URL, existing: Existing, owned: [String]
    ) throws -> [String] {
        let files = FileManager.default
        var isFolder: ObjCBool = false
        guard files.fileExists(atPath: url.path, isDirectory: &isFolder) else { return [] }
        guard isFolder.boolValue else {
            throw TrainingError.run("\(url.path) is a file, not a folder for a run")
        }
        let contents = try namesInFolder(url).filter { !isLeftover($0) }
        let found = contents.filter(owned.contains)
        if existing == .refuse, Removal(in: url).isUnfinished {
            throw TrainingError.run(
                "\(url.path): an earlier --overwrite was interrupted here; --resume or --overwrite "
                    + "removes what is left of the old run and begins anew")
        }
        if existing == .refuse, !contents.isEmpty {
            let what =
                found.isEmpty
                ? "is not empty" : "already holds a run (\(found.joined(separator: ", ")))"
            throw TrainingError.run(
                "\(url.path) \(what): give another --output, or --resume to go on with it, "
                    + "or --overwrite to replace it")
        }
        if existing == .resume, found.isEmpty, contents.contains(where: { !$0.hasPrefix(".") }) {
            throw TrainingError.run("\(url.path) is not empty, but holds no run to go on with")
        }
        return found
    }

    /// Removes what an older run wrote, when overwriting was asked for, and nothing else.
    ///
    /// A folder that only shares a method's name, or holds something else beside the seeds or figures,
    /// stays.
    public static func prepare(_ url: URL, existing: Existing, owned: [String]) throws {
        let found = try check(url, existing: existing, owned: owned)
        guard existing == .overwrite else { return }
        let items = try found.flatMap { try itemsToRemove($0, in: url) }
        // Whoever still writes to a run keeps it.
        let runs = items.filter { $0.contains("/") }.map { url.appending(path: $0) }
        let locks = try runs.filter(isFolder).map { try OutputLock(folder: $0, .exclusive) }
        try withExtendedLifetime(locks) { try Removal(in: url).remove(items) }
    }

    private static func itemsToRemove(_ name: String, in url: URL) throws -> [String] {
        let item = url.appending(path: name)
        guard isFolder(item), !ownedNames.contains(name) else { return [name] }
        return try namesInFolder(item)
            .filter { UInt64($0) != nil || $0.hasSuffix(".svg") || isLeftover($0) }
            .map { "\(name)/\($0)" }
    }

    private static func isFolder(_ url: URL) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
            && isFolder.boolValue
    }

    /// Whether a name is that of a lock, or of something half written that a kill left.
    private static func isLeftover(_ name: String) -> Bool {
        name == OutputLock.folderFile || name == Removal.folderName
            || AtomicFile.isTemporary(name)
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
                "\(url.path) holds \(parts.joined(separator: ", ")), but no config.json of a run to go "
                    + "on with: give another --output, or --overwrite to replace them")
        }
    }

    /// Refuses to go on where the best model has gone, which no later step may write again.
    func checkCheckpoint(ofStep step: Int) throws(TrainingError) {
        let names = ["config.json", "model.safetensors"]
        let lost = names.filter { name in
            !FileManager.default.fileExists(atPath: checkpoint.appending(path: name).path)
        }
        guard lost.isEmpty else {
            throw .run(
                "\(checkpoint.path) lacks \(lost.joined(separator: " and ")) of the best model, which "
                    + "the run saved at step \(step): --overwrite starts anew")
        }
    }

    /// What one run leaves in its folder.
    public static let ownedNames = [
        "config.json", "log.jsonl", "evaluations.jsonl", "checkpoint", "resume", "predictions.tsv",
        "predictions.json", "null_odds.json", "results.json",
    ]
}
