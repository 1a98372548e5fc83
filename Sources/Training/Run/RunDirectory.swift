import Checkpoints
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
    public var results: URL { url.appending(path: "results.json") }

    /// The task loss of every step so far, without the penalty, so that methods compare.
    public var taskLosses: [Double] {
        guard let data = try? Data(contentsOf: log) else { return [] }
        let decoder = JSONDecoder()
        return data.split(separator: UInt8(ascii: "\n")).compactMap { line in
            (try? decoder.decode(StepRecord.self, from: Data(line)))?.taskLoss
        }
    }

    public enum Existing: Sendable { case refuse, resume, overwrite }

    /// Makes the folder ready, or refuses one that already holds something.
    ///
    /// Only what a run writes is ever removed, and only when overwriting was asked for.
    public static func prepare(
        _ url: URL, existing: Existing, owned: [String]
    ) throws(TrainingError) {
        let files = FileManager.default
        var isFolder: ObjCBool = false
        if files.fileExists(atPath: url.path, isDirectory: &isFolder) {
            guard isFolder.boolValue else {
                throw .run("\(url.path) is a file, not a folder for a run")
            }
            let contents = (try? files.contentsOfDirectory(atPath: url.path)) ?? []
            let found = contents.filter(owned.contains).sorted()
            switch existing {
            case .resume: break
            case .refuse:
                if !contents.isEmpty {
                    let what =
                        found.isEmpty
                        ? "is not empty" : "already holds a run (\(found.joined(separator: ", ")))"
                    throw .run(
                        "\(url.path) \(what): give another --output, or --resume to go on with it, "
                            + "or --overwrite to replace it")
                }
            case .overwrite:
                for name in found {
                    do {
                        try files.removeItem(at: url.appending(path: name))
                    } catch {
                        throw .run(
                            "\(url.path)/\(name) cannot be replaced: \(error.localizedDescription)")
                    }
                }
            }
        }
        do {
            try files.createDirectory(at: url, withIntermediateDirectories: true)
            // Learn now, not after an hour of training, that nothing can be written.
            let probe = url.appending(path: ".probe-\(ProcessInfo.processInfo.processIdentifier)")
            try writeAtomically(Data("probe".utf8), to: probe)
            try files.removeItem(at: probe)
        } catch {
            throw .run("\(url.path) cannot be written: \(error)")
        }
    }

    /// What one run leaves in its folder.
    public static let ownedNames = [
        "config.json", "log.jsonl", "evaluations.jsonl", "checkpoint", "resume", "predictions.tsv",
        "results.json",
    ]
}
