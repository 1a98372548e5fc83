import Figures
import Metrics
import Testing

/// What numbers are of, and what one answer to every row would reach.
@Suite struct CountTests {
    private func counted(_ name: String, rows: [Int?], vectors: Int? = 40) -> MethodResult {
        var result = method(
            name, metrics: rows.map { _ in 0.75 }, isoScores: rows.map { _ in 0.1 })
        for (index, count) in rows.enumerated() {
            result.seeds[index].rows = count
            result.seeds[index].isotropy.vectorsCLS = vectors
            result.seeds[index].isotropy.vectorsTokens = vectors.map { $0 * 300 }
        }
        return result
    }

    private func everywhere(_ content: ReportContent) -> [String] {
        [content.textTable(), content.markdownTable(), content.html()]
    }

    @Test func equalCountsStandOnce() {
        let content = content([
            counted("a", rows: [1097, 1097]), counted("b", rows: [1097, 1097]),
        ])
        let line = "ccuracy over 1097 dev rows; EV_k and IsoScore over 40 [CLS] vectors and "
        for text in everywhere(content) {
            #expect(
                text.contains(line + "12,000 token vectors, each token once a layer"), "\(text)")
            #expect(text.components(separatedBy: line).count == 2)
        }
        #expect(content.metricBySeed().caption.contains("2 seeds (1097 rows)"))
        #expect(content.explainedVariance().caption.contains("(40 vectors)"))
        #expect(content.isoScoreByLayer().caption.contains("(12,000 vectors a layer)"))
    }

    @Test func otherCountsHaveALineEach() {
        let content = content([counted("a", rows: [10, 12]), counted("b", rows: [10, 10])])
        for text in everywhere(content) {
            #expect(text.contains("accuracy over 10 to 12 dev rows;"), "\(text)")
            #expect(text.contains("accuracy over 10 dev rows;"), "\(text)")
        }
        #expect(content.textTable().contains("\na: accuracy over 10 to 12"))
    }

    @Test func whatNobodyCountedIsNotSaid() {
        for text in everywhere(content([counted("a", rows: [nil, nil], vectors: nil)])) {
            #expect(!text.contains(" rows;") && !text.contains("vectors"), "\(text)")
        }
    }

    @Test func theBaselineStandsBelowTheTable() {
        var method = counted("a", rows: [10])
        method.baseline = BaselineScore("always 'x', the most frequent label", value: 0.6)
        for text in everywhere(content([method])) {
            #expect(text.contains("aseline: always "), "\(text)")
            #expect(text.contains("the most frequent label, accuracy 60.00 %"), "\(text)")
        }
    }

    @Test func allMetricsHaveATableWithTheirBaselines() {
        var method = counted("a", rows: [10, 10])
        method.metrics = [
            MetricScores(
                "accuracy", isPercentage: true, overRuns: Summary([0.5, 0.75]), baseline: 0.6),
            MetricScores(
                "Pearson", isPercentage: false, overRuns: Summary([0.25, nil]), baseline: nil),
        ]
        method.baseline = BaselineScore("always 'x'", value: 0.6)
        let content = content([method])
        let lines = content.markdownTable().split(separator: "\n")
        #expect(lines.contains("| method | metric | mean ± std over seeds | baseline |"))
        #expect(lines.contains("| a | accuracy (%) | 62.50 ± 17.68 | 60.00 |"))
        #expect(lines.contains("|  | Pearson | 0.2500 [of 1] | – |"))
        #expect(content.textTable().contains("accuracy (%)          62.50 ± 17.68     60.00"))
        #expect(content.html().contains("All metrics, dev set, 2 seeds"))
    }

    @Test func whatDiffersHasATable() {
        var content = content([counted("a", rows: [10]), counted("b", rows: [10])])
        content.differences = [.init("--epochs", ["3", "4"])]
        #expect(content.markdownTable().contains("| option | a | b |"))
        #expect(content.textTable().contains("--epochs  3  4"))
        #expect(content.html().contains("What differs"))
    }
}

@Suite struct WidthTests {
    private func longest(_ text: String) -> Int {
        text.split(separator: "\n").map(\.count).max() ?? 0
    }

    @Test func aTableThatFitsIsWhole() {
        func body(_ table: String) -> String { table.components(separatedBy: "\n*")[0] }
        let table = sample.textTable(width: 95)
        #expect(body(table) == body(sample.textTable()))
        // What is said below is broken into lines.
        #expect(longest(table) <= 95 && longest(sample.textTable()) > 95)
    }

    @Test func secondsAreNoPartOfTheirOwn() {
        let content = content([method("a", metrics: [0.5, 0.5], isoScores: [0.1, 0.2])])
        let table = content.textTable(width: 80)
        #expect(longest(table) <= 80)
        // Narrower, all of it is one table.
        #expect(table.components(separatedBy: "method").count == 2, "\(table)")
        let narrow = content.textTable(width: 74)
        #expect(longest(narrow) <= 74)
        #expect(narrow.components(separatedBy: "method").count == 2, "\(narrow)")
        #expect(narrow.contains("mean seconds: a 12.5"))
    }

    @Test func aNarrowTableIsCutBetweenGroups() {
        let table = sample.textTable(width: 60)
        #expect(longest(table) <= 60)
        #expect(table.components(separatedBy: "method").count > 2)
        #expect(!table.contains("seconds\n") || table.contains("tokens  seconds"), "\(table)")
    }
}
