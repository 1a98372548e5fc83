import ArgumentParser
import Files
import Foundation
import Models
import Options
import Tasks
import Tokenization
import Training

/// Which sentences: rows of a task, or of a file.
struct SentenceFlags: ParsableArguments {
    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "A task of sentences, by its name; `isotropy data list` says what each is.",
            valueName: "task"))
    var task: String?

    @Option(help: "Which rows of the task: train, development or test. (default: train)")
    var split: Split?

    @OptionGroup var files: DataFolderOption

    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "A file: one sentence a line, or TSV, CSV, JSON lines or a JSON array by its name; - is "
                + "standard input.", valueName: "file"))
    var input: String?

    @Flag(help: "Each line has two sentences, separated by a tab.")
    var pairs = false

    @Flag(help: "Read lines whatever the file is called.")
    var lines = false

    @OptionGroup var columns: TextColumnFlags
    @OptionGroup var reading: RowFormatFlags

    @Option(
        help: ArgumentHelp(
            "The column of the input's labels, or of its scores with --similarity.",
            valueName: "column"))
    var labels: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Only the first n rows. (default: all)", valueName: "n"),
        transform: wholeNumber(in: 1 ... .max))
    var limit: Int?

    @OptionGroup var length: SequenceLengthFlag

    enum Split: String, ExpressibleByArgument, CaseIterable { case train, development, test }

    func validate() throws {
        guard (task == nil) != (input == nil) else {
            throw ValidationError("sentences come from --task or from --input: give one of them")
        }
        if let limit, limit < 1 { throw ValidationError("--limit must be positive, not \(limit)") }
        if task != nil {
            try checkEffect(
                of: [("--pairs", pairs), ("--lines", lines), ("--labels", labels != nil)]
                    + (columns.scoped + reading.scoped).map { ($0.flag, $0.isGiven) },
                with: "--task")
        } else {
            try checkEffect(
                of: [("--split", split != nil), ("--data", files.data != nil)], with: "--input")
        }
        if pairs || lines {
            try checkEffect(
                of: (columns.scoped + reading.scoped).map { ($0.flag, $0.isGiven) }
                    + [("--labels", labels != nil)],
                with: "\(lines ? "--lines" : "--pairs"), which have no columns")
        }
    }

    /// The sentences, from their files.
    /// - Parameter scored: whether labels are numbers.
    func sentences(for folder: ModelFolder, scored: Bool = false) throws -> SentenceSet {
        var set = try task.map { try rows(ofTask: $0) } ?? rowsOfInput(folder, scored: scored)
        if let limit { set.examples = Array(set.examples.prefix(limit)) }
        guard !set.examples.isEmpty else { throw InputError("\(set.name) has no rows") }
        return set
    }

    private func rows(ofTask name: String) throws -> SentenceSet {
        let known: KnownTask
        do {
            known = try KnownTask.named(name)
        } catch {
            throw ValidationError("--task: \(error)")
        }
        guard case .sentences(let definition) = known else {
            throw ValidationError(
                "--task \(name): its rows are questions about texts, not sentences")
        }
        let data = try definition.load(from: known.folder(given: files.data))
        let examples =
            switch split ?? .train {
            case .train: data.train
            case .development: data.development
            case .test: data.test
            }
        return SentenceSet(
            name: "\(name), \((split ?? .train).rawValue) rows", examples: examples,
            classes: definition.labels)
    }

    private func rowsOfInput(_ folder: ModelFolder, scored: Bool) throws -> SentenceSet {
        let name = input ?? ""
        let isTable =
            columns.areGiven || reading.areGiven || labels != nil
            || (!lines && !pairs && SentenceSet.isTable(name))
        guard isTable else { return try SentenceSet(lines: name, pairs: pairs) }
        var layout = reading.applied(to: columns.layout(for: folder))
        layout.label = labels
        layout.kind = scored ? .regression : .classification
        return try SentenceSet(table: name, layout, labelled: labels != nil)
    }
}

/// Sentences, or pairs, with what is known of them.
struct SentenceSet {
    let name: String
    var examples: [Example]
    /// The names of the classes, where rows have labels.
    let classes: [String]?

    /// The class of each row; `nil` where one has none.
    var labels: [Int]? {
        guard classes != nil else { return nil }
        let labels = examples.compactMap { example -> Int? in
            if case .label(let label) = example.target { label } else { nil }
        }
        return labels.count == examples.count ? labels : nil
    }

    /// The score of each row; `nil` where one has none.
    var scores: [Double]? {
        let scores = examples.compactMap { example -> Double? in
            if case .value(let value) = example.target { value } else { nil }
        }
        return scores.count == examples.count ? scores : nil
    }
}

extension SentenceSet {
    /// Of a file of one sentence, or one pair, a line.
    init(lines name: String, pairs: Bool) throws {
        let examples = try inputLines(of: name, pairs: pairs).enumerated().map { row, line in
            Example(identifier: "\(row)", first: line.first, second: line.second, target: .unknown)
        }
        self.init(name: inputName(name), examples: examples, classes: nil)
    }

    /// Of a table, with its labels or scores where the layout says so.
    init(table name: String, _ layout: CustomLayout, labelled: Bool) throws {
        let url = try inputURL(name)
        guard labelled else {
            self.init(
                name: inputName(name), examples: try layout.unlabelledExamples(from: url),
                classes: nil)
            return
        }
        if layout.kind == .regression {
            self.init(
                name: inputName(name), examples: try layout.examples(from: url, kind: .anyNumber),
                classes: nil)
            return
        }
        let (kind, rows) = try layout.labelledRows(of: url, needsText: true)
        guard case .classification(let classes) = kind else {
            throw InputError("\(inputName(name)): the labels are no classes")
        }
        self.init(name: inputName(name), examples: rows, classes: classes)
    }

    /// Whether a file is a table by its name; `.txt` are lines.
    static func isTable(_ name: String) -> Bool {
        let ending = URL(filePath: name).withoutGzipExtension.pathExtension
        return ending.lowercased() != "txt" && CustomLayout.Format(fileExtension: ending) != nil
    }
}
