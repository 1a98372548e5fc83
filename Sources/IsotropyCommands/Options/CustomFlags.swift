import ArgumentParser
import Foundation
import Tasks
import Training

/// The user's own files, for `--task custom`.
struct CustomFlags: ParsableArguments {
    /// The task's name in options.
    static let taskName = "custom"

    @Option(help: ArgumentHelp("The rows to train on: TSV, CSV or JSON lines.", valueName: "file"))
    var train: String?

    @Option(
        help: ArgumentHelp("The rows that choose the best model.", valueName: "file"))
    var dev: String?

    @Option(help: ArgumentHelp("Further labelled rows, measured at the end.", valueName: "file"))
    var test: String?

    @Option(
        help: ArgumentHelp(
            "The column of the text. (default: a usual name such as text or sentence)",
            valueName: "column"))
    var text: String?

    @Option(
        help: ArgumentHelp(
            "The column of the second text of a pair. (default: a usual name, or none)",
            valueName: "column"))
    var pair: String?

    @Option(
        help: ArgumentHelp(
            "The column of the label or score. (default: a usual name such as label)",
            valueName: "column"))
    var label: String?

    @Option(help: "classification, with the labels that the rows have, or regression.")
    var kind = CustomLayout.Kind.classification

    /// - Parameter task: the name that was given.
    func check(task: String) throws {
        let isCustom = task.lowercased() == Self.taskName
        let given = [train, dev, test, text, pair, label].contains { $0 != nil }
        if isCustom, train == nil || dev == nil {
            throw ValidationError("--task custom needs --train FILE and --dev FILE")
        }
        if !isCustom, given {
            throw ValidationError(
                "--train, --dev, --test, --text, --pair and --label are for --task custom")
        }
    }

    /// What the files hold.
    func load() throws -> CustomTask {
        let layout = CustomLayout(kind: kind, text: text, pair: pair, label: label)
        return try layout.load(
            train: URL(filePath: train ?? ""), development: URL(filePath: dev ?? ""),
            test: test.map { URL(filePath: $0) })
    }
}

extension CustomLayout.Kind: ExpressibleByArgument {}

extension CustomTask {
    /// What was found: the columns, and how many rows each class has.
    var description: [String] {
        let texts = [columns.text, columns.pair].compactMap { $0 }.joined(separator: " and ")
        let rows = [data.train.count, data.development.count, data.test.count]
        var lines = ["reads \(texts), and \(columns.label ?? "no column") as what is asked"]
        lines += ["rows: " + Self.row(rows)]
        lines += classCounts.map {
            "  \($0.label): " + Self.row([$0.train, $0.development, $0.test])
        }
        return lines
    }

    private static func row(_ counts: [Int]) -> String {
        zip(counts, ["train", "development", "test"]).filter { $0.0 > 0 }
            .map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }
}
