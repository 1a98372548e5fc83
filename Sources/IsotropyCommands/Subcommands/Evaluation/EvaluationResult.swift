import Figures
import Metrics
import Training

/// What `evaluate` prints.
package struct EvaluationResult: Encodable {
    /// The checkpoint, or the file of predictions in its place.
    package var model: String?
    package var predictions: String?
    package var task: String
    package var split: String
    package var rows: Int
    /// How many rows a file of predictions lacks; they count as wrong.
    package var missing: Int?
    /// By name; `nil` where one is undefined.
    package var metrics: [String: Double?]
    /// The label that F1 is of.
    package var positiveLabel: String?
    /// What every row is answered with, by the set's name, where there is one answer only though what
    /// is right differs.
    package var onlyAnswers: [String: String]
    /// How well each class is told, by the set's name; empty for scores and answers in texts.
    package var classReports: [String: ClassReport]
    package var isotropy: IsotropyRecord?

    enum CodingKeys: String, CodingKey {
        case model, predictions, task, split, rows, missing, metrics, isotropy
        case positiveLabel = "positive_label"
        case onlyAnswers = "only_answers"
        case classReports = "class_reports"
    }

    init(
        model: String? = nil, predictions: String? = nil, task: String, split: String, rows: Int,
        missing: Int? = nil, _ findings: Findings, positiveLabel: String? = nil,
        isotropy: IsotropyRecord? = nil
    ) {
        self.model = model
        self.predictions = predictions
        self.task = task
        self.split = split
        self.rows = rows
        self.missing = missing
        metrics = findings.metrics
        self.positiveLabel =
            findings.metrics.keys.contains { $0.hasSuffix("f1") && !$0.hasSuffix("macro_f1") }
            ? positiveLabel : nil
        onlyAnswers = findings.onlyAnswers
        classReports = findings.classReports
        self.isotropy = isotropy
    }

    package var text: String {
        var lines = ["\(task), \(rows) \(split) rows"]
        if let missing, missing > 0 {
            lines.append("  \(missing) have no prediction and count as wrong")
        }
        lines += Findings.notices(onlyAnswers).map { "  \($0)" }
        let values = metrics.sorted { $0.key < $1.key }.map { name, value in
            [name, value.map { readable($0) } ?? "undefined"]
        }
        lines += Self.indented(alignedColumns(values))
        if let positiveLabel { lines.append("  (F1 is of the label '\(positiveLabel)')") }
        for (set, report) in classReports.sorted(by: { $0.key < $1.key }) {
            let name = classReports.count > 1 ? " (\(set))" : ""
            lines += ["", "by class\(name)"] + Self.indented(report.text)
            lines +=
                ["", "right in rows, answered in columns\(name)"]
                + Self.indented(report.confusionText)
        }
        if let isotropy {
            lines += ["", "isotropy"] + Self.indented(alignedColumns(isotropy.entries))
        }
        return lines.joined(separator: "\n")
    }

    private static func indented(_ text: String) -> [String] {
        text.split(separator: "\n").map { "  " + $0 }
    }
}

extension IsotropyRecord {
    /// For a terminal, in the words of tables.
    fileprivate var entries: [[String]] {
        func shown(_ value: Double?) -> String { value.map { readable($0) } ?? "undefined" }
        let explained = explainedVariance.map { readable($0, 4) }.joined(separator: "  ")
        let both = [
            ["EV_1, EV_2, EV_3 of the features", explained],
            ["IsoScore of the features", shown(features)],
        ]
        let before =
            featuresBeforeNormalizer == features
            ? [] : [["the same before the normalizer", shown(featuresBeforeNormalizer)]]
        return both + before + [
            ["IsoScore of all tokens", shown(tokens)],
            ["IsoScore by layer", layers.map(shown).joined(separator: "  ")],
        ]
    }
}
