import ArgumentParser
import Foundation
import Models
import Tasks

/// A labelled file of the user's own that a fine-tuned model is measured on.
struct LabelledFileFlags: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The labelled rows to measure on: TSV, CSV, JSON lines or a JSON array, also as .gz; - is "
                + "standard input. (default: of a run on files of your own, the rows that it held apart)",
            valueName: "file"))
    var test: String?

    @OptionGroup var columns: ColumnFlags

    @Option(
        help: ArgumentHelp(
            "With --predictions, what they are: classification or regression; a model says so itself. "
                + "(default: classification)"))
    var kind: CustomLayout.Kind?

    func check(on task: ChosenTask, predictions: Bool) throws {
        guard task.known == nil else { return }
        if test == nil, predictions {
            throw ValidationError("rows of your own need --test FILE")
        }
        if test == nil {
            let unread = columns.scoped + [ScopedFlag("--kind", given: kind != nil, .custom)]
            try checkEffect(
                of: unread.map { ($0.flag, $0.isGiven) }, with: "the rows of a run, without --test")
        }
        if !predictions {
            try checkEffect(
                of: [("--kind", kind != nil)],
                without: "--predictions: a model says itself what it answers")
        }
    }

    var scoped: [ScopedFlag] {
        [
            ScopedFlag("--test", given: test != nil, .custom),
            ScopedFlag("--kind", given: kind != nil, .custom),
        ] + columns.scoped
    }

    /// The rows beside what a file predicts for them.
    func comparison(with predictions: URL, _ positive: String?) throws -> OwnComparison {
        try OwnComparison(
            of: predictions, with: inputURL(test ?? ""), columns.layout(kind), positive: positive)
    }

    /// The rows as the model's outputs mean them, from the columns given, else those of its run.
    func rows(for folder: ModelFolder, _ head: Head) throws -> [Example] {
        try columns.layout(for: folder, head)
            .examples(from: try inputURL(test ?? ""), kind: head.kind)
    }
}
