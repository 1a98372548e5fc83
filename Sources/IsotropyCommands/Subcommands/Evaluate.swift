import ArgumentParser
import Foundation
import Tasks
import Training

/// `isotropy evaluate`.
package struct Evaluate: ParsableCommand {
    package static let configuration = CommandConfiguration(
        abstract: "Measure a fine-tuned checkpoint, or a file of answers, on labelled rows.",
        discussion: """
            The checkpoint is a folder that finetune or Hugging Face transformers saved: an \
            ordinary sequence classifier. A normalizer is folded into the classifier of such a \
            checkpoint, so the geometry is that of the features before it. With --predictions no \
            model is read.
            """)

    @OptionGroup(title: "Model") var model: ModelOptions
    @OptionGroup(title: "Task") var task: TaskOptions

    @Option(
        name: .customLong("split"),
        help: "Which rows: development or test. (default: development)")
    var givenSplit: SplitName?

    @OptionGroup(title: "A file of your own, with --task custom") var file: LabelledFileFlags
    @OptionGroup(title: "Answers in texts") var spans: SpanFlags
    @OptionGroup(title: "Answers in texts") var given: PredictionsFlags
    @OptionGroup(title: "Computation") var computation: ComputationOptions
    @OptionGroup(title: "Computation") var length: LengthOptions

    @Flag(help: "Print JSON instead of text.")
    var json = false

    package init() {}

    package func validate() throws {
        try task.check(
            file.scoped + spans.scoped + given.scoped
                + [ScopedFlag("--split", given: givenSplit != nil, .known)])
        try file.check(task)
        try given.check()
        if given.predictions != nil {
            let spans = spans.options.flags.map { (flag: $0.flag, isGiven: $0.isGiven) }
            try checkEffect(
                of: model.flags + computation.flags + length.flags + spans, with: "--predictions")
        }
    }

    var split: SplitName { givenSplit ?? .development }

    package func run() throws {
        let result = try result()
        try Console.output(json ? try jsonText(result) : result.text)
    }

    /// What is to be printed.
    package func result() throws -> EvaluationResult {
        // A file of predictions is compared without computing.
        if given.predictions == nil { try computation.apply() }
        if task.isCustom { return try evaluateFile(model.folder()) }
        return switch try task.known() {
        case .sentences(let definition):
            if let file = given.predictions {
                try evaluate(URL(filePath: file), of: definition)
            } else {
                try evaluate(model.folder(), on: definition)
            }
        case .questions(let questions):
            if let answers = try given.answers() {
                try evaluate(answers, to: questions)
            } else {
                try evaluate(model.folder(), on: questions)
            }
        }
    }
}

/// What `evaluate` prints.
package struct EvaluationResult: Encodable {
    /// The checkpoint, or the file of predictions in its place.
    package var model: String?
    package var predictions: String?
    package var task: String
    package var split: String
    package var rows: Int
    /// How many rows a file of predictions lacks; they count as wrong.
    package var missing: Int?
    /// By name; `nil` where one is undefined.
    package var metrics: [String: Double?]
    /// What every row is answered with, by the set's name, where there is one answer only though what
    /// is right differs.
    package var onlyAnswers: [String: String]
    package var isotropy: IsotropyRecord?

    enum CodingKeys: String, CodingKey {
        case model, predictions, task, split, rows, missing, metrics, isotropy
        case onlyAnswers = "only_answers"
    }

    init(
        model: String? = nil, predictions: String? = nil, task: String, split: String, rows: Int,
        missing: Int? = nil, _ findings: Findings, isotropy: IsotropyRecord? = nil
    ) {
        self.model = model
        self.predictions = predictions
        self.task = task
        self.split = split
        self.rows = rows
        self.missing = missing
        metrics = findings.metrics
        onlyAnswers = findings.onlyAnswers
        self.isotropy = isotropy
    }

    package var text: String {
        var lines = ["\(task), \(rows) \(split) rows"]
        if let missing, missing > 0 {
            lines.append("  \(missing) have no prediction and count as wrong")
        }
        lines += Findings.notices(onlyAnswers).map { "  \($0)" }
        lines += metrics.sorted { $0.key < $1.key }.map { name, value in
            "  \(name)  \(value.map { readable($0) } ?? "undefined")"
        }
        return lines.joined(separator: "\n")
    }
}

enum SplitName: String, ExpressibleByArgument, CaseIterable {
    case development, test
}
