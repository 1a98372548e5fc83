import Checkpoints
import Foundation
import Tasks
import Tokenization
import Torch

/// Methods to compare, each from several seeds, on one task and one model.
public struct Experiment {
    /// A run's place among all of them.
    public struct Member: Sendable {
        public let method: MethodOptions
        public let seed: UInt64
        /// Counts from 1.
        public let number: Int
        public let count: Int
    }

    public var source: ModelFolder
    public var task: TaskDefinition
    public var dataFolder: URL
    public var methods: [MethodOptions]
    public var seeds: [UInt64]
    public var training: TrainingOptions
    public var preset: Preset
    public var output: URL
    public var existing: RunDirectory.Existing
    /// The program's version, for the record.
    public var version: String

    public init(
        source: ModelFolder, task: TaskDefinition, dataFolder: URL, methods: [MethodOptions],
        seeds: [UInt64], training: TrainingOptions, preset: Preset, output: URL,
        existing: RunDirectory.Existing, version: String
    ) {
        self.source = source
        self.task = task
        self.dataFolder = dataFolder
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
        reporting: (Member) -> (TrainingEvent) -> Void
    ) throws -> ExperimentResults {
        try checkOptions()
        let owned =
            RunDirectory.ownedNames + ["report.html", "table.md", "figures"] + methods.map(\.name)
        try RunDirectory.check(output, existing: existing, owned: owned)
        try checkKindOfRun()
        if training.threads > 0 { try Runtime.setThreadCount(training.threads) }
        let rows = try task.load(from: dataFolder)
        let data = try EncodedData(
            rows, tokenizer: source.tokenizer, options: training, source: dataFolder.path)
        // What is wrong with the weights is found before anything is written or replaced.
        if let method = methods.first, let seed = seeds.first {
            _ = try loadedModel(method, seed: seed)
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
                let member = Member(
                    method: method, seed: seed, number: results.count + 1, count: count)
                results.append(
                    try run(
                        member, data, isInterrupted: isInterrupted, report: reporting(member)))
            }
        }
        let all = ExperimentResults(
            task: task, methods: methods, runs: results, trainingRows: data.train.count,
            developmentRows: data.development.count, testRows: data.test.count)
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
        for input in [source.url, dataFolder] where existing == .overwrite {
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
        _ member: Member, _ data: EncodedData, isInterrupted: @escaping () -> Bool,
        report: @escaping (TrainingEvent) -> Void
    ) throws -> RunResults {
        let directory = directory(method: member.method.name, seed: member.seed)
        let job = RunConfiguration.Job(
            model: source.url.path, task: task.name, data: dataFolder.path, method: member.method,
            training: resolvedTraining, seed: member.seed, preset: preset)
        if let finished = try finishedRun(directory, job) { return finished }
        let (model, loading) = try loadedModel(member.method, seed: member.seed)
        for notice in notices(loading, data) { report(.notice(notice)) }
        try FileManager.default.createDirectory(
            at: directory.url, withIntermediateDirectories: true)
        directory.removeTemporaries()
        let configuration = RunConfiguration(job: job, environment: .current(version: version))
        try writeJSON(configuration, to: directory.configuration)
        let trainer = Trainer(
            model: model, rows: data.train,
            judge: SentenceJudge(model, task: task, data: data),
            export: CheckpointExport(model: model, source: source, training: resolvedTraining)
                .write,
            configuration: configuration, directory: directory, isInterrupted: isInterrupted,
            report: report)
        return try trainer.run(resuming: existing == .resume)
    }

    /// A run's model before its first step.
    private func loadedModel(
        _ method: MethodOptions, seed: UInt64
    ) throws -> (SentenceModel, LoadReport) {
        var shape = source.encoder
        if let dropout = training.dropout {
            shape.hiddenDropout = dropout
            shape.attentionDropout = dropout
            shape.classifierDropout = dropout
        }
        let model = try SentenceModel(
            shape, head: Head(task.kind), features: training.features,
            normalizer: try method.makeNormalizer(size: shape.hiddenSize),
            precision: training.precision.resolved)
        return (model, try model.load(source, seed: seed))
    }

    /// What a user should know before the first step.
    private func notices(_ loading: LoadReport, _ data: EncodedData) -> [String] {
        var notices: [String] = []
        let head = source.encoder.family.sentenceHead
        if loading.ignored.contains(head.classifier + ".weight") {
            notices.append("the model's classifier is for other labels or features: it starts anew")
        }
        if training.features == .pooler, loading.new.contains(head.pooler + ".weight") {
            notices.append("the model has no pooler: it starts anew")
        }
        let full = data.train.count { $0.ids.count >= training.maximumLength }
        if full > 0 {
            notices.append(
                "\(full) of \(data.train.count) training rows fill --max-length "
                    + "\(training.maximumLength); what is longer is truncated")
        }
        return notices
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
                    + "(\(differences(earlier, job)))")
        }
        guard files.fileExists(atPath: directory.results.path) else { return nil }
        return try readJSON(RunResults.self, from: directory.results)
    }

    /// The top-level fields in which two jobs differ.
    private func differences(_ old: RunConfiguration.Job, _ new: RunConfiguration.Job) -> String {
        let (old, new) = (Mirror(reflecting: old), Mirror(reflecting: new))
        let changed = zip(old.children, new.children).flatMap { was, now -> [String] in
            guard "\(was.value)" != "\(now.value)" else { return [] }
            let inner = zip(
                Mirror(reflecting: was.value).children, Mirror(reflecting: now.value).children
            ).filter { "\($0.value)" != "\($1.value)" }
            guard !inner.isEmpty else {
                return ["\(was.label ?? "?"): \(was.value), now \(now.value)"]
            }
            return inner.map { "\($0.label ?? "?"): \($0.value), now \($1.value)" }
        }
        return changed.joined(separator: "; ")
    }
}
