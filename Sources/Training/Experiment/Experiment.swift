import Files
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

    /// Whether the output is a tree of runs with results on top, or one run's own folder. One run joins
    /// a tree that is there when it is resumed.
    public var isTree: Bool {
        methods.count * seeds.count > 1
            || (existing == .resume && ExperimentTree(output).holdsRuns)
    }

    /// Trains every member in turn.
    ///
    /// While it lasts, nobody else can take the runs' folders: a tree may be filled by several processes
    /// with different runs.
    /// - Parameters:
    ///   - isInterrupted: asked after every step.
    ///   - reporting: gives what is told of a member's events.
    ///   - publish: writes what stands beside the runs, such as a report, from all runs of the tree; no
    ///     other process does so at the same time.
    public func run(
        isInterrupted: @escaping () -> Bool,
        reporting: (ExperimentMember) -> (TrainingEvent) -> Void,
        publish: (ExperimentResults) throws -> Void = { _ in }
    ) throws -> ExperimentResults {
        try checkOptions()
        try completeRemoval()
        let tree = ExperimentTree(output)
        // What goes when overwriting; runs of other methods are joined, and stay.
        let owned =
            RunDirectory.ownedNames + ExperimentTree.ownedNames
            + (existing == .resume ? tree.methodNames : methods.map(\.name))
        // Learn now, not after reading the data, that the folder is taken.
        var lock = FileManager.default.fileExists(atPath: output.path) ? try claim(owned) : nil
        try Runtime.useThreads(training.threads)
        let rows = try work.prepare(source, training)
        // What is wrong with the weights is found before anything is written or replaced.
        if let method = methods.first, let seed = seeds.first {
            _ = try work.makeModel(source, method, training, seed: seed)
        }
        let inputs = try (source.files() + work.files()).map(InputFile.init)
        if lock == nil {
            try makeFolder(output)
            lock = try claim(owned)
        }
        let jobs = try jobs()
        if isTree { try tree.check(jobs.first, inputs, replacing: replacedMethods) }
        try RunDirectory.prepare(output, existing: existing, owned: owned)
        if isTree { try lock?.share() }
        let results = try withExtendedLifetime(lock) {
            let runs = try trainMembers(
                jobs, rows, inputs, isInterrupted: isInterrupted, reporting: reporting)
            guard isTree else {
                let results = ExperimentResults(work, runs, rows)
                try publish(results)
                return results
            }
            return try tree.publishing { all, unfinished in
                let results = ExperimentResults(work, all, rows, unfinished: unfinished)
                try writeJSON(results, to: tree.results)
                try publish(results)
                return results
            }
        }
        return results
    }

    /// Takes the folder for as long as the lock lives, and refuses one that cannot be taken.
    private func claim(_ owned: [String]) throws -> OutputLock {
        let kind: OutputLock.Kind = isTree && existing != .overwrite ? .shared : .exclusive
        // A file in the folder's place is named as such.
        try RunDirectory.check(output, existing: existing, owned: owned)
        let lock = try OutputLock(folder: output, kind)
        try RunDirectory.check(output, existing: existing, owned: owned)
        try checkKindOfRun()
        return lock
    }

    /// Removes what an interrupted `--overwrite` left.
    private func completeRemoval() throws {
        let removal = Removal(in: output)
        guard existing != .refuse, removal.isUnfinished else { return }
        let lock = try OutputLock(folder: output, .exclusive)
        try removal.complete()
        lock.release()
    }

    private func trainMembers(
        _ jobs: [RunConfiguration.Job], _ rows: PreparedRows<Work.Model>,
        _ inputs: [InputFile], isInterrupted: @escaping () -> Bool,
        reporting: (ExperimentMember) -> (TrainingEvent) -> Void
    ) throws -> [FinishedRun] {
        var runs: [FinishedRun] = []
        for job in jobs {
            if isInterrupted() {
                throw TrainingError.interrupted(
                    step: 0, resume: "The same command with --resume goes on from there.")
            }
            let member = ExperimentMember(
                method: job.method, seed: job.seed, number: runs.count + 1, count: jobs.count)
            let report = reporting(member)
            // Of the rows, which all members share.
            if runs.isEmpty { for notice in rows.notices { report(.notice(notice)) } }
            runs.append(
                try run(job, rows, inputs, isInterrupted: isInterrupted, report: report))
        }
        return runs
    }

    /// What each member is asked to do, in order.
    private func jobs() throws -> [RunConfiguration.Job] {
        let targets = try work.targetScale(training)
        return methods.flatMap { method in
            seeds.map { seed in
                RunConfiguration.Job(
                    model: source.url.path, task: work.name, headline: work.headline,
                    data: work.dataFolder.path, custom: work.custom, method: method,
                    training: resolvedTraining, spans: work.spans, targets: targets, seed: seed,
                    preset: preset)
            }
        }
    }

    /// The training options with what they leave to the machine as it is there.
    public var resolvedTraining: TrainingOptions {
        var options = training
        options.precision = training.precision.resolved == .bf16 ? .bf16 : .fp32
        options.threads = Runtime.threadCount
        return options
    }

    /// Where a run's files are.
    public func directory(_ run: RunResults) -> RunDirectory {
        isTree
            ? ExperimentTree(output).directory(method: run.method, seed: run.seed)
            : RunDirectory(output)
    }

    /// Methods of whose runs none stays.
    private var replacedMethods: Set<String> {
        existing == .overwrite ? Set(methods.map(\.name)) : []
    }

    private func run(
        _ job: RunConfiguration.Job, _ rows: PreparedRows<Work.Model>, _ inputs: [InputFile],
        isInterrupted: @escaping () -> Bool, report: @escaping (TrainingEvent) -> Void
    ) throws -> FinishedRun {
        let directory =
            isTree
            ? ExperimentTree(output).directory(method: job.method.name, seed: job.seed)
            : RunDirectory(output)
        try makeFolder(directory.url)
        let lock = isTree ? try OutputLock(folder: directory.url, .exclusive) : nil
        defer { withExtendedLifetime(lock) {} }
        // In a tree, another process may have made the run meanwhile.
        let resumes = existing == .resume || isTree
        if resumes, let finished = try finishedRun(directory, job, inputs) { return finished }
        let (model, notices) = try work.makeModel(source, job.method, training, seed: job.seed)
        for notice in notices { report(.notice(notice)) }
        try directory.removeTemporaries()
        let configuration = RunConfiguration(
            job: job, inputs: inputs, environment: .current(version: version))
        try writeJSON(configuration, to: directory.configuration)
        let trainer = Trainer(
            model: model, rows: rows.train, judge: rows.judge(model),
            export: { try work.export(model, of: source, resolvedTraining, to: $0) },
            configuration: configuration, directory: directory, isInterrupted: isInterrupted,
            report: report)
        let results = try trainer.run(resuming: resumes)
        return FinishedRun(url: directory.url, job: job, results: results)
    }

    /// The run of a folder that an earlier start has finished.
    /// - Throws: for a run of another job or of other files, and for a folder with parts of a run.
    private func finishedRun(
        _ directory: RunDirectory, _ job: RunConfiguration.Job, _ inputs: [InputFile]
    ) throws -> FinishedRun? {
        guard FileManager.default.fileExists(atPath: directory.configuration.path) else {
            try directory.checkHoldsNoParts()
            return nil
        }
        let earlier = try readJSON(RunConfiguration.self, from: directory.configuration)
        guard earlier.job == job else {
            throw TrainingError.run(
                "\(directory.url.path) holds a run with other options, so it cannot go on with "
                    + "these: give the same, or --overwrite to start anew "
                    + "(\(earlier.job.differences(from: job)))")
        }
        let changes = inputs.changes(since: earlier.inputs)
        guard changes.isEmpty else {
            throw TrainingError.run(
                "\(directory.url.path) holds a run of other files, so it cannot go on with these: "
                    + "\(changes.joined(separator: ", ")) since it began; restore them, or give "
                    + "--overwrite to start anew")
        }
        guard let finished = try FinishedRun(directory) else { return nil }
        // A kill after the end left it: finished runs are never resumed.
        try removeItem(directory.resume)
        return finished
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
