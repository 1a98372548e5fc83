import ArgumentParser
import Foundation
import Hub
import Options
import QuestionAnswering
import Tasks
import Tokenization
import Training

/// `isotropy data check`.
struct DataCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Read a task's files and say what is in them.",
        discussion: """
            Prints the rows of every part and class, and in what they differ from the official files. \
            With --model also the tokens of the rows, and for SQuAD how many answers can be given \
            back from the tokens that stand for them. The exit code is 0 for what has the official \
            counts, and 1 for files that differ or cannot be read. A test set whose labels the \
            benchmark keeps may be missing.
            """)

    @Argument(help: ArgumentHelp("The task, such as rte.", valueName: "task"))
    var task: String

    @OptionGroup var files: DataFolderOption

    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "Whose tokenizer: a folder, minilm, or a name on the Hugging Face hub. "
                + "(default: rows are not tokenized)",
            valueName: "folder or name"))
    var model: String?

    @Option(
        help: ArgumentHelp(
            "The branch, tag or commit of a model of the hub. (default: main)",
            valueName: "revision"))
    var revision: Revision?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Tokens of a sequence. (default: \(TrainingOptions().maximumLength), SQuAD "
                + "\(SpanOptions.maximumLength))",
            valueName: "n"), transform: wholeNumber(in: 1 ... .max))
    var maxLength: Int?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "SQuAD: tokens that a window of a long text repeats of the one before. "
                + "(default: \(SpanOptions().stride))",
            valueName: "tokens"), transform: wholeNumber(in: 0 ... .max))
    var stride: Int?

    @Flag(help: "Print JSON instead of text.")
    var json = false

    func validate() throws {
        let known: KnownTask
        do {
            known = try KnownTask.named(task)
        } catch {
            throw ValidationError("\(error)")
        }
        try [ScopedFlag("--stride", given: stride != nil, .answers)].check(on: known)
        try checkMaximumLength(maxLength)
        if let stride, stride < 0 {
            throw ValidationError("--stride must be 0 or more, not \(stride)")
        }
        if model?.isEmpty == true { throw ValidationError("--model is empty") }
        if model == nil {
            try checkEffect(
                of: [
                    ("--revision", revision != nil), ("--max-length", maxLength != nil),
                    ("--stride", stride != nil),
                ], without: "--model")
        }
    }

    func run() throws {
        let known = try KnownTask.named(task)
        var report = try DataReport(known, from: try known.folder(given: files.data))
        if let model {
            let place = ModelPlace(model, revision: revision ?? .main)
            try report.tokenize(
                with: try Tokenizer(contentsOf: try place.url(.tokenizer)), named: model,
                maximumLength: maxLength,
                stride: stride
                    ?? SpanOptions().usualStride(
                        maximumLength: maxLength ?? SpanOptions.maximumLength))
        }
        try Console.output(json ? try jsonText(report) : report.text)
        if Console.isTerminal, !json { Console.error(Message(report.timing)) }
        if !report.differences.isEmpty {
            throw InputError("the files of \(report.task) are not the official ones")
        }
    }
}
