import Files
import Formats
import Foundation
import Models
import Options

/// The folder of several runs, `METHOD/SEED`, or `METHOD/SEED/fold-NUMBER` where each fold is held out in turn, with
/// what they give together on top.
package struct ExperimentTree {
    /// A run that stands where its method, seed and fold put it.
    struct Member {
        let directory: RunDirectory
        let job: RunConfiguration.Job
        let inputs: [InputFile]
    }

    package let url: URL

    package init(_ url: URL) {
        self.url = url
    }

    /// What stands beside the methods' folders.
    package static let ownedNames = ["results.json"] + reportNames
    /// What a report is.
    package static let reportNames = ["report.html", "table.md", "figures"]
    package static let resultsLock = ".isotropy-results-lock"

    var results: URL { url.appending(path: "results.json") }

    func directory(method: String, seed: UInt64, fold: HeldOutFold? = nil) -> RunDirectory {
        let folder = folder(method: method, seed: seed)
        return RunDirectory(fold.map { folder.appending(path: $0.folderName) } ?? folder)
    }

    private func folder(method: String, seed: UInt64) -> URL {
        url.appending(path: method).appending(path: String(seed))
    }

    /// Whether a run was begun here, by whatever command.
    package var holdsRuns: Bool { !runFolders.isEmpty }

    /// A folder that is called as a run's.
    private struct Place {
        let method: String
        let seed: UInt64
        /// `nil` where the folder of the seed is the run's.
        let fold: Int?
        let directory: RunDirectory
        /// In the tree.
        let path: String

        /// Whether it is this run's place.
        func isOf(_ job: RunConfiguration.Job) -> Bool {
            job.method.name == method && job.seed == seed && job.fold?.number == fold
        }
    }

    /// The folders of runs, two levels down and called by a seed, or in such a one and called by a fold.
    private var runFolders: [Place] {
        guard !RunDirectory(url).isMeantAsRun else { return [] }
        return subfolders(of: url).flatMap { method in
            subfolders(of: method).flatMap { folder -> [Place] in
                let name = "\(method.lastPathComponent)/\(folder.lastPathComponent)"
                guard let seed = UInt64(folder.lastPathComponent) else { return [] }
                func place(_ fold: Int?, _ url: URL, _ path: String) -> Place? {
                    let directory = RunDirectory(url)
                    guard directory.isMeantAsRun else { return nil }
                    return Place(
                        method: method.lastPathComponent, seed: seed, fold: fold,
                        directory: directory, path: path)
                }
                if let run = place(nil, folder, name) { return [run] }
                return subfolders(of: folder).compactMap { inner in
                    HeldOutFold.number(inFolderName: inner.lastPathComponent).flatMap {
                        place($0, inner, "\(name)/\(inner.lastPathComponent)")
                    }
                }
            }
        }
    }

    /// What stands beside the folds of some methods, by paths in the tree.
    func pooled(of methods: [String]) throws -> [String] {
        let seeds = Set(
            runFolders.filter { $0.fold != nil && methods.contains($0.method) }
                .map { ($0.path as NSString).deletingLastPathComponent })
        return try seeds.sorted().flatMap { seed in
            try namesInFolder(url.appending(path: seed))
                .filter { PooledResults.ownedNames.contains($0) || isLeftover($0) }
                .map { "\(seed)/\($0)" }
        }
    }

    /// The runs of the tree; a copy under another name is none.
    /// - Parameter replaced: methods whose runs do not stay, and need not be read.
    /// - Throws: for a run that this version does not read.
    func members(besides replaced: Set<String> = []) throws -> [Member] {
        try runFolders.compactMap { place in
            guard !replaced.contains(place.method) else { return nil }
            let configuration = try readJSON(
                RunConfiguration.self, from: place.directory.configuration)
            guard place.isOf(configuration.job) else { return nil }
            return Member(
                directory: place.directory, job: configuration.job, inputs: configuration.inputs)
        }
    }

    /// The runs of methods, by paths in the tree: those that their methods, seeds and folds put there, and those
    /// that cannot be read.
    func runs(of methods: [String]) -> [(path: String, directory: RunDirectory)] {
        runFolders.compactMap { place in
            guard methods.contains(place.method) else { return nil }
            let job = try? readJSON(RunConfiguration.self, from: place.directory.configuration).job
            let isOurs = job.map(place.isOf) ?? place.directory.isRun
            return isOurs ? (place.path, place.directory) : nil
        }
    }

    /// What stands on top, by paths in the tree; figures of the user's own stay.
    func written() throws -> [String] {
        try namesInFolder(url).filter(Self.ownedNames.contains).flatMap { name -> [String] in
            guard isFolder(url.appending(path: name)) else { return [name] }
            let inner = try namesInFolder(url.appending(path: name))
            // A table is a figure's where there is the figure.
            let tables = inner.filter { $0.hasSuffix(".svg") }.map { $0.dropLast(3) + "csv" }
            return inner.filter {
                $0.hasSuffix(".svg") || tables.contains($0[...]) || isLeftover($0)
            }.map { "\(name)/\($0)" }
        }
    }

    /// Refuses runs that could share no table with those that are there and stay, damaged logs of these,
    /// and results on top that this version does not read: before the first step, not after the last.
    /// - Parameter replaced: methods whose runs do not stay.
    func check(
        _ jobs: [RunConfiguration.Job], _ inputs: [InputFile], replacing replaced: Set<String>
    ) throws {
        let staying = try members(besides: replaced)
        // They would be written anew, from runs that stay among others.
        if !staying.isEmpty, FileManager.default.fileExists(atPath: results.path) {
            _ = try readJSON(ExperimentResults.self, from: results)
        }
        for member in staying {
            for job in jobs {
                var differences = try differences(member.job, job)
                if differences.isEmpty {
                    differences = inputs.changes(since: member.inputs).map { Message($0) }
                }
                guard differences.isEmpty else {
                    throw TrainingError.run(
                        "\(member.directory.url.path) is a run with other options or files than these: "
                            + "they cannot share a table; give the same, or another `output` "
                            + "(\(differences.joined(separator: "; ")))")
                }
            }
            if let finished = try FinishedRun(member.directory) {
                try member.directory.checkLog(steps: finished.results.steps)
            }
        }
    }

    /// Seeds of one method, and their folds, differ in nothing else; methods may have recipes of their own, on
    /// the same rows.
    private func differences(
        _ old: RunConfiguration.Job, _ new: RunConfiguration.Job
    ) throws -> [Message] {
        var same = old.ofAllFolds
        same.seed = new.seed
        if old.method.name != new.method.name {
            same.method = new.method
            same.training = new.training
            same.training.limit = old.training.limit
        }
        return try same.differences(from: new.ofAllFolds)
    }

    /// Lets `body` write what stands on top, from all finished runs of the tree; others wait meanwhile.
    /// - Parameters:
    ///   - pool: writes what all folds of a seed say together, where nobody has yet.
    ///   - body: also gets the folders of the runs that have not ended, and of those that stand where no run of
    ///     the tree does, such as copies. A seed of which not all folds have ended has not.
    func publishing<Result>(
        pool: ([FinishedRun]) throws -> Void,
        _ body: (_ runs: [FinishedRun], _ unfinished: [URL], _ leftOut: [URL]) throws -> Result
    ) throws -> Result {
        let lock = try OutputLock(
            url, file: url.appending(path: Self.resultsLock), .exclusiveAfterOthers)
        return try withExtendedLifetime(lock) {
            let figures = url.appending(path: "figures", directoryHint: .isDirectory)
            for folder in [url, figures] { try AtomicFile.removeTemporaries(in: folder) }
            var (runs, unfinished): ([FinishedRun], [URL]) = ([], [])
            let members = try members()
            for member in members {
                if let run = try FinishedRun(member.directory) {
                    runs.append(run)
                } else {
                    unfinished.append(member.directory.url)
                }
            }
            let folds = Dictionary(grouping: runs.filter { $0.job.fold != nil }, by: \.seedFolder)
            for (_, own) in folds where FinishedRun.areAllFolds(own) { try pool(own) }
            (runs, unfinished) = try FinishedRun.whole(runs, unfinished: unfinished)
            let known = Set(members.map { $0.directory.url.path })
            let leftOut = try FinishedRun.folders(in: url, depth: 5)
                .filter { !known.contains($0.path) }
            return try body(runs, unfinished, leftOut)
        }
    }
}

/// The visible folders in a folder, and those that links lead to, in order.
func subfolders(of url: URL) -> [URL] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted().map { url.appending(path: $0) }
        .filter(isFolder)
}
