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
    @OptionGroup(title: "A file of your own") var file: LabelledFileFlags
    @OptionGroup(title: "Answers in texts") var spans: SpanFlags
    @OptionGroup(title: "Answers in texts") var given: PredictionsFlags
    @OptionGroup(title: "Computation") var computation: ComputationOptions
    @OptionGroup(title: "Computation") var length: LengthOptions

    @Flag(help: "Print JSON instead of text.")
    var json = false

    package init() {}

    package func validate() throws {
        if file.test == "-", given.predictions == "-" {
            throw ValidationError("--test and --predictions cannot both be standard input")
        }
        if let chosen = try task.given { try check(on: chosen) }
        try given.check()
        if given.predictions != nil {
            let spans = spans.options.flags.map { (flag: $0.flag, isGiven: $0.isGiven) }
            try checkEffect(
                of: model.flags + computation.flags + length.flags + spans, with: "--predictions")
        }
        guard let stated = try stated else { return }
        try check(on: stated)
        if case .own = stated, file.test == nil, !model.isGiven {
            throw ValidationError(
                "rows of your own need --test FILE; or --model RUN, for those that the run held apart"
            )
        }
    }

    /// What the command line alone says; `nil` where the checkpoint is to say it.
    private var stated: ChosenTask? {
        get throws {
            if let given = try task.given { return given }
            if file.test != nil { return .own }
            guard given.predictions != nil else { return nil }
            throw ValidationError("--predictions needs --task, or --test FILE of your own rows")
        }
    }

    private func check(on chosen: ChosenTask) throws {
        try task.check(
            file.scoped + spans.scoped + given.scoped + positive.scoped, on: chosen)
        if file.test != nil {
            try checkEffect(of: [("--split", givenSplit != nil)], with: "--test")
        }
        try file.check(on: chosen, predictions: given.predictions != nil)
    }

    var split: SplitName { givenSplit ?? .development }

    package func run() throws {
        let result = try result()
        try Console.output(json ? try jsonText(result) : result.text)
    }

    /// What is to be printed.
    package func result() throws -> EvaluationResult {
        if let predictions = given.predictions {
            // Compared without computing.
            return try evaluate(inputURL(predictions), of: stated)
        }
        try computation.apply()
        let folder = try model.fineTuned()
        let chosen = try stated ?? task.choice(folder, ownFiles: false)
        if try stated == nil { try check(on: chosen) }
        return switch chosen {
        case .own: try evaluateFile(folder)
        case .known(.sentences(let definition)):
            try evaluate(
                folder,
                on: positive.applied(
                    to: definition,
                    trained: folder.trainedTask == definition.name
                        ? folder.trainedPositiveLabel : nil))
        case .known(.questions(let questions)): try evaluate(folder, on: questions)
        }
    }
}

enum SplitName: String, ExpressibleByArgument, CaseIterable {
    case development, test
}
