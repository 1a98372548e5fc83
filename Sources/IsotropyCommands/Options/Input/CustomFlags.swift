import ArgumentParser
import Files
import Foundation
import Models
import Tasks

/// The user's own files to train on.
struct CustomFlags: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The rows to train on: TSV, CSV, JSON lines or a JSON array, also as .gz.",
            valueName: "file"))
    var train: String?

    @Option(
        help: ArgumentHelp(
            "The rows that choose the best model: a file, or a share of the train rows such as 10%, "
                + "held out by a hash of the rows and stratified by their labels.",
            valueName: "file or share"))
    var dev: String?

    @Option(
        help: ArgumentHelp(
            "Cross-validation in place of --dev: deals the train rows into so many folds, as --dev deals a "
                + "share, and trains a model for each, on all others; OUTPUT/METHOD/SEED has every row's "
                + "answer by the model that did not see it.",
            valueName: "folds"))
    var folds: Int?

    @Option(
        help: ArgumentHelp(
            "The column whose rows of one value are held out together, such as an article's name. "
                + "(default: rows of one text)",
            valueName: "column"))
    var group: String?

    @Option(help: ArgumentHelp("Further labelled rows, measured at the end.", valueName: "file"))
    var test: String?

    @OptionGroup var columns: ColumnFlags

    @Option(
        help: ArgumentHelp(
            "classification, with the labels that the rows have, or regression. (default: "
                + "classification)"))
    var kind: CustomLayout.Kind?

    @Option(
        help: ArgumentHelp(
            "What results and tables call the task. (default: the name of the train file, or of its "
                + "folder where the file is called train)",
            valueName: "name"))
    var name: String?

    func check(on task: ChosenTask) throws {
        if task.known == nil, train == nil || dev == nil && folds == nil {
            throw ValidationError(
                "files of your own need --train FILE, and --dev FILE, a share such as --dev 10%, or "
                    + "--folds 5")
        }
        if let name, let objection = TaskName.objection(to: name) {
            throw ValidationError("--name: \(quoted(name)) \(objection.flagged)")
        }
        try checkFolds()
        _ = try heldOutShare
        if group != nil, folds == nil, try heldOutShare == nil {
            throw ValidationError(
                "--group says what is held out together: it needs --dev 10% or --folds 5")
        }
    }

    private func checkFolds() throws {
        guard let folds else { return }
        if dev != nil {
            throw ValidationError(
                "--dev and --folds exclude each other: with folds, each of them is held out in turn"
            )
        }
        if test != nil {
            throw ValidationError(
                "--test and --folds exclude each other: the folds are what is measured, and no model has "
                    + "all rows")
        }
        guard folds > 1 else {
            throw ValidationError(
                "--folds \(folds): there are two folds at least, one to train on and one to hold out"
            )
        }
    }

    var scoped: [ScopedFlag] {
        [
            ScopedFlag("--train", given: train != nil, .custom),
            ScopedFlag("--dev", given: dev != nil, .custom),
            ScopedFlag("--folds", given: folds != nil, .custom),
            ScopedFlag("--test", given: test != nil, .custom),
            ScopedFlag("--group", given: group != nil, .custom),
            ScopedFlag("--kind", given: kind != nil, .custom),
            ScopedFlag("--name", given: name != nil, .custom),
        ] + columns.scoped
    }

    /// The share of the train rows that is held out; `nil` where a file is given.
    private var heldOutShare: Double? {
        get throws {
            guard let dev, !FileManager.default.fileExists(atPath: dev) else { return nil }
            guard dev.hasSuffix("%") else {
                if let share = decimalNumber(dev), share > 0, share < 1 {
                    throw ValidationError("--dev \(dev): a share is a percentage, such as 10%")
                }
                return nil
            }
            let words = dev.dropLast().trimmingCharacters(in: .whitespaces)
            guard let number = decimalNumber(words), number > 0, number < 100 else {
                throw ValidationError("--dev \(dev): a share is over 0 % and under 100 %")
            }
            return number / 100
        }
    }

    /// What the files hold.
    func load() throws -> CustomTask {
        let plain = CustomLayout(
            kind: kind ?? .classification, text: columns.texts.text, pair: columns.texts.pair,
            label: columns.label,
            heldOut: try folds.map { HeldOutRows(folds: $0, group: group) }
                ?? heldOutShare.map { HeldOutRows(share: $0, group: group) })
        let layout = columns.reading.applied(to: plain)
        return try layout.load(
            train: URL(filePath: train ?? ""),
            development: layout.heldOut == nil ? URL(filePath: dev ?? "") : nil,
            test: test.map { URL(filePath: $0) }, named: name)
    }
}

/// A labelled file of the user's own that a fine-tuned model is measured on.
struct LabelledFileFlags: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The labelled rows to measure on: TSV, CSV, JSON lines or a JSON array, also as .gz.",
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
        if test == nil { throw ValidationError("rows of your own need --test FILE") }
        if kind != nil, !predictions {
            throw ValidationError(
                "--kind is for --predictions: a model says itself what it answers")
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
        let layout = CustomLayout(
            kind: kind ?? .classification, text: columns.texts.text, pair: columns.texts.pair,
            label: columns.label)
        return try OwnComparison(
            of: predictions, with: inputURL(test ?? ""), columns.reading.applied(to: layout),
            positive: positive)
    }

    /// The rows as the model's outputs mean them, from the columns given, else those of its run.
    func rows(for folder: ModelFolder, _ head: Head) throws -> [Example] {
        var layout = columns.texts.layout(for: folder)
        if case .regression = head { layout.kind = .regression }
        layout.label = columns.label ?? folder.trainedColumns?.label
        return try columns.reading.applied(to: layout)
            .examples(from: try inputURL(test ?? ""), kind: head.kind)
    }
}

