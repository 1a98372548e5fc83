import ArgumentParser
import Foundation
import Models
import Tasks

/// What is to be predicted beside a task's own test set.
struct PredictionInput: ParsableArguments {
    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "The rows to predict: TSV, CSV or JSON, labels not needed; - is "
                + "standard input. For a model of answers in texts, questions in SQuAD's layout, answers not needed.",
            valueName: "file"))
    var input: String?

    @Flag(
        help: ArgumentHelp(
            "Each line of the input is a text, or two with a tab between them for a model of "
                + "pairs: no header, no columns. - is standard input."))
    var lines = false

    @Flag(help: "With --lines: every line has two texts, as it must for a model of pairs.")
    var pairs = false

    @OptionGroup var columns: TextColumnFlags
    @OptionGroup var identifiers: IdentifierFlag
    @OptionGroup var reading: RowFormatFlags

    @Flag(help: "Put every column of the input before the predictions, in the place of id.")
    var keepColumns = false

    @Flag(
        help: ArgumentHelp(
            "Put an apostrophe before cells that spreadsheets would compute: those that begin with "
                + "=, +, - or @ and are no number."))
    var spreadsheet = false

    /// - Parameter data: the folder of a known task.
    func check(data: String?) throws {
        if !lines { try checkEffect(of: [("--pairs", pairs)], without: "--lines") }
        if lines {
            let unread = columns.scoped + identifiers.scoped + reading.scoped
            try checkEffect(
                of: unread.map { ($0.flag, $0.isGiven) } + [("--keep-columns", keepColumns)],
                with: "--lines, which have no columns")
        }
        if input != nil, data != nil {
            throw ValidationError("--input and --data exclude each other")
        }
    }

    var scoped: [ScopedFlag] {
        [
            ScopedFlag("--input", given: input != nil, .givenRows),
            ScopedFlag("--lines", given: lines, .custom),
            ScopedFlag("--pairs", given: pairs, .custom),
            ScopedFlag("--keep-columns", given: keepColumns, .custom),
            ScopedFlag("--spreadsheet", given: spreadsheet, .custom),
        ] + columns.scoped + identifiers.scoped + reading.scoped
    }

    /// What is to be predicted, and all cells of the input, where they are kept.
    func rowsAndCells(for folder: ModelFolder) throws -> (rows: [Example], cells: RecordCells?) {
        guard !lines else { return (try lineRows(for: folder), nil) }
        let file = try inputURL(input ?? "")
        var layout = reading.applied(to: columns.layout(for: folder))
        layout.identifier = identifiers.id
        return keepColumns
            ? try layout.unlabelledExamplesAndCells(from: file)
            : (try layout.unlabelledExamples(from: file), nil)
    }

    /// A row for each line of the input.
    private func lineRows(for folder: ModelFolder) throws -> [Example] {
        let isPair = pairs || folder.trainedColumns?.pair != nil
        return try inputLines(of: input ?? "", pairs: isPair).enumerated().map { index, line in
            Example(
                identifier: String(index), first: line.first, second: line.second,
                target: .unknown)
        }
    }
}
