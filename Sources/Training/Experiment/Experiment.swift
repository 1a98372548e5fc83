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
    /// Whether the output is a tree of runs with results on top, or one run's own folder. One run joins
    /// a tree that is there.
    public let isTree: Bool

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
        isTree =
            methods.count * seeds.count > 1
            || (existing != .refuse && ExperimentTree(output).holdsRuns)
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
        let folder = OutputFolder(output, existing: existing, isTree: isTree)
        // Learn now, not after reading the data, that the folder is taken.
        var lock = FileManager.default.fileExists(atPath: output.path) ? try folder.claim() : nil
        if training.threads > 0 { try Runtime.setThreadCount(training.threads) }
        let inputs = try currentInputs()
        let rows = try work.prepare(source, training)
        // What is wrong with the weights is found before anything is written or replaced.
        if let method = methods.first, let seed = seeds.first {
            _ = try work.makeModel(source, method, training, seed: seed)
        }
        if isInterrupted() { throw Self.interruptedBetweenRuns }
        if lock == nil {
            try makeFolder(output)
            lock = try folder.claim()
        }
        let jobs = try jobs()
        if isTree {
            try ExperimentTree(output).check(jobs, inputs, replacing: replacedMethods)
        }
        if existing == .overwrite {
            try folder.removeOld(methods: methods.map(\.name), inputs: inputs)
        }
        if isTree { try lock?.share() }
        return try withExtendedLifetime(lock) {
            let runs: [FinishedRun]
            do {
                runs = try trainMembers(
                    jobs, rows, inputs, isInterrupted: isInterrupted, reporting: reporting)
            } catch {
                // What other runs of the tree give together stays true.
                if isTree { _ = try publishTree(rows, publish) }
                throw error
            }
            guard !isTree else { return try publishTree(rows, publish) }
            let results = ExperimentResults(work, runs, rows)
            try publish(results)
            return results
        }
    }

    private func publishTree(
        _ rows: PreparedRows<Work.Model>, _ publish: (ExperimentResults) throws -> Void
    ) throws -> ExperimentResults {
        let tree = ExperimentTree(output)
        return try tree.publishing { runs, unfinished, leftOut in
            let results = ExperimentResults(
                work, runs, rows, unfinished: unfinished, leftOut: leftOut)
            guard !runs.isEmpty else { return results }
            try writeJSON(results, to: tree.results)
            try publish(results)
            return results
        }
    }

    private static var interruptedBetweenRuns: TrainingError {
        .interrupted(step: 0, resume: "The same command with --resume goes on from there.")
    }

    /// Every file of the model and the data as it is now.
    private func currentInputs() throws -> [InputFile] {
        try (source.files() + work.files()).map { try InputFile($0) }
    }

    /// Refuses to go on with files that others changed while the process runs.
    private func check(_ inputs: [InputFile]) throws {
        let changes = try currentInputs().changes(since: inputs)
        guard changes.isEmpty else {
            throw TrainingError.run(
                "\(changes.joined(separator: ", ")) since this process read it first: start it again"
            )
        }
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
            if isInterrupted() { throw Self.interruptedBetweenRuns }
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
        try check(inputs)
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
        try directory.checkLog(steps: finished.results.steps)
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
