import Files
import Foundation

/// A run that has ended: what it was asked to do, and what came of it.
public struct FinishedRun: Sendable {
    public let url: URL
    public let job: RunConfiguration.Job
    public let results: RunResults

    init(url: URL, job: RunConfiguration.Job, results: RunResults) {
        self.url = url
        self.job = job
        self.results = results
    }

    /// The run of a folder; `nil` where it has not ended yet.
    init?(_ directory: RunDirectory) throws {
        guard FileManager.default.fileExists(atPath: directory.results.path) else { return nil }
        url = directory.url
        job = try readJSON(RunConfiguration.self, from: directory.configuration).job
        results = try readJSON(RunResults.self, from: directory.results)
    }

    /// The runs in a folder and in those that it holds, in the order of their paths.
    /// - Returns: the finished ones, and the folders of those that have not ended.
    /// - Throws: for a folder without any run, and for files that this version does not read.
    public static func all(in folder: URL) throws -> (finished: [FinishedRun], unfinished: [URL]) {
        guard !Removal(in: folder).isUnfinished else {
            throw TrainingError.run(
                "\(folder.path): an --overwrite was interrupted here; finetune with --resume or "
                    + "--overwrite removes what is left of the old runs")
        }
        var finished: [FinishedRun] = []
        var unfinished: [URL] = []
        // A folder of experiments, an experiment, a method, a seed.
        for url in folders(in: folder, depth: 4) {
            if let run = try FinishedRun(RunDirectory(url)) {
                finished.append(run)
            } else {
                unfinished.append(url)
            }
        }
        guard !(finished.isEmpty && unfinished.isEmpty) else {
            throw TrainingError.run("\(folder.path) holds no run")
        }
        return (finished, unfinished)
    }

    /// The folders of runs: the folder itself, or those at most so deep in it, in order.
    static func folders(in folder: URL, depth: Int) -> [URL] {
        if isRun(folder) { return [folder] }
        guard depth > 0 else { return [] }
        return subfolders(of: folder).flatMap { folders(in: $0, depth: depth - 1) }
    }

    /// A checkpoint has a `config.json` too, but no log; and what an interrupted `--overwrite` left is no
    /// run any more.
    static func isRun(_ url: URL) -> Bool {
        let directory = RunDirectory(url)
        let files = FileManager.default
        return files.fileExists(atPath: directory.configuration.path)
            && (files.fileExists(atPath: directory.log.path)
                || files.fileExists(atPath: directory.results.path))
            && !Removal(in: url).isUnfinished
    }

    private static func subfolders(of url: URL) -> [URL] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted()
            .map { url.appending(path: $0, directoryHint: .isDirectory) }
            .filter {
                let values = try? $0.resourceValues(forKeys: [.isDirectoryKey])
                return values?.isDirectory == true
            }
    }
}
