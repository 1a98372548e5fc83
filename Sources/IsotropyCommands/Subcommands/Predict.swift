import ArgumentParser
import Checkpoints
import Files
import Foundation
import Tasks

/// `isotropy predict`.
package struct Predict: ParsableCommand {
    package static let configuration = CommandConfiguration(
        abstract: "Answer what has no labels: a test set, rows of your own, questions.",
        discussion: """
            GLUE's tasks: writes the tables that its leaderboard takes (RTE.tsv, MNLI-m.tsv, …) \
            into a folder, and submission.zip with all of its tables that are there. Call it once \
            for each task with the same folder; it says which tables are still missing.

            Rows of your own: writes one file with the label or score of each row of --input, and the \
            probability of each label. The labels are the checkpoint's, whoever trained it.

            squad and squad-2: writes predictions.json, as the official scripts take it, for the \
            development set or the questions of --input; in version 2.0 also na_prob.json, the \
            probability that there is no answer, and null_odds.json, its log-odds.
            """)

    @OptionGroup(title: "Model") var model: ModelOptions
    @OptionGroup(title: "Task") var task: TaskOptions
    @OptionGroup(title: "Input") var input: PredictionInput
    @OptionGroup(title: "Answers in texts") var spans: SpanFlags

    @Flag(
        help: ArgumentHelp(
            "Answers in texts: also write nbest_predictions.json, the --n-best best answers of "
                + "each question with their probabilities."))
    var candidates = false

    @OptionGroup(title: "Computation") var computation: ComputationOptions
    @OptionGroup(title: "Computation") var length: LengthOptions

    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "The folder for what is written; for rows of your own the file, which ends in .tsv, "
                + ".csv or .jsonl, or - for a table on standard output.",
            valueName: "folder or file"))
    var output: String

    package init() {}

    package func validate() throws {
        if output.isEmpty { throw ValidationError("--output is empty") }
        if let given = try task.given { try check(on: given) }
        try input.check(data: task.data)
        try checkNotRead(output, [input.input])
    }

    private func check(on chosen: ChosenTask) throws {
        try task.check(
            input.scoped + spans.scoped + [ScopedFlag("--candidates", given: candidates, .answers)],
            on: chosen)
        guard chosen.known == nil else { return }
        if input.input == nil { throw ValidationError("rows of your own need --input FILE") }
        if try format == .jsonLines {
            try checkEffect(
                of: [("--spreadsheet", input.spreadsheet)],
                with: "JSON lines (--output \(output)), which spreadsheets do not compute")
        }
    }

    package func run() throws {
        try computation.apply()
        let folder = try model.fineTuned()
        let chosen = try task.choice(folder, ownFiles: input.input != nil)
        if try task.given == nil { try check(on: chosen) }
        switch chosen {
        case .own: try predictRows(folder)
        case .known(.sentences(let definition)): try predictTestSets(of: definition, folder)
        case .known(.questions(let questions)): try predictAnswers(to: questions, folder)
        }
    }

    /// That of the file for rows of the user's own.
    var format: RowPredictions.Format {
        get throws {
            if output == "-" { return .table }
            guard let format = RowPredictions.Format(fileName: output) else {
                throw ValidationError(
                    "--output must end in .tsv, .csv or .jsonl, or be -: \(output)")
            }
            return format
        }
    }

    /// The folder for what is written.
    func outputFolder() throws -> URL {
        let folder = URL(filePath: output, directoryHint: .isDirectory)
        try makeFolder(folder)
        return folder
    }
}
