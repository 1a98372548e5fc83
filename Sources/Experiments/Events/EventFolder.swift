import Files
import Foundation
import Models
import Options
import TensorBoard
import Training

/// A run's place in a folder that TensorBoard reads: `METHOD/SEED`, or `METHOD/SEED/fold-NUMBER`.
struct EventFolder {
    let url: URL
    private let job: RunConfiguration.Job

    /// - Parameter root: what is given to TensorBoard.
    init(_ root: URL, _ job: RunConfiguration.Job) {
        let seed = root.appending(path: job.method.name).appending(path: String(job.seed))
        url = job.fold.map { seed.appending(path: $0.folderName) } ?? seed
        self.job = job
    }

    /// Whose events they are.
    private var ownerFile: URL { url.appending(path: "run.json") }
    private static let lockName = ".isotropy-events-lock"

    /// Takes the folder for as long as the lock lives; one that is not there is made.
    func claim() throws -> OutputLock {
        try makeFolder(url)
        do {
            return try OutputLock(url, file: url.appending(path: Self.lockName), .exclusive)
        } catch let taken as OutputInUse {
            let holders = taken.holders.map(\.description).joined(separator: ", and by ")
            throw TrainingError.run(
                "\(url.path) is in use by \(holders.isEmpty ? "another process" : holders): wait until "
                    + "it has ended, or give another `tensorboard`")
        }
    }

    /// Refuses to replace the events of another run, and changes nothing.
    func check() throws {
        guard FileManager.default.fileExists(atPath: url.path),
            try !EventFile.names(in: url).isEmpty
        else { return }
        guard FileManager.default.fileExists(atPath: ownerFile.path) else {
            throw TrainingError.run(
                "\(url.path) holds events but no \(ownerFile.lastPathComponent) that says of which run: "
                    + "give another `tensorboard`, or `overwrite` replaces them")
        }
        let owner = try readJSON(EventOwner.self, from: ownerFile)
        guard owner.job.effective == job.effective else {
            let differences = try owner.job.differences(from: job)
            throw TrainingError.run(
                "\(url.path) holds the events of another run, that of \(owner.run): give another "
                    + "`tensorboard`, or `overwrite` replaces them "
                    + "(\(differences.joined(separator: "; ")))")
        }
    }

    /// The file that has these events, to which others can be added.
    func open(_ events: [Event], of directory: RunDirectory) throws -> EventFile {
        // First: events without it are nobody's.
        try writeJSON(EventOwner(run: directory.url.path, job: job), to: ownerFile)
        return try EventFile(in: url, continuing: events.flatMap { try $0.record() })
    }
}

/// Whose events a folder holds.
private struct EventOwner: Codable {
    /// The path of the run's folder.
    let run: String
    let job: RunConfiguration.Job
}

/// Refuses a folder for events in which runs write other things, or remove them.
func checkEventFolder(_ root: URL, output: URL) throws(TrainingError) {
    let outer = output.resolvingSymlinksInPath().standardizedFileURL.pathComponents
    let inner = root.resolvingSymlinksInPath().standardizedFileURL.pathComponents
    guard inner.starts(with: outer) else { return }
    let owned = Set(RunDirectory.ownedNames + ExperimentTree.ownedNames)
    guard let name = inner.dropFirst(outer.count).first(where: owned.contains) else { return }
    let other = output.appending(path: "tensorboard").path
    throw .run(
        "\(root.path) lies in \(name), which is the runs' own: give another `tensorboard`, such as "
            + "\(other)")
}