/// The columns of labelled rows.
struct ColumnFlags: ParsableArguments {
    @OptionGroup var texts: TextColumnFlags
    @OptionGroup var reading: RowFormatFlags

    @Option(
        help: ArgumentHelp(
            "The column of the label or score. (default: that of the checkpoint's run where it "
                + "is evaluated, else a usual name such as label)",
            valueName: "column"))
    var label: String?

    var scoped: [ScopedFlag] {
        texts.scoped + reading.scoped + [ScopedFlag("--label", given: label != nil, .custom)]
    }
}

/// How the user's own files are read.
struct RowFormatFlags: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "How the files hold their rows: tsv, csv, jsonl (an object a line) or json (an array of "
                + "objects). (default: by their names, before .gz; a file that begins as JSON is "
                + "JSON)",
            valueName: "format"))
    var format: CustomLayout.Format?

    @Option(
        help: ArgumentHelp(
            "What stands between the cells of csv, as ';'. (default: a comma)", valueName: "sign"))
    var delimiter: String?

    var areGiven: Bool { format != nil || delimiter != nil }

    var scoped: [ScopedFlag] {
        [
            ScopedFlag("--format", given: format != nil, .custom),
            ScopedFlag("--delimiter", given: delimiter != nil, .custom),
        ]
    }

    func validate() throws {
        guard let delimiter else { return }
        guard delimiter.utf8.count == 1, let sign = delimiter.first, sign != "\"",
            !sign.isNewline
        else {
            throw ValidationError(
                "--delimiter is one character of ASCII, neither a quotation mark nor a line break")
        }
        if let format, format != .commas {
            throw ValidationError("--delimiter is for csv, not for --format \(format.rawValue)")
        }
    }

    /// The layout with what was given.
    func applied(to layout: CustomLayout) -> CustomLayout {
        var layout = layout
        if let format { layout.format = format }
        if let delimiter {
            layout.delimiter = delimiter
            // Whoever names a delimiter says what the file is.
            layout.format = .commas
        }
        return layout
    }
}

extension CustomLayout.Format: ExpressibleByArgument {}

/// The columns of texts.
struct TextColumnFlags: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The column of the text. (default: that of the checkpoint's run where it answers, "
                + "else a usual name such as text or sentence)",
            valueName: "column"))
    var text: String?

    @Option(
        help: ArgumentHelp(
            "The column of the second text of a pair. (default: that of the checkpoint's run where "
                + "it answers, else a usual name where --text is not given either, or none)",
            valueName: "column"))
    var pair: String?

    var areGiven: Bool { text != nil || pair != nil }

    var scoped: [ScopedFlag] {
        [
            ScopedFlag("--text", given: text != nil, .custom),
            ScopedFlag("--pair", given: pair != nil, .custom),
        ]
    }

    /// The columns that were given, else those of the model's run.
    func layout(for folder: ModelFolder) -> CustomLayout {
        let trained = folder.trainedColumns
        return CustomLayout(text: text ?? trained?.text, pair: pair ?? trained?.pair)
    }
}

extension CustomLayout.Kind: ExpressibleByArgument {}

extension CustomTask {
    /// What was found: the columns, and how many rows each class has.
    var description: [String] {
        let texts = [columns.text, columns.pair].compactMap { $0 }.joined(separator: " and ")
        let rows = [data.train.count, data.development.count, data.test.count]
        let what = classCounts.isEmpty ? "score" : "label"
        var lines = ["columns: \(texts), and \(columns.label ?? "none") as the \(what)"]
        lines += ["rows: " + Self.row(rows)]
        lines += classCounts.prefix(Self.shownClasses).map {
            "  \($0.label): " + Self.row([$0.train, $0.development, $0.test])
        }
        let others = classCounts.count - Self.shownClasses
        if others > 0 {
            let areNumbers = classCounts.allSatisfy { decimalNumber($0.label) != nil }
            let hint = areNumbers ? "; --kind regression takes numbers as scores" : ""
            lines.append("  and \(others) more labels" + hint)
        }
        return lines + foldLines
    }

    /// How the rows are dealt, and which folds lack a class.
    private var foldLines: [String] {
        guard let folds else { return [] }
        let what = columns.group.map { "by column \($0)" } ?? "by their texts"
        let sizes = folds.sizes.map(String.init)
        let shown = sizes.prefix(10).joined(separator: ", ") + (sizes.count > 10 ? ", …" : "")
        let lines = ["folds: \(folds.count), \(what), of \(shown) rows"]
        guard case .classification(let labels) = definition.kind else { return lines }
        let lacking = labels.indices.flatMap { label in
            let own = Set(
                zip(data.train, folds.ofRows).filter { $0.0.target == .label(label) }.map(\.1))
            return (1...folds.count).filter { !own.contains($0) }.map {
                "  fold \($0) has no row of label \(labels[label])"
            }
        }
        return lines + lacking
    }

    private static let shownClasses = 20

    private static func row(_ counts: [Int]) -> String {
        zip(counts, ["train", "development", "test"]).filter { $0.0 > 0 }
            .map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }
}
