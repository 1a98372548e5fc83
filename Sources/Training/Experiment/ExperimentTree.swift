import Checkpoints
import Files
import Foundation

/// The folder of several runs, `METHOD/SEED`, with what they give together on top.
struct ExperimentTree {
    let url: URL

    init(_ url: URL) {
        self.url = url
    }

    /// What stands beside the methods' folders.
    static let ownedNames = ["report.html", "table.md", "figures"]

    var results: URL { url.appending(path: "results.json") }

    func directory(method: String, seed: UInt64) -> RunDirectory {
        RunDirectory(url.appending(path: method).appending(path: String(seed)))
    }

    /// Whether a run was begun here, by whatever command.
    var holdsRuns: Bool {
        guard !FinishedRun.isRun(url) else { return false }
        return !FinishedRun.folders(in: url, depth: 2).isEmpty
    }

    /// The folders in which runs were begun, by whatever command.
    var methodNames: [String] {
        holdsRuns
            ? Set(
                FinishedRun.folders(in: url, depth: 2).map { folder in
                    folder.deletingLastPathComponent().lastPathComponent
                }
            ).sorted() : []
    }

    /// Refuses a tree whose other runs are of another task, model or files: they could share no table.
    /// - Parameters:
    ///   - job: one of those that are to join it.
    ///   - replaced: methods whose runs do not stay.
    func check(
        _ job: RunConfiguration.Job?, _ inputs: [InputFile], replacing replaced: Set<String>
    ) throws {
        guard let job else { return }
        for folder in FinishedRun.folders(in: url, depth: 2) {
            let other = try readJSON(
                RunConfiguration.self, from: RunDirectory(folder).configuration)
            guard !replaced.contains(other.job.method.name) else { continue }
            // Methods and seeds are what a tree compares, and methods may have recipes of their own.
            var same = other.job
            (same.method, same.seed, same.training) = (job.method, job.seed, job.training)
            var differences = [same.differences(from: job)].filter { !$0.isEmpty }
            if differences.isEmpty { differences = inputs.changes(since: other.inputs) }
            guard differences.isEmpty else {
                throw TrainingError.run(
                    "\(folder.path) is a run that cannot share a table with these, and would stay "
                        + "beside them: give another --output "
                        + "(\(differences.joined(separator: "; ")))")
            }
        }
    }

    /// Lets `body` write what stands on top, from all finished runs of the tree; others wait meanwhile.
    /// - Parameter body: also gets the folders of the runs that have not ended.
    func publishing<Result>(
        _ body: (_ runs: [FinishedRun], _ unfinished: [URL]) throws -> Result
    ) throws -> Result {
        let lock = try OutputLock(
            url, file: url.appending(path: ".isotropy-results-lock"), .exclusiveAfterOthers)
        return try withExtendedLifetime(lock) {
            let figures = url.appending(path: "figures", directoryHint: .isDirectory)
            for folder in [url, figures] { try AtomicFile.removeTemporaries(in: folder) }
            let (runs, unfinished) = try FinishedRun.all(in: url)
            return try body(runs, unfinished)
        }
    }
}
