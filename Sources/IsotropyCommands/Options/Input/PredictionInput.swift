import ArgumentParser
import Foundation
import Models
import Tasks

/// What is to be predicted beside a task's own test set.
struct PredictionInput: ParsableArguments {
    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "With --task custom, the rows to predict: TSV, CSV or JSON lines, labels not needed. "
                + "With squad and squad-2, questions in SQuAD's layout, answers not needed.",
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

    func check(_ task: TaskOptions) throws {
        if task.isCustom, input == nil {
            throw ValidationError("--task custom needs --input FILE")
        }
        if pairs, !lines { throw ValidationError("--pairs is for --lines") }
        if lines, columns.areGiven {
            throw ValidationError("--lines has no columns that --text and --pair could name")
        }
        if input == "-", !lines {
            throw ValidationError("--input - takes texts, one a line: give --lines")
        }
        if input != nil, task.data != nil {
            throw ValidationError("--input and --data exclude each other")
        }
    }

    var scoped: [ScopedFlag] {
        [
            ScopedFlag("--input", given: input != nil, .givenRows),
            ScopedFlag("--lines", given: lines, .custom),
            ScopedFlag("--pairs", given: pairs, .custom),
        ] + columns.scoped
    }

    /// The rows of a file of the user's own.
    func rows(for folder: ModelFolder) throws -> [Example] {
        let file = input ?? ""
        guard lines else {
            return try columns.layout(for: folder)
                .unlabelledExamples(from: URL(filePath: file))
        }
        let isPair = pairs || folder.trainedColumns?.pair != nil
        return try inputLines(of: file, pairs: isPair).enumerated().map { index, line in
            Example(
                identifier: String(index), first: line.first, second: line.second,
                target: .unknown)
        }
    }
}
