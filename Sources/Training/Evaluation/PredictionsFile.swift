import Formats
import Foundation
import Models
import Tasks

/// A model's answers to labelled rows as a table: identifier, prediction, target, and each output.
package struct PredictionsFile {
    /// In a run's folder.
    package static let name = "predictions.tsv"

    let task: TaskDefinition
    let examples: [EncodedExample]
    let evaluation: Evaluation

    func write(to url: URL) throws { try Self.write(lines, to: url) }

    static func write(_ lines: [String], to url: URL) throws {
        try writeAtomically(Data((lines.joined(separator: "\n") + "\n").utf8), to: url)
    }

    static func header(_ task: TaskDefinition) -> String {
        let outputs: [String] =
            switch task.kind {
            case .classification(let labels): labels.map { "logit_\($0)" }
            case .regression: []
            }
        return row(["id", "prediction", "target"] + outputs)
    }

    private var lines: [String] {
        var lines = [Self.header(task)]
        for (row, example) in examples.enumerated() {
            let logits = evaluation.logits[row]
            var fields = [example.identifier]
            switch (task.kind, evaluation.predictions, example.target) {
            case (.classification(let labels), .classes(let classes, _), .label(let label)):
                fields += [labels[classes[row]], labels[label]] + logits.map { String($0) }
            case (_, .scores(let scores), .value(let value)):
                fields += [String(scores[row]), String(value)]
            default: preconditionFailure("predictions of another kind than the task")
            }
            lines.append(Self.row(fields))
        }
        return lines
    }

    /// Cells as a line; a user's labels and names may hold tabs and line breaks, which stand there as
    /// `\t`, `\n` and `\r`.
    static func row(_ cells: [String]) -> String {
        cells.map { cell in
            // By scalars: as a character, CR LF is neither of the two.
            cell.unicodeScalars.map { scalar in
                switch scalar {
                case "\t": "\\t"
                case "\n": "\\n"
                case "\r": "\\r"
                default: String(scalar)
                }
            }.joined()
        }.joined(separator: "\t")
    }
}
