import Foundation
import Torch

/// Methods to compare, each from several seeds, on one task and one model.
public struct Experiment<Work: Workload> {
    public var source: ModelFolder
    public var work: Work
    public var methods: [MethodOptions]
    public var seeds: [UInt64]
    public var training: TrainingOptions
    public var preset: Preset
    public var output: URL
    public var existing: RunDirectory.Existing
    /// The program's version, for the record.
    public var version: String

    public init(
        source: ModelFolder, work: Work, methods: [MethodOptions], seeds: [UInt64],
        training: TrainingOptions, preset: Preset, output: URL,
        existing: RunDirectory.Existing, version: String
    ) {
        self.source = source
        self.work = work
        self.methods = methods
        self.seeds = seeds
        self.training = training
        self.preset = preset
        self.output = output
        self.existing = existing
        self.version = version
    }

    /// Whether the output is a tree of runs with results on top, or one run's own folder.
    public var isTree: Bool { methods.count * seeds.count > 1 }

    /// Trains every member in turn.
    /// - Parameters:
    ///   - isInterrupted: asked after every step.
    ///   - reporting: gives what is told of a member's events.
    public func run(
        isInterrupted: @escaping () -> Bool,
        reporting: (ExperimentMember) -> (TrainingEvent) -> Void
    ) throws -> ExperimentResults {
        try checkOptions()
        let owned =
            RunDirectory.ownedNames + ["report.html", "table.md", "figures"] + methods.map(\.name)
        try RunDirectory.check(output, existing: existing, owned: owned)
        try checkKindOfRun()
        if training.threads > 0 { try Runtime.setThreadCount(training.threads) }
        let rows = try work.prepare(source, training)
        // What is wrong with the weights is found before anything is written or replaced.
        if let method = methods.first, let seed = seeds.first {
            _ = try work.makeModel(source, method, training, seed: seed)
        }
        try RunDirectory.prepare(output, existing: existing, owned: owned)
        var results: [RunResults] = []
        let count = methods.count * seeds.count
        for method in methods {
            for seed in seeds {
                if isInterrupted() {
                    throw TrainingError.interrupted(
                        step: 0, resume: "The same command with --resume goes on from there.")
                }
                let member = ExperimentMember(
                    method: method, seed: seed, number: results.count + 1, count: count)
                let report = reporting(member)
                // Of the rows, which all members share.
                if results.isEmpty { for notice in rows.notices { report(.notice(notice)) } }
                results.append(
                    try run(member, rows, isInterrupted: isInterrupted, report: report))
            }
        }
        let all = ExperimentResults(
            task: work.name, headline: work.headline, methods: methods, runs: results,
            trainingRows: rows.trainingCount, availableRows: rows.availableCount,
            developmentRows: rows.developmentCount, testRows: rows.testCount)
        if isTree { try writeJSON(all, to: output.appending(path: "results.json")) }
        return all
    }

    /// The training options with what they leave to the machine as it is there.
    public var resolvedTraining: TrainingOptions {
        var options = training
        options.precision = training.precision.resolved == .bf16 ? .bf16 : .fp32
        options.threads = Runtime.threadCount
        return options
    }

    /// Refuses what the model cannot do, in the options' names.
    private func checkOptions() throws(TrainingError) {
        let problems = training.problems
        guard problems.isEmpty else {
            throw .invalidOption(problems.joined(separator: "\n"))
        }
        let names = methods.map(\.name)
        guard Set(names).count == names.count, Set(seeds).count == seeds.count else {
            throw .invalidOption(
                "methods of one name, or equal seeds, would share a folder: "
                    + "\(names.joined(separator: ", ")); seeds \(seeds)")
        }
        let files = [work.custom?.development, work.custom?.test].compactMap { $0 }
        let inputs = [source.url, work.dataFolder] + files.map { URL(filePath: $0) }
        for input in inputs where existing == .overwrite {
            let (inner, outer) = (input.resolvingSymlinksInPath(), output.resolvingSymlinksInPath())
            if inner.pathComponents.starts(with: outer.pathComponents) {
                throw .invalidOption(
                    "--overwrite would remove \(input.path), which the run reads: give another "
                        + "--output")
            }
        }
        try source.check(maximumLength: training.maximumLength)
        for method in methods {
            guard case .layer(let layer) = method.penalty.layers, layer > source.encoder.layerCount
            else { continue }
            throw .invalidOption(
                "--layers \(layer): the model has the layers 0 to \(source.encoder.layerCount)")
        }
    }

