import Metrics

/// A metric of a method's runs.
public struct MetricScores: Sendable, Equatable {
    /// As it reads in a sentence: "accuracy".
    public var name: String
    public var isPercentage: Bool
    /// Over the seeds, and their folds.
    public var overRuns: Summary
    /// Of each seed's answers to all rows, over the seeds; `nil` outside of cross-validation.
    public var pooled: Summary?
    /// What one answer to every row would reach; `nil` where that has no value.
    public var baseline: Double?

    public init(
        _ name: String, isPercentage: Bool, overRuns: Summary, pooled: Summary? = nil,
        baseline: Double? = nil
    ) {
        self.name = name
        self.isPercentage = isPercentage
        self.overRuns = overRuns
        self.pooled = pooled
        self.baseline = baseline
    }
}

/// What one answer to every row would reach on the rows that are scored.
public struct BaselineScore: Sendable, Equatable {
    /// The answer, as it reads in a sentence: "always 'positive', the most frequent label".
    public var name: String
    /// By the task's metric; `nil` where that has no value.
    public var value: Double?

    public init(_ name: String, value: Double?) {
        self.name = name
        self.value = value
    }
}

extension ReportContent {
    /// All metrics of all methods; `nil` where the task's own is all there is.
    var metricTable: MetricTable? {
        methods.contains { $0.metrics.count > 1 || $0.metrics.contains { $0.pooled != nil } }
            ? MetricTable(self) : nil
    }
}

/// Every metric of every method as texts.
struct MetricTable {
    let titles: [String]
    let rows: [[String]]
    /// What the columns are.
    let meanings: [String]

    init(_ content: ReportContent) {
        let all = content.methods.flatMap(\.metrics)
        let hasFolds = content.folds != nil
        let hasSpread = all.contains { $0.overRuns.standardDeviation != nil }
        let hasBaseline = content.methods.contains { $0.baseline != nil }
        titles =
            ["method", "metric"]
            + (hasFolds
                ? ["mean ± std over folds", "pooled"]
                : [hasSpread ? "mean ± std over seeds" : "value"])
            + (hasBaseline ? ["baseline"] : [])
        var rows: [[String]] = []
        for method in content.methods {
            for (index, score) in method.metrics.enumerated() {
                rows.append(
                    [
                        index == 0 ? method.name : "",
                        score.name + (score.isPercentage ? " (%)" : ""),
                        Self.text(score.overRuns, score),
                    ] + (hasFolds ? [score.pooled.map { Self.text($0, score) } ?? ""] : [])
                        + (hasBaseline
                            ? [Self.text(score.baseline, score) ?? ResultsTable.missing] : []))
            }
        }
        self.rows = rows
        meanings =
            (hasFolds ? Self.foldMeanings(content, all) : [])
            + (hasBaseline ? content.baselineMeanings : [])
    }

    private static func foldMeanings(_ content: ReportContent, _ all: [MetricScores]) -> [String] {
        let areSeveral = all.contains { ($0.pooled?.count ?? 0) > 1 }
        let rows = Set(content.methods.compactMap(\.crossValidation?.rows)).sorted()
        let number = rows.isEmpty ? "all" : "all \(CountRange(rows)?.text ?? "")"
        return [
            "each model is measured once, after its last step, on the fold that it did not see",
            "mean ± std over \(content.seedCountWords), whose models share rows: a spread, no standard error",
            "pooled: the answers to \(number) rows as one set"
                + (areSeveral ? "; mean ± std over the seeds" : ""),
        ]
    }

    private static func text(_ value: Double?, _ score: MetricScores) -> String? {
        value.flatMap {
            score.isPercentage
                ? NumberText.typeset($0 * 100, decimals: 2)
                : NumberText.isSmall($0)
                    ? NumberText.small($0) : NumberText.typeset($0, decimals: 4)
        }
    }

    private static func text(_ summary: Summary, _ score: MetricScores) -> String {
        let spread = text(summary.standardDeviation, score).map { " ± \($0)" } ?? ""
        return (text(summary.mean, score) ?? ResultsTable.missing) + spread + summary.seeds.mark
    }

    var table: TextTable {
        TextTable(
            header: [titles], rows: rows,
            alignments: [.leading, .leading] + titles.dropFirst(2).map { _ in .trailing })
    }
}
