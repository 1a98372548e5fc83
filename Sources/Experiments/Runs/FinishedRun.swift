import Files
import Formats
import Foundation
import Metrics
import Models
import Options

/// A run that has ended: what it was asked to do, and what came of it.
public struct FinishedRun: Sendable {
    public let url: URL
    public let job: RunConfiguration.Job
    public let environment: RunEnvironment
    public let results: RunResults
    /// Every file of the model and the data, as it was read.
    public let inputs: [InputFile]
    /// What all folds of its seed say together; `nil` outside of cross-validation.
    public internal(set) var pooled: PooledResults?

    init(
        url: URL, job: RunConfiguration.Job, environment: RunEnvironment, results: RunResults,
        inputs: [InputFile]
    ) {
        self.inputs = inputs
        self.url = url
        self.job = job
        self.environment = environment
        self.results = results
    }

    /// The run of a folder; `nil` where it has not ended yet.
    init?(_ directory: RunDirectory) throws {
        guard FileManager.default.fileExists(atPath: directory.results.path) else { return nil }
        url = directory.url
        let configuration = try readJSON(RunConfiguration.self, from: directory.configuration)
        job = configuration.job
        environment = configuration.environment
        inputs = configuration.inputs
        results = try readJSON(RunResults.self, from: directory.results)
    }

    /// The runs in several folders, each once.
    /// - Throws: as for one.
    public static func all(
        inFolders paths: [String]
    ) throws -> (finished: [FinishedRun], unfinished: [URL]) {
        var finished: [FinishedRun] = []
        var unfinished: [URL] = []
        var seen: Set<String> = []
        func isNew(_ url: URL) -> Bool { seen.insert(url.resolvingSymlinksInPath().path).inserted }
        for path in paths {
            let url = URL(filePath: path, directoryHint: .isDirectory).standardizedFileURL
            let found = try each(in: url)
            finished += found.finished.filter { isNew($0.url) }
            unfinished += found.unfinished.filter(isNew)
        }
        // Of all folders together: the folds of one seed may be given one by one.
        return try whole(finished, unfinished: unfinished)
    }

    /// The runs in a folder and in those that it holds, in the order of their paths.
    /// - Returns: the finished ones, and the folders of those that have not ended; a seed of cross-validation
    ///   has ended when all of its folds have.
    /// - Throws: for a folder without any run, and for files that this version does not read.
    public static func all(in folder: URL) throws -> (finished: [FinishedRun], unfinished: [URL]) {
        let found = try each(in: folder)
        return try whole(found.finished, unfinished: found.unfinished)
    }

    /// The same, with each fold for itself.
    private static func each(
        in folder: URL
    ) throws -> (finished: [FinishedRun], unfinished: [URL]) {
        var finished: [FinishedRun] = []
        var unfinished: [URL] = []
        // A folder of experiments, an experiment, a method, a seed, a fold.
        for url in try folders(in: folder, depth: 5) {
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
    /// - Throws: where an `--overwrite` was interrupted, which left a part of the old runs.
    /// A run in a folder that is none itself, and no model's; `nil` where there is none.
    package static func first(in folder: URL) -> URL? {
        let configuration = RunDirectory(folder).configuration.path
        guard !FileManager.default.fileExists(atPath: configuration) else { return nil }
        return (try? folders(in: folder, depth: 3))?.first
    }

    static func folders(in folder: URL, depth: Int) throws(TrainingError) -> [URL] {
        guard !Removal(in: folder).isUnfinished else {
            throw .run(
                "\(folder.path): an `overwrite` was interrupted here; finetune with `resume` or "
                    + "`overwrite` removes what is left of the old runs")
        }
        if RunDirectory(folder).isMeantAsRun { return [folder] }
        guard depth > 0 else { return [] }
        var found: [URL] = []
        for inner in subfolders(of: folder) { found += try folders(in: inner, depth: depth - 1) }
        return found
    }
}

extension FinishedRun {
    /// How many rows its score is of, of all folds together; `nil` in runs from before that was written.
    public var measuredRows: Int? { pooled?.rows ?? results.scoredRows }

    /// The label that F1 is of; `nil` where no F1 of one of two classes is among the metrics.
    public var positiveLabel: String? {
        guard results.scoredMetrics.keys.contains(where: Self.areOfOneClass.contains) else {
            return nil
        }
        if case .value(.text(let label))? = job.details["positive_label"] { return label }
        let classes = results.classReports?[results.split]?.classes ?? []
        return classes.count == 2 ? classes[1].label : nil
    }

    /// The same, where the headline metric has F1 in it.
    var headlineLabel: String? {
        Self.areOfOneClass.contains(results.headline) ? positiveLabel : nil
    }

    private static let areOfOneClass = Set([ClassMetric.f1, .accuracyF1].map(\.rawValue))

    /// What tells tasks of the user's own apart that have one name.
    var nameHint: Message { isOfOwnRows ? "; `name` gives tasks of your own other names" : "" }

    /// Whether the task is not a known one, whose positive label everybody knows.
    var isOfOwnRows: Bool { job.ofAllFolds.details["custom"].map { $0 != .null } ?? false }

    /// The user's own files by their contents, with the columns and what is held out, but for the fold: what runs
    /// have in common that are measured on the same rows. Empty for known tasks.
    var ownRows: String {
        guard let source = job.ofAllFolds.details["custom"] else { return "" }
        let files = ["train", "development", "test"].compactMap { part -> String? in
            guard case .value(.text(let path))? = source[part] else { return nil }
            let contents = inputs.first { $0.path == path }?.xxh64 ?? "unknown"
            return "\(URL(filePath: path).lastPathComponent) (XXH64 \(contents))"
        }
        let rest = ["columns", "held_out"].compactMap { source[$0] }.filter { $0 != .null }
        return (files + rest.map(\.description)).joined(separator: ", ")
    }
}
