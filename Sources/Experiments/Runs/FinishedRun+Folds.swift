import Files
import Foundation
import Models
import Options

extension FinishedRun {
    /// Leaves out the folds of seeds that lack another fold, or what all folds say together.
    /// - Parameter unfinished: the folders of runs that have not ended.
    /// - Returns: the folds with what they say together, and in `unfinished` the folders of those seeds in the
    ///   place of their folds'.
    /// - Throws: for a file that this version does not read.
    static func whole(
        _ runs: [FinishedRun], unfinished: [URL]
    ) throws -> (finished: [FinishedRun], unfinished: [URL]) {
        var seeds: [String: [FinishedRun]] = [:]
        for run in runs where run.job.fold != nil {
            seeds[run.seedFolder.path, default: []].append(run)
        }
        var pooled: [String: PooledResults] = [:]
        for (path, folds) in seeds {
            let file = URL(filePath: path).appending(path: PooledResults.fileName)
            guard areAllFolds(folds), FileManager.default.fileExists(atPath: file.path) else {
                continue
            }
            let results = try readJSON(PooledResults.self, from: file)
            guard results.summarizes(folds.map(\.results)) else {
                throw TrainingError.run(
                    "\(file.path): is not what its folds say: without it and the predictions beside it, "
                        + "`resume` writes both again")
            }
            pooled[path] = results
        }
        let finished = runs.compactMap { run -> FinishedRun? in
            guard run.job.fold != nil else { return run }
            guard let pooled = pooled[run.seedFolder.path] else { return nil }
            var run = run
            run.pooled = pooled
            return run
        }
        let lacking = seeds.keys.filter { pooled[$0] == nil }
        var folders = Set(lacking)
        for url in unfinished {
            folders.insert(
                isFold(url) ? url.deletingLastPathComponent().standardizedFileURL.path : url.path)
        }
        return (finished, folders.sorted().map { URL(filePath: $0, directoryHint: .isDirectory) })
    }

    /// Whether these are the folds of one seed, and none is missing.
    static func areAllFolds(_ runs: [FinishedRun]) -> Bool {
        guard let first = runs.first, let count = first.job.fold?.count else { return false }
        let numbers = runs.compactMap { $0.job.fold?.number }.sorted()
        return numbers == Array(1...max(1, count))
            && runs.allSatisfy { $0.job.ofAllFolds == first.job.ofAllFolds }
    }

    /// The folder that holds a fold's.
    var seedFolder: URL { url.deletingLastPathComponent().standardizedFileURL }

    private static func isFold(_ folder: URL) -> Bool {
        let configuration = RunDirectory(folder).configuration
        return (try? readJSON(RunConfiguration.self, from: configuration))?.job.fold != nil
    }
}
