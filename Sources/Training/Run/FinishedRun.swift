import Foundation

/// A run that has ended: what it was asked to do, and what came of it.
public struct FinishedRun: Sendable {
    public let url: URL
    public let job: RunConfiguration.Job
    public let results: RunResults

    /// The run of a folder; `nil` where it has not ended yet.
    private init?(_ directory: RunDirectory) throws {
        guard FileManager.default.fileExists(atPath: directory.results.path) else { return nil }
        url = directory.url
        job = try readJSON(RunConfiguration.self, from: directory.configuration).job
        results = try readJSON(RunResults.self, from: directory.results)
    }

    /// The runs in a folder and in those that it holds, in the order of their paths.
    /// - Returns: the finished ones, and the folders of those that have not ended.
    /// - Throws: for a folder without any run, and for files that this version does not read.
    public static func all(in folder: URL) throws -> (finished: [FinishedRun], unfinished: [URL]) {
        var finished: [FinishedRun] = []
        var unfinished: [URL] = []
        func look(_ url: URL, depth: Int) throws {
            if isRun(url) {
                if let run = try FinishedRun(RunDirectory(url)) {
                    finished.append(run)
                } else {
                    unfinished.append(url)
                }
                return
            }
            guard depth > 0 else { return }
            for inner in subfolders(of: url) { try look(inner, depth: depth - 1) }
        }
        // A folder of experiments, an experiment, a method, a seed.
        try look(folder, depth: 4)
        guard !(finished.isEmpty && unfinished.isEmpty) else {
            throw TrainingError.run("\(folder.path) holds no run")
        }
        return (finished, unfinished)
    }

    /// A checkpoint has a `config.json` too, but no log.
    private static func isRun(_ url: URL) -> Bool {
        let directory = RunDirectory(url)
        let files = FileManager.default
        return files.fileExists(atPath: directory.configuration.path)
            && (files.fileExists(atPath: directory.log.path)
                || files.fileExists(atPath: directory.results.path))
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
