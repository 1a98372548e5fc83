import ArgumentParser
import Checkpoints
import Foundation
import Isotropy
import Tasks
import Torch
import Training

/// `isotropy evaluate`.
struct Evaluate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure a fine-tuned checkpoint on a task's labelled rows.",
        discussion: """
            The checkpoint is a folder that finetune or Hugging Face transformers saved: an \
            ordinary sequence classifier. A normalizer is folded into the classifier of such a \
            checkpoint, so the geometry is that of the features before it.
            """)

    @OptionGroup(title: "Model") var model: ModelOptions
    @OptionGroup(title: "Task") var task: TaskOptions

    @Option(help: "Which rows: development or test.")
    var split = SplitName.development

    @OptionGroup(title: "Answers in texts") var spans: SpanFlags
    @OptionGroup(title: "Computation") var computation: ComputationOptions

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Tokens of a sequence; longer ones are truncated. (default: as the checkpoint's run, "
                + "else \(TrainingOptions().maximumLength))",
            valueName: "n"))
    var maxLength: Int?

    @Flag(help: "Print JSON instead of text.")
    var json = false

    struct Result: Encodable {
        var model: String
        var task: String
        var split: String
        var rows: Int
        var metrics: [String: Double?]
        var isotropy: IsotropyRecord
    }

    func validate() throws {
        try checkMaximumLength(maxLength)
    }

    func run() throws {
        try computation.apply()
        let folder = try model.folder()
        let result =
            switch try task.known() {
            case .sentences(let definition): try evaluate(folder, on: definition)
            case .questions(let questions): try evaluate(folder, on: questions)
            }
        try Console.output(json ? try jsonText(result) : text(result))
    }

    private func evaluate(
        _ folder: ModelFolder, on definition: TaskDefinition
    ) throws -> Result {
        let limit = try folder.maximumLength(
            maxLength, otherwise: TrainingOptions().maximumLength)
        let rows = try definition.load(from: try task.folder(asset: definition.asset))
        let examples = split == .development ? rows.development : rows.test
        guard !examples.isEmpty else {
            throw TrainingError.run("\(definition.name) has no labelled \(split.rawValue) rows")
        }
        let classifier = try SentenceModel.fineTuned(
            folder, head: Head(definition.kind), precision: computation.precision.resolved)
        let evaluator = Evaluator(classifier, metrics: definition.metrics)
        func encoded(_ examples: [Example]) throws -> [EncodedExample] {
            try EncodedExample.encode(
                examples, with: folder.tokenizer, maximumLength: limit,
                segments: folder.trainedWithSegments)
        }
        let (evaluation, isotropy) = try evaluator.evaluateWithIsotropy(encoded(examples))
        try checkFinite(evaluation.notFinite)
        let sets = split == .development ? rows.furtherDevelopment : []
        let further = try evaluator.metrics(
            ofFurther: sets.map { ($0.name, try encoded($0.examples)) })
        let metrics = evaluation.metrics.merging(further) { $1 }
        return Result(
            model: folder.url.path, task: definition.name, split: split.rawValue,
            rows: examples.count, metrics: metrics, isotropy: isotropy)
    }

    private func evaluate(_ folder: ModelFolder, on questions: QuestionTask) throws -> Result {
        guard split == .development else {
            throw TrainingError.run("\(questions.name) has no labelled \(split.rawValue) rows")
        }
        let limit = try folder.maximumLength(maxLength, otherwise: SpanOptions.maximumLength)
        let rows = try questions.loadDevelopment(from: try task.folder())
        let windows = try SpanWindow.windows(
            of: rows, with: folder.tokenizer, maximumLength: limit, stride: spans.stride,
            segments: folder.trainedWithSegments, keepingPlaces: true)
        let model = try SpanModel.fineTuned(folder, precision: computation.precision.resolved)
        let judgement = try SpanJudge(
            task: questions, questions: rows, windows: windows,
            evaluator: SpanEvaluator(
                model, options: spans.options, allowsImpossible: questions.allowsImpossible)
        ).development()
        try checkFinite(judgement.notFinite)
        return Result(
            model: folder.url.path, task: questions.name, split: split.rawValue,
            rows: rows.count, metrics: judgement.metrics, isotropy: judgement.isotropy)
    }

    private func text(_ result: Result) -> String {
        var lines = ["\(result.task), \(result.rows) \(result.split) rows"]
        lines += result.metrics.sorted { $0.key < $1.key }.map { name, value in
            "  \(name)  \(value.map { fixed($0, 4) } ?? "undefined")"
        }
        return lines.joined(separator: "\n")
    }
}

/// Refuses a length that holds no token.
func checkMaximumLength(_ length: Int?) throws {
    if let length, length < 1 {
        throw ValidationError("--max-length must be positive, not \(length)")
    }
}

extension ModelFolder {
    /// The length that was asked for, or that the checkpoint's run had.
    func maximumLength(_ given: Int?, otherwise usual: Int) throws -> Int {
        let length = given ?? trainedMaximumLength ?? usual
        try check(maximumLength: length)
        return length
    }
}

enum SplitName: String, ExpressibleByArgument, CaseIterable {
    case development, test
}

/// Refuses a number of threads that no machine starts.
func checkThreadCount(_ threads: Int) throws {
    let allowed = TrainingOptions.threadCounts
    if !allowed.contains(threads) {
        throw ValidationError(
            "--threads must be in 0 ... \(allowed.upperBound), not \(threads)")
    }
}

/// How a model that is not trained is computed.
struct ComputationOptions: ParsableArguments {
    @Option(help: "fp32, bf16, or auto: bf16 where the processor multiplies it natively.")
    var precision = PrecisionChoice.fp32

    @Option(parsing: .unconditional, help: "Threads; 0 takes all processors.")
    var threads = 0

    func validate() throws {
        try checkThreadCount(threads)
    }

    func apply() throws {
        if threads > 0 { try Runtime.setThreadCount(threads) }
    }
}
