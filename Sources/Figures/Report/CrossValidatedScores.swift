import Metrics

/// What the folds of a method's seeds say together.
public struct CrossValidatedScores: Sendable, Equatable {
    /// A metric of the folds' models, and of their answers as one set.
    public struct Score: Sendable, Equatable {
        /// As it reads in a sentence: "accuracy".
        public var name: String
        public var isPercentage: Bool
        /// Over all folds of all seeds.
        public var overRuns: Summary
        /// Of each seed's answers to all rows, over the seeds.
        public var pooled: Summary

        public init(_ name: String, isPercentage: Bool, overRuns: Summary, pooled: Summary) {
            self.name = name
            self.isPercentage = isPercentage
            self.overRuns = overRuns
            self.pooled = pooled
        }
    }

    public var folds: Int
    /// The headline metric first.
    public var scores: [Score]
    /// How well each class is told in the answers to all rows, one a seed; empty for scores.
    public var classReports: [ClassReport]

    public init(folds: Int, scores: [Score], classReports: [ClassReport] = []) {
        self.folds = folds
        self.scores = scores
        self.classReports = classReports
    }
}

extension ReportContent {
    /// How many folds each seed has; `nil` outside of cross-validation.
    var folds: Int? { methods.compactMap(\.crossValidation).first?.folds }

    /// What a number is one of: a seed, or a fold's run.
    var unit: String { folds == nil ? "seed" : "run" }

    /// All metrics of all methods, over the folds and pooled; `nil` outside of cross-validation.
    var foldTable: FoldTable? { folds.map { FoldTable(self, folds: $0) } }
}

/// The metrics of cross-validation as texts, padded so that decimal points stand in line.
struct FoldTable {
    static let titles = ["method", "metric", "mean ± std over folds", "pooled"]

    let rows: [[String]]
    /// What the columns are.
    let meanings: [String]

    init(_ content: ReportContent, folds: Int) {
        var rows: [[String]] = []
        for method in content.methods {
            for (index, score) in (method.crossValidation?.scores ?? []).enumerated() {
                rows.append([
                    index == 0 ? method.name : "",
                    score.name + (score.isPercentage ? " (%)" : ""),
                    Self.text(score.overRuns, score), Self.text(score.pooled, score),
                ])
            }
        }
        self.rows = rows
        let seeds = content.methods.map { ($0.crossValidation?.scores.first?.pooled.count ?? 0) }
        let spread =
            "mean ± std over \(content.seedCountWords), whose models share rows: a spread, no standard error"
        let areSeveral = seeds.contains { $0 > 1 }
        meanings = [
            "each model is measured once, after its last step, on the fold that it did not see",
            spread,
            "pooled: the answers to all rows as one set"
                + (areSeveral ? "; mean ± std over the seeds" : ""),
        ]
    }

    private static func text(_ summary: Summary, _ score: CrossValidatedScores.Score) -> String {
        let factor = score.isPercentage ? 100.0 : 1
        func shown(_ value: Double?) -> String? {
            value.flatMap {
                NumberText.typeset($0 * factor, decimals: score.isPercentage ? 2 : 4)
            }
        }
        let spread = shown(summary.standardDeviation).map { " ± \($0)" } ?? ""
        return (shown(summary.mean) ?? ResultsTable.missing) + spread + summary.seeds.mark
    }

    var table: TextTable {
        TextTable(
            header: [Self.titles], rows: rows,
            alignments: [.leading, .leading, .trailing, .trailing])
    }
}
