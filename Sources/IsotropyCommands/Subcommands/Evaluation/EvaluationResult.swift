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
    /// What one answer to every row would reach on the same rows, by the set's name; empty for answers in texts.
    package var baselines: [String: Baseline]
    /// Why metrics are undefined, by their names.
    package var undefined: [String: String]
    package var isotropy: IsotropyRecord?

    enum CodingKeys: String, CodingKey {
        case model, predictions, task, split, rows, missing, metrics, baselines, undefined,
            isotropy
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
        baselines = findings.baselines
        undefined = findings.undefined
        self.isotropy = isotropy
    }

    package var text: String {
        var lines = ["\(task), \(rows) \(split.replacing("_", with: "-")) rows"]
        if let missing, missing > 0 {
            lines.append("  \(missing) have no prediction and count as wrong")
        }
        lines += Findings.notices(onlyAnswers).map { "  \($0)" }
        lines += Self.indented(metricTable)
        for (name, reason) in undefined.sorted(by: { $0.key < $1.key }) {
            lines.append("  \(name) is undefined: \(reason)")
        }
        lines += baselines.sorted { $0.key < $1.key }.map { set, baseline in
            "  baseline\(baselines.count > 1 ? " (\(set))" : ""): \(baseline.words)"
        }
        if let positiveLabel {
            lines.append("  (F1 is of the label '\(shownLabel(positiveLabel))')")
        }
        for (set, report) in classReports.sorted(by: { $0.key < $1.key }) {
            let name = classReports.count > 1 ? " (\(set))" : ""
            lines += ["", "by class\(name)"] + Self.indented(report.text)
            lines +=
                ["", "confusion matrix\(name): rows are true labels, columns predicted ones"]
                + Self.indented(report.confusionText)
        }
        if let isotropy {
            lines +=
                ["", "isotropy\(isotropy.counts)"] + Self.indented(alignedColumns(isotropy.entries))
        }
        return lines.joined(separator: "\n")
    }

    /// Every metric, beside what one answer to every row would reach.
    private var metricTable: String {
        func shown(_ value: Double?) -> String { value.map { readable($0) } ?? "undefined" }
        let head = baselines.isEmpty ? [] : [["", "model", "baseline"]]
        let rows = metrics.sorted { $0.key < $1.key }.map { name, value in
            [name, shown(value)] + (baselines.isEmpty ? [] : [baseline(of: name).map(shown) ?? ""])
        }
        return alignedColumns(head + rows, numbersFrom: baselines.isEmpty ? nil : 1)
    }

    /// That metric of one answer to every row of the set that it is of; `nil` where it has none.
    private func baseline(of name: String) -> Double?? {
        guard let metric = NamedMetric(name), let baseline = baselines[metric.part ?? split] else {
            return nil
        }
        return .some(baseline.metrics[metric.metric.name] ?? nil)
    }

    private static func indented(_ text: String) -> [String] {
        text.split(separator: "\n").map { "  " + $0 }
    }
}

extension IsotropyRecord {
    /// Of how many vectors: `, 1040 feature vectors and 96480 token vectors, each token once a layer`.
    fileprivate var counts: String {
        guard let featureVectors, let tokenVectors else { return "" }
        return
            " of \(featureVectors) feature vectors and \(tokenVectors) token vectors (each token once a layer)"
    }

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