    /// Refuses to go on with one run where several were asked for, and the other way round.
    private func checkKindOfRun() throws(TrainingError) {
        guard existing == .resume else { return }
        let holds = { (name: String) in
            FileManager.default.fileExists(atPath: output.appending(path: name).path)
        }
        let holdsOne = holds("config.json")
        let holdsSeveral =
            !holdsOne && (["results.json"] + methods.map(\.name)).contains(where: holds)
        if isTree ? holdsOne : holdsSeveral {
            throw .run(
                "\(output.path) holds \(holdsOne ? "one run" : "several runs"), and "
                    + "\(isTree ? "several were" : "one was") asked for: give another --output, "
                    + "or the methods and seeds it was begun with")
        }
    }

    /// Where a run's files are.
    public func directory(_ run: RunResults) -> RunDirectory {
        directory(method: run.method, seed: run.seed)
    }

    private func directory(method: String, seed: UInt64) -> RunDirectory {
        guard isTree else { return RunDirectory(output) }
        return RunDirectory(output.appending(path: method).appending(path: String(seed)))
    }

    private func run(
        _ member: ExperimentMember, _ rows: PreparedRows<Work.Model>,
        isInterrupted: @escaping () -> Bool,
        report: @escaping (TrainingEvent) -> Void
    ) throws -> RunResults {
        let directory = directory(method: member.method.name, seed: member.seed)
        let job = RunConfiguration.Job(
            model: source.url.path, task: work.name, headline: work.headline,
            data: work.dataFolder.path, custom: work.custom, method: member.method,
            training: resolvedTraining, spans: work.spans, seed: member.seed, preset: preset)
        if let finished = try finishedRun(directory, job) { return finished }
        let (model, notices) = try work.makeModel(
            source, member.method, training, seed: member.seed)
        for notice in notices { report(.notice(notice)) }
        try FileManager.default.createDirectory(
            at: directory.url, withIntermediateDirectories: true)
        directory.removeTemporaries()
        let configuration = RunConfiguration(job: job, environment: .current(version: version))
        try writeJSON(configuration, to: directory.configuration)
        let trainer = Trainer(
            model: model, rows: rows.train, judge: rows.judge(model),
            export: { try work.export(model, of: source, resolvedTraining, to: $0) },
            configuration: configuration, directory: directory, isInterrupted: isInterrupted,
            report: report)
        return try trainer.run(resuming: existing == .resume)
    }

    /// The results of a run that an earlier start has finished; refuses a run of another job.
    private func finishedRun(
        _ directory: RunDirectory, _ job: RunConfiguration.Job
    ) throws -> RunResults? {
        let files = FileManager.default
        guard existing == .resume, files.fileExists(atPath: directory.configuration.path) else {
            return nil
        }
        let earlier = try readJSON(RunConfiguration.self, from: directory.configuration).job
        guard earlier == job else {
            throw TrainingError.run(
                "\(directory.url.path) holds a run with other options, so it cannot go on with "
                    + "these: give the same, or --overwrite to start anew "
                    + "(\(earlier.differences(from: job)))")
        }
        guard files.fileExists(atPath: directory.results.path) else { return nil }
        return try readJSON(RunResults.self, from: directory.results)
    }
}

/// A run's place among all of an experiment.
public struct ExperimentMember: Sendable {
    public let method: MethodOptions
    public let seed: UInt64
    /// Counts from 1.
    public let number: Int
    public let count: Int
}
