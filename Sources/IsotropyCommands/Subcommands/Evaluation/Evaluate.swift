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

    @OptionGroup var positive: PositiveLabelFlag
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
            file.scoped + spans.scoped + given.scoped + positive.scoped
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
        switch try task.known() {
        case .sentences(let known):
            let definition = try positive.applied(to: known)
            guard let file = given.predictions else {
                return try evaluate(model.folder(), on: definition)
            }
            return try evaluate(URL(filePath: file), of: definition)
        case .questions(let questions):
            guard let answers = try given.answers() else {
                return try evaluate(model.folder(), on: questions)
            }
            return try evaluate(answers, to: questions)
        }
    }
}

enum SplitName: String, ExpressibleByArgument, CaseIterable {
    case development, test
}
