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
            One run writes to the output folder itself; several, of seeds or methods, write \
            OUTPUT/METHOD/SEED (of folds, OUTPUT/METHOD/SEED/fold-1 …) with results.json and report.html on top. --method compares methods: \
            --method plain --method isobn --method istar:lambda=-1,zeta=0.2. The best model of each run is in checkpoint/ \
            and opens in Hugging Face transformers.
            """)

    @OptionGroup(title: "Model") var model: ModelOptions
    @OptionGroup(title: "Task") var task: TaskOptions
    @OptionGroup(title: "Files of your own") var custom: CustomFlags
    @OptionGroup(title: "Method") var method: MethodFlags
    @OptionGroup(title: "Training") var training: TrainingFlags
    @OptionGroup(title: "Device") var place: DeviceOptions
    @OptionGroup(title: "Answers in texts") var spans: SpanFlags
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup var file: ConfigFlags

    @Option(
        help: ArgumentHelp(
            "The metric of the scores, which chooses the best model unless --select-by says otherwise, "
                + "such as accuracy_f1 or exact_match. (default: the one in the papers' tables; with "
                + "--preset published-code that of their code)",
            valueName: "metric"),
        transform: metric(named:))
    var metric: Metric?

    @OptionGroup var positive: PositiveLabelFlag

    @Option(
        help: "Whole numbers from 0, separated by commas, each once: a run for each. (default: 1)",
        transform: { try SeedList($0) })
    var seeds = SeedList([1])

    @Flag(help: "Print the results as JSON instead of a table.")
    var json = false

    func validate() throws {
        let chosen = try chosenTask
        try task.check(
            custom.scoped + method.scoped + training.scoped + spans.scoped + positive.scoped,
            on: chosen)
        try custom.check(on: chosen)
        try method.check(training.preset)
        guard let metric, let known = chosen.known else { return }
        do {
            _ = try known.reporting(metric)
        } catch {
            throw ValidationError("--metric: \(error)")
        }
    }

    /// The task that is given, else the user's own files where they are, else the reviews.
    private var chosenTask: ChosenTask {
        get throws {
            if let given = try task.given { return given }
            return custom.train != nil ? .own : .known(try KnownTask.named("reviews"))
        }
    }

    func run() throws {
        if file.printConfig { return try Console.output(resolvedOptions) }
        try output.check(output.url(otherwise: OutputOptions.finetuneFolder))
        // While a model or data are fetched, Ctrl-C ends the process: what came of a model stays.
        let source = try model.folder()
        guard let known = try chosenTask.known else {
            let files = try custom.load()
            for line in files.description { Console.error(Message(line)) }
            var work = SentenceWorkload(files)
            work.task = try positive.applied(to: work.task)
            if let metric { work.task = try work.task.reporting(metric) }
            return try run(work, on: source)
        }
        let data = try task.folder(of: known)
        switch try judged(known) {
        case .sentences(let definition):
            let task = try positive.applied(to: definition)
            try run(SentenceWorkload(task, dataFolder: data), on: source)
        case .questions(let questions):
            let usual = SpanOptions.maximumLength
            let work = SpanWorkload(
                questions, dataFolder: data,
                options: spans.options(
                    maximumLength: training.maximumLength ?? source.usualLength(usual)))
            try run(work, on: source, maximumLength: usual)
        }
    }

    /// All options as a file of options.
    private var resolvedOptions: String {
        get throws {
            let known = try chosenTask.known
            var resolved = training.texts(penalized: try arePenalized)
            resolved["model"] = model.model
            resolved["task"] = known?.name ?? TaskDefinition.customName
            resolved["seeds"] = seeds.values.map { "\($0)" }.joined(separator: ",")
            if let known, case .sentences(let definition) = try judged(known) {
                resolved["metric"] = definition.headline.name
            }
            let text = try ResolvedOptions(
                OutputOptions.startingWords(), of: CommandFlags(Self.self), resolved: resolved
            ).yaml()
            return text.hasSuffix("\n") ? String(text.dropLast()) : text
        }
    }

    /// The task with the metric that chooses the best model.
    private func judged(_ known: KnownTask) throws -> KnownTask {
        if let metric { return try known.reporting(metric) }
        guard case .sentences(let definition) = known else { return known }
        let rule = training.preset.headlines(penalized: try arePenalized)
        return .sentences(try definition.reporting(definition.headline(by: rule)))
    }

    private var methods: [Method] { method.resolved(training.preset) }

    /// Whose recipe the methods follow.
    /// - Throws: where a reading has different ones for them.
    private var arePenalized: Bool {
        get throws {
            let kinds = Set(methods.map(\.isPenalized))
            guard kinds.count > 1 else { return kinds.contains(true) }
            let differences = training.recipeDifferences
            guard differences.isEmpty else {
                throw InputError(
                    "--preset \(training.preset.rawValue) has one recipe for penalties and another for the "
                        + "rest (\(differences.joined(separator: ", "))): methods that are compared need "
                        + "one. Give these options, or make two calls with the same --output, the second "
                        + "with --resume")
            }
            return false
        }
    }

    /// - Parameter maximumLength: the tokens of a sequence where none are given.
    private func run(
        _ work: some Workload, on source: ModelFolder, maximumLength: Int? = nil
    ) throws {
        let folder = output.url(otherwise: OutputOptions.finetuneFolder)
        let interruption = Interruption()
        var options = training.resolved(penalized: try arePenalized)
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
            source: source, work: work, methods: methods, seeds: seeds.values,
            training: options, preset: training.preset, output: folder,
            existing: output.existing, version: Version.current,
            command: OutputOptions.startingCommand(), device: try place.opened(options.precision),
            tensorBoard: output.tensorBoard)
        let (results, report) = try runShowingProgress(experiment, interruption)
        try Console.output(json ? try jsonText(results) : report.table())
        if !json {
            let page =
                experiment.isTree
                ? "" : "; `isotropy report \(folder.path) --output FOLDER` makes a page of it"
            Console.error(Message("everything is in \(folder.path)\(page)"))
        }
        if !json { output.explainEvents() }
        if results.folds != nil { explainFolds(in: folder) }
    }

    /// What cross-validation leaves, and what it does not.
    private func explainFolds(in folder: URL) {
        Console.error(
            "each row's answer by the model that did not see it is in "
                + "\(folder.path)/METHOD/SEED/predictions.tsv")
        Console.error(
            "no model has all rows: each fold-…/checkpoint lacks the rows of its fold. For one to use, give "
                + "--dev 10% in the place of --folds, and another --output; --dev with the train file itself "
                + "trains on all rows, and its score then says nothing")
    }
}

/// Runs an experiment with a progress line for each member, and writes the report of several runs.
/// - Parameter title: of the report's page; without one, the task with the methods.
func runShowingProgress(
    _ experiment: Experiment<some Workload>, _ interruption: Interruption, title: String? = nil
) throws -> (results: ExperimentResults, report: ExperimentReport) {
    var current: Progress?
    defer { current?.finish() }
    var report: ExperimentReport?
    let results = try experiment.run(
        isInterrupted: { interruption.isRequested },
        reporting: { member in
            current?.finish()
            let place = member.count > 1 ? " (\(member.number)/\(member.count))" : ""
            let fold = member.fold.map { ", fold \($0.number) of \($0.count)" } ?? ""
            let progress = Progress("\(member.method.title), seed \(member.seed)\(fold)\(place)")
            current = progress
            return progress.report
        },
        publish: { results, runs in
            current?.finish()
            for folder in results.unfinished {
                Console.error("\(folder) has not ended: it is in no table")
            }
            for folder in results.leftOut {
                Console.error("\(folder) is no run of this tree, by its place: it is in no table")
            }
            let compared = try ComparedRuns(runs)
            let new = try ExperimentReport(compared, title: title)
            if experiment.isTree { try new.write(to: experiment.output) }
            report = new
        })
    guard let report else { throw InputError("no run has ended: there is nothing to report") }
    return (results, report)
}
