import ArgumentParser
import Experiments
import Foundation
import Isotropy
import Metrics
import Models
import Options
import QuestionAnswering
import Tasks
import Training

/// `isotropy finetune`.
struct Finetune: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Fine-tune an encoder on a task, with any normalizer and any penalty.",
        discussion: """
            One seed writes its run to the output folder itself; several write OUTPUT/METHOD/SEED \
            with results.json and report.html on top. The best model of each run is in checkpoint/ \
            and opens in Hugging Face transformers.
            """)

    @OptionGroup(title: "Model") var model: ModelOptions
    @OptionGroup(title: "Task") var task: TaskOptions
    @OptionGroup(title: "Your own files, with --task custom") var custom: CustomFlags
    @OptionGroup(title: "Method") var method: MethodFlags
    @OptionGroup(title: "Training") var training: TrainingFlags
    @OptionGroup(title: "Device") var place: DeviceOptions
    @OptionGroup(title: "Answers in texts") var spans: SpanFlags
    @OptionGroup(title: "Output") var output: OutputOptions

    @Option(
        help: ArgumentHelp(
            "The metric that chooses the best model, such as accuracy_f1 or exact_match. (default: "
                + "the one in the papers' tables; with --preset published-code that of their code)",
            valueName: "metric"))
    var metric: Metric?

    @Option(
        help: "Whole numbers from 0, separated by commas, each once: a run for each. (default: 1)",
        transform: { try SeedList($0) })
    var seeds = SeedList([1])

    @Flag(help: "Print the results as JSON instead of a table.")
    var json = false

    func validate() throws {
        try task.check(custom.scoped + method.scoped + training.scoped + spans.scoped)
        try custom.check(task)
        try method.check(training.preset)
        guard let metric, !task.isCustom else { return }
        do {
            _ = try task.known().reporting(metric)
        } catch {
            throw ValidationError("--metric: \(error)")
        }
    }

    func run() throws {
        // While a model or data are fetched, Ctrl-C ends the process: what came of a model stays.
        let source = try model.folder()
        if task.isCustom {
            let files = try custom.load()
            for line in files.description { Console.error(Message(line)) }
            var work = SentenceWorkload(files)
            if let metric { work.task = try work.task.reporting(metric) }
            return try run(work, on: source)
        }
        switch try judged() {
        case .sentences(let definition):
            let data = try task.folder()
            try run(SentenceWorkload(definition, dataFolder: data), on: source)
        case .questions(let questions):
            let usual = SpanOptions.maximumLength
            let work = SpanWorkload(
                questions, dataFolder: try task.folder(),
                options: spans.options(
                    maximumLength: training.maximumLength ?? source.usualLength(usual)))
            try run(work, on: source, maximumLength: usual)
        }
    }

    /// The task with the metric that chooses the best model.
    private func judged() throws -> KnownTask {
        let known = try task.known()
        if let metric { return try known.reporting(metric) }
        guard case .sentences(let definition) = known else { return known }
        let rule = training.preset.headlines(penalized: resolvedMethod.isPenalized)
        return .sentences(try definition.reporting(definition.headline(by: rule)))
    }

    private var resolvedMethod: Method { method.resolved(training.preset) }

    /// - Parameter maximumLength: the tokens of a sequence where none are given.
    private func run(
        _ work: some Workload, on source: ModelFolder, maximumLength: Int? = nil
    ) throws {
        let folder = output.url(otherwise: OutputOptions.finetuneFolder)
        let interruption = Interruption()
        let method = resolvedMethod
        var options = training.resolved(penalized: method.isPenalized)
        if training.maximumLength == nil {
            let usual = maximumLength ?? options.maximumLength
            options.maximumLength = source.usualLength(usual)
            if options.maximumLength < usual {
                Console.error(
                    "the model reads at most \(options.maximumLength) tokens of a sequence, not the "
                        + "usual \(usual)")
            }
        }
        options = work.usual(options, isGiven: training.options.isGiven)
        let experiment = Experiment(
            source: source, work: work, methods: [method], seeds: seeds.values,
            training: options, preset: training.preset, output: folder,
            existing: output.existing, version: Version.current,
            device: try place.opened(options.precision))
        if output.resume, !FileManager.default.fileExists(atPath: folder.path) {
            Console.error("\(folder.path) holds no run yet: begins anew")
        }
        let (results, report) = try runShowingProgress(experiment, interruption) { results in
            let methods = results.methods.map(\.title).joined(separator: ", ")
            return "\(work.name) with \(methods)"
        }
        try Console.output(json ? try jsonText(results) : report.table())
        if !json { Console.error("everything is in \(folder.path)") }
    }
}

/// Runs an experiment with a progress line for each member, and writes the report of several runs.
func runShowingProgress(
    _ experiment: Experiment<some Workload>, _ interruption: Interruption,
    title: (ExperimentResults) -> String
) throws -> (results: ExperimentResults, report: ExperimentReport) {
    var current: Progress?
    defer { current?.finish() }
    var report: ExperimentReport?
    let results = try experiment.run(
        isInterrupted: { interruption.isRequested },
        reporting: { member in
            current?.finish()
            let place = member.count > 1 ? " (\(member.number)/\(member.count))" : ""
            let progress = Progress("\(member.method.title), seed \(member.seed)\(place)")
            current = progress
            return progress.report
        },
        publish: { results in
            current?.finish()
            for folder in results.unfinished {
                Console.error("\(folder) has not ended: it is in no table")
            }
            for folder in results.leftOut {
                Console.error("\(folder) is no run of this tree, by its place: it is in no table")
            }
            let new = try ExperimentReport(experiment, results, title: title(results))
            if experiment.isTree { try new.write() }
            report = new
        })
    return (results, try report ?? ExperimentReport(experiment, results, title: title(results)))
}
