import Formats
import Foundation

/// What a model answers to rows of the user's own, as a file holds it: a row each, in their order.
public struct RowPredictions: Sendable, Equatable {
    public enum Format: Sendable, Equatable {
        /// Tab-separated: `id`, `prediction`, and `probability_LABEL` for each label.
        case table
        /// An object a line: `format_version`, `id`, `prediction`, and `probabilities` by label.
        case jsonLines

        /// By the end of a file's name, as ``CustomLayout/Format`` has it; `nil` for others, commas
        /// among them.
        public init?(fileName: String) {
            let ending = URL(fileURLWithPath: fileName).pathExtension
            switch CustomLayout.Format(fileExtension: ending) {
            case .tabs: self = .table
            case .jsonLines: self = .jsonLines
            case .commas, nil: return nil
            }
        }
    }

    /// The names of the rows.
    public let identifiers: [String]
    /// In the order of the outputs; `nil` where the one output is a score.
    public let labels: [String]?
    private let outputs: [[Double]]

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
    /// - Throws: where a table cannot hold a label or the name of a row, which JSON lines can.
    public func text(_ format: Format) throws(DataError) -> String {
        let lines =
            switch format {
            case .table: try table()
            case .jsonLines: jsonLines
            }
        return lines.map { $0 + "\n" }.joined()
    }

    private func table() throws(DataError) -> [String] {
        let names = labels ?? []
        try checkCells(names + identifiers)
        let header = ["id", "prediction"] + names.map { "probability_" + $0 }
        let rows = zip(identifiers, outputs).map { identifier, row in
            guard labels != nil else { return [identifier, "\(row[0])"] }
            return [identifier, names[indexOfHighest(row)]] + probabilities(row).map { "\($0)" }
        }
        return ([header] + rows).map { $0.joined(separator: "\t") }
    }

    private func checkCells(_ cells: [String]) throws(DataError) {
        var problems = DataError()
        for cell in Set(cells).sorted()
        where cell.unicodeScalars.contains(where: { "\t\n\r".unicodeScalars.contains($0) }) {
            problems.add(
                .init(
                    "\(jsonString(cell)) has a tab or a line break, which a table cannot hold: "
                        + "give an output that ends in .jsonl", cause: "tabs"))
        }
        guard problems.isEmpty else { throw problems }
    }

    private var jsonLines: [String] {
        let version = "{\"\(FileFormat.key)\": \(FileFormat.version), "
        return zip(identifiers, outputs).map { identifier, row in
            let front = version + "\"id\": \(jsonString(identifier)), \"prediction\": "
            guard let labels else { return front + "\(row[0])}" }
            let shares = zip(labels, probabilities(row)).map { "\(jsonString($0)): \($1)" }
            return front + "\(jsonString(labels[indexOfHighest(row)])), \"probabilities\": {"
                + shares.joined(separator: ", ") + "}}"
        }
    }
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
