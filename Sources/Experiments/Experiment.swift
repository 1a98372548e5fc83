import Files
import Formats
import Foundation
import Isotropy
import Models
import Torch
import Training

/// Methods to compare, each from several seeds, on one task and one model.
public struct Experiment<Work: Workload> {
    public var source: ModelFolder
    public var work: Work
    public var methods: [Method]
    public var seeds: [UInt64]
    public var training: TrainingOptions
    public var preset: Preset
    public var output: URL
    public var existing: RunDirectory.Existing
    /// Where every run is computed; not part of what decides a run: it can go on elsewhere.
    public var device: Device
    /// The program's version, for the record.
    public var version: String
    /// The program's arguments that start the runs anew, for the record.
    public var command: [String]?
    /// Where TensorBoard's events of every run go, `METHOD/SEED`; `nil` writes none. Not part of what decides a run.
    public var tensorBoard: URL?
    /// Whether the output is a tree of runs with results on top, or one run's own folder. One run joins
    /// a tree that is there.
    public let isTree: Bool

    public init(
        source: ModelFolder, work: Work, methods: [Method], seeds: [UInt64],
        training: TrainingOptions, preset: Preset, output: URL,
        existing: RunDirectory.Existing, version: String,
        command: [String]? = nil, device: Device = .cpu, tensorBoard: URL? = nil
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
        self.command = command
        self.device = device
        self.tensorBoard = tensorBoard
        isTree =
            methods.count * seeds.count > 1 || work.crossValidation != nil
            || (existing != .refuse && ExperimentTree(output).holdsRuns)
    }

    /// Trains every member in turn.
    ///
    /// While it lasts, nobody else can take the runs' folders: a tree may be filled by several processes
    /// with different runs.
    /// - Parameters:
    ///   - isInterrupted: asked after every step.
    ///   - reporting: gives what is told of a member's events.
    ///   - publish: writes what stands beside the runs, such as a report, from what all runs of the tree say
    ///     together and from the runs themselves; no other process does so at the same time.
    public func run(
        isInterrupted: @escaping () -> Bool,
        reporting: (ExperimentMember) -> (TrainingEvent) -> Void,
        publish: (ExperimentResults, [FinishedRun]) throws -> Void = { _, _ in }
    ) throws -> ExperimentResults {
        try checkOptions()
        try completeRemoval()
        let folder = OutputFolder(output, existing: existing, isTree: isTree)
        // Learn now, not after reading the data, that the folder is taken.
        var lock = FileManager.default.fileExists(atPath: output.path) ? try folder.claim() : nil
        try Runtime.useThreads(training.threads)
        let inputs = try currentInputs()
        let parts = Parts(work)
        let rows = try parts.rows(of: 0, source, training)
        // What no step would train is refused before anything is written; the trainer tells the rest.
        _ = try training.warmUpNotice(rows: rows.train.count)
        // What is wrong with the weights is found before anything is written or replaced; the first run
        // takes the model over.
        let first = Once<NewModel>()
        if let method = methods.first, let seed = seeds.first {
            first.value = try parts.work(0).makeModel(
                source, method, training, seed: seed, on: device)
        }
        if isInterrupted() { throw Self.interruptedBetweenRuns }
        if lock == nil {
            try makeFolder(output)
            lock = try folder.claim()
        }
        let jobs = try jobs(parts)
        if isTree {
            try ExperimentTree(output).check(jobs, inputs, replacing: replacedMethods)
        }
        if let tensorBoard, existing != .overwrite {
            for job in jobs { try EventFolder(tensorBoard, job).check() }
        }
        if existing == .overwrite {
            try folder.removeOld(methods: methods.map(\.name), inputs: inputs)
        }
        if isTree { try lock?.share() }
        return try withExtendedLifetime(lock) {
            let runs: [FinishedRun]
            do {
                runs = try trainMembers(
                    jobs, parts, inputs, first: first, isInterrupted: isInterrupted,
                    reporting: reporting)
            } catch {
                // What the finished runs give together stays true; where that fails too, the first failure is
                // the one to tell.
                if isTree { _ = try? publishTree(rows.counts, publish) }
                throw error
            }
            guard !isTree else { return try publishTree(rows.counts, publish) }
            let results = ExperimentResults(work, runs, rows.counts)
            try publish(results, runs)
            return results
        }
    }

    private func publishTree(
        _ rows: RowCounts,
        _ publish: (ExperimentResults, [FinishedRun]) throws -> Void
    ) throws -> ExperimentResults {
        let tree = ExperimentTree(output)
        return try tree.publishing(pool: pool) { runs, unfinished, leftOut in
            let results = ExperimentResults(
                work, runs, rows, unfinished: unfinished, leftOut: leftOut)
            guard !runs.isEmpty else { return results }
            try writeJSON(results, to: tree.results)
            try publish(results, runs)
            return results
        }
    }

    static var interruptedBetweenRuns: TrainingError {
        .interrupted(step: 0, resume: "The same command with `resume` goes on from there.")
    }

    /// Every file of the model and the data as it is now.
    private func currentInputs() throws -> [InputFile] {
        try (source.files() + work.files(training)).map { try InputFile($0) }
    }

    /// Refuses to go on with files that others changed while the process runs.
    func check(_ inputs: [InputFile]) throws {
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
        guard existing != .refuse, removal.hasTraces else { return }
        let lock = try OutputLock(folder: output, .exclusive)
        try removal.complete()
        lock.release()
    }

    /// What each member is asked to do, in order.
    private func jobs(_ parts: Parts<Work>) throws -> [RunConfiguration.Job] {
        let training = try resolvedTraining()
        let details = try (0..<parts.count).map {
            try RecordedValue(parts.work($0).details(training))
        }
        return methods.flatMap { method in
            seeds.flatMap { seed in
                details.map { details in
                    RunConfiguration.Job(
                        model: source.url.path, task: work.name, headline: work.headline,
                        data: work.dataFolder.path, details: details, method: method,
                        training: training, seed: seed, preset: preset)
                }
            }
        }
    }

    /// The training options with what they leave to the machine as it is there.
    public func resolvedTraining() throws -> TrainingOptions {
        var options = training
        options.precision = try training.precision.resolved(on: device)
        options.threads = Runtime.threadCount
        return options
    }

    func directory(_ job: RunConfiguration.Job) -> RunDirectory {
        isTree
            ? ExperimentTree(output).directory(
                method: job.method.name, seed: job.seed, fold: job.fold)
            : RunDirectory(output)
    }

    /// Methods of whose runs none stays.
    private var replacedMethods: Set<String> {
        existing == .overwrite ? Set(methods.map(\.name)) : []
    }
}
