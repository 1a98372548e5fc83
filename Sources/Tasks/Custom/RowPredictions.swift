import Files
import Formats
import Foundation
import Options

/// What a model answers to rows of the user's own, as a file holds it: a row each, in their order.
public struct RowPredictions: Sendable, Equatable {
    public enum Format: Sendable, Equatable {
        /// Tab-separated: `id`, `prediction`, and `probability_LABEL` for each label.
        case table
        /// The same, comma-separated by RFC 4180.
        case commas
        /// An object a line: `format_version`, `id`, `prediction`, and `probabilities` by label.
        case jsonLines

        /// By the end of a file's name, as ``CustomLayout/Format`` has it; `nil` for others.
        public init?(fileName: String) {
            let ending = URL(fileURLWithPath: fileName).pathExtension
            switch CustomLayout.Format(fileExtension: ending) {
            case .tabs: self = .table
            case .commas: self = .commas
            case .jsonLines: self = .jsonLines
            case .jsonArray, nil: return nil
            }
        }
    }

    /// The names of the rows.
    public let identifiers: [String]
    /// In the order of the outputs; `nil` where the one output is a score.
    public let labels: [String]?
    private let outputs: [[Double]]
    /// The columns of the input that stand before the predictions; `nil` without them.
    public var kept: RecordCells?
    /// Whether cells that spreadsheets would compute are made texts.
    public var isSafeForSpreadsheets = false

    /// - Parameter outputs: the classifier's of each row, before a softmax; the score alone in a
    ///   regression.
    public init(identifiers: [String], kind: TaskDefinition.Kind, outputs: [[Double]]) {
        precondition(
            identifiers.count == outputs.count,
            "\(outputs.count) outputs for \(identifiers.count) rows")
        self.identifiers = identifiers
        self.outputs = outputs
        switch kind {
        case .classification(let labels): self.labels = labels
        case .regression: labels = nil
        }
    }

    /// The text of a file.
    /// - Throws: where a table cannot hold a label, a cell or the name of a row, which other formats can; where
    ///   a column that is kept is called as one of the answers.
    public func text(_ format: Format) throws(DataError) -> String {
        let lines =
            switch format {
            case .table: try table()
            case .commas: try cells().map { $0.map(commaCell).joined(separator: ",") }
            case .jsonLines: try jsonLines()
            }
        return lines.map { $0 + "\n" }.joined()
    }

    private func table() throws(DataError) -> [String] {
        try checkCells(
            (labels ?? []) + (kept.map { $0.columns + $0.rows.joined() } ?? identifiers))
        let cells = try cells()
        return cells.map { $0.joined(separator: "\t") }
    }

    /// The header and the rows.
    private func cells() throws(DataError) -> [[String]] {
        let names = labels ?? []
        let own = ["prediction"] + names.map { "probability_" + $0 }
        let front = try keptColumns(besides: own)
        let rows = zip(identifiers.indices, outputs).map { index, row in
            let answer = labels == nil ? "\(row[0])" : names[indexOfHighest(row)]
            let shares = labels == nil ? [] : probabilities(row).map { "\($0)" }
            return (kept?.rows[index] ?? [identifiers[index]]) + [answer] + shares
        }
        let all = [front + own] + rows
        return isSafeForSpreadsheets ? all.map { $0.map(spreadsheetText) } : all
    }

    /// The columns before those of the answers.
    private func keptColumns(besides own: [String]) throws(DataError) -> [String] {
        guard let kept else { return ["id"] }
        let taken = kept.columns.filter(own.contains)
        guard taken.isEmpty else {
            throw DataError(
                .init(
                    "the input has the column \(taken.map(quoted).joined(separator: ", ")), as the "
                        + "predictions do: rename it, or leave `keep_columns` out"))
        }
        return kept.columns
    }

    private func checkCells(_ cells: [String]) throws(DataError) {
        var problems = DataError()
        for cell in Set(cells).sorted()
        where cell.unicodeScalars.contains(where: { "\t\n\r".unicodeScalars.contains($0) }) {
            problems.add(
                .init(
                    "\(jsonString(cell)) has a tab or a line break, which a table cannot hold: "
                        + "give an output that ends in .csv or .jsonl", cause: "tabs"))
        }
        guard problems.isEmpty else { throw problems }
    }

    private func jsonLines() throws(DataError) -> [String] {
        let version = "{\"\(FileFormat.key)\": \(FileFormat.version), "
        let columns = try keptColumns(besides: ["prediction", "probabilities", FileFormat.key])
        return zip(identifiers.indices, outputs).map { index, row in
            let cells = zip(columns, kept?.rows[index] ?? [identifiers[index]])
                .map { "\(jsonString($0)): \(jsonString($1))" }.joined(separator: ", ")
            let front = version + cells + ", \"prediction\": "
            guard let labels else { return front + "\(row[0])}" }
            let shares = zip(labels, probabilities(row)).map { "\(jsonString($0)): \($1)" }
            return front + "\(jsonString(labels[indexOfHighest(row)])), \"probabilities\": {"
                + shares.joined(separator: ", ") + "}}"
        }
    }
}

/// A cell that spreadsheets show as it is: before one that they would compute, an apostrophe. Numbers stay.
private func spreadsheetText(_ text: String) -> String {
    guard let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first),
        decimalNumber(text) == nil
    else { return text }
    return "'" + text
}

/// The class of a row's outputs: the first of the highest.
package func indexOfHighest(_ outputs: [Double]) -> Int {
    outputs.indices.max { outputs[$0] < outputs[$1] } ?? 0
}

/// The softmax of outputs.
package func probabilities(_ outputs: [Double]) -> [Double] {
    let highest = outputs.max() ?? 0
    let powers = outputs.map { exp($0 - highest) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
}
