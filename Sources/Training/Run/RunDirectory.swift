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
        guard let data = try? Data(contentsOf: log) else {
            throw .run("\(log.path) cannot be read")
        }
        let lines = data.split(separator: UInt8(ascii: "\n"))
        let decoder = JSONDecoder()
        var losses: [Double] = []
        for (index, line) in lines.enumerated() {
            guard let record = try? decoder.decode(StepRecord.self, from: Data(line)) else {
                throw .run("\(log.path):\(index + 1): is no record of a step")
            }
            losses.append(record.taskLoss)
        }
        return losses
    }

    public enum Existing: Sendable { case refuse, resume, overwrite }

    /// Refuses a folder that cannot be taken, and changes nothing.
    /// - Parameter owned: the names of what runs write.
    /// - Returns: those of them that are there.
    @discardableResult
    public static func check(
        _ url: URL, existing: Existing, owned: [String]
    ) throws(TrainingError) -> [String] {
        let files = FileManager.default
        var isFolder: ObjCBool = false
        guard files.fileExists(atPath: url.path, isDirectory: &isFolder) else { return [] }
        guard isFolder.boolValue else {
            throw .run("\(url.path) is a file, not a folder for a run")
        }
        let contents = (try? files.contentsOfDirectory(atPath: url.path)) ?? []
        let found = contents.filter(owned.contains).sorted()
        if existing == .refuse, !contents.isEmpty {
            let what =
                found.isEmpty
                ? "is not empty" : "already holds a run (\(found.joined(separator: ", ")))"
            throw .run(
                "\(url.path) \(what): give another --output, or --resume to go on with it, "
                    + "or --overwrite to replace it")
        }
        if existing == .resume, found.isEmpty, contents.contains(where: { !$0.hasPrefix(".") }) {
            throw .run("\(url.path) is not empty, but holds no run to go on with")
        }
        return found
    }

    /// Makes the folder ready, or refuses one that already holds something.
    ///
    /// Only what a run writes is ever removed, and only when overwriting was asked for.
    public static func prepare(
        _ url: URL, existing: Existing, owned: [String]
    ) throws(TrainingError) {
        let found = try check(url, existing: existing, owned: owned)
        if existing == .overwrite {
            for name in found {
                do {
                    try remove(name, in: url)
                } catch {
                    throw .run("\(url.path)/\(name) cannot be replaced: \(systemReason(error))")
                }
            }
        }
        do {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
            // Learn now, not after an hour of training, that nothing can be written.
            let probe = url.appending(path: ".probe-\(ProcessInfo.processInfo.processIdentifier)")
            try writeAtomically(Data("probe".utf8), to: probe)
            try FileManager.default.removeItem(at: probe)
        } catch let error as CheckpointError {
            throw .run("\(url.path): \(error.problems.joined(separator: "; "))")
        } catch {
            throw .run("\(url.path) cannot be written: \(systemReason(error))")
        }
    }

    /// Removes what runs wrote under a name. A folder that only shares a method's name, or holds
    /// something else beside the seeds or figures, stays.
    private static func remove(_ name: String, in url: URL) throws {
        let files = FileManager.default
        let item = url.appending(path: name)
        var isFolder: ObjCBool = false
        _ = files.fileExists(atPath: item.path, isDirectory: &isFolder)
        guard isFolder.boolValue, !ownedNames.contains(name) else {
            return try files.removeItem(at: item)
        }
        for inner in try files.contentsOfDirectory(atPath: item.path)
        where UInt64(inner) != nil || inner.hasSuffix(".svg") {
            try files.removeItem(at: item.appending(path: inner))
        }
        if try files.contentsOfDirectory(atPath: item.path).isEmpty {
            try files.removeItem(at: item)
        }
    }

    /// Removes the half-written files that a killed start left.
    func removeTemporaries() {
        let files = FileManager.default
        for folder in [url, checkpoint, resume] {
            let names = (try? files.contentsOfDirectory(atPath: folder.path)) ?? []
            for name in names where name.hasPrefix(".") && name.hasSuffix(".tmp") {
                try? files.removeItem(at: folder.appending(path: name))
            }
        }
    }

    /// What one run leaves in its folder.
    public static let ownedNames = [
        "config.json", "log.jsonl", "evaluations.jsonl", "checkpoint", "resume", "predictions.tsv",
        "predictions.json", "null_odds.json", "results.json",
    ]
}
