import Foundation
import Metrics
import Testing

@Suite struct MetricTests {
    @Test func withoutRowsEveryMetricIsUndefined() {
        for metric in ClassMetric.allCases { #expect(metric.evaluate([], targets: []) == nil) }
        for metric in ScoreMetric.allCases { #expect(metric.evaluate([], targets: []) == nil) }
    }

    @Test(arguments: Metric.all)
    func metricIsItsNameInJSON(_ metric: Metric) throws {
        let json = try JSONEncoder().encode([metric])
        #expect(String(decoding: json, as: UTF8.self) == "[\"\(metric.name)\"]")
        #expect(try JSONDecoder().decode([Metric].self, from: json) == [metric])
    }

    @Test func unknownMetricIsRefusedWithTheKnownNames() {
        let json = Data("[\"acuracy\"]".utf8)
        let error = #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([Metric].self, from: json)
        }
        #expect("\(String(describing: error))".contains("known are accuracy, f1"))
    }

    @Test func namesAreUnique() {
        #expect(Set(Metric.all.map(\.name)).count == Metric.all.count)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func valuesThatAreNotFiniteHaveNoMetric(_ value: Double) {
        for metric in ScoreMetric.allCases {
            #expect(metric.evaluate([1, value, 2], targets: [1, 2, 3]) == nil)
            #expect(metric.evaluate([1, 2, 3], targets: [1, value, 2]) == nil)
        }
    }

    @Test func f1LooksAtThePositiveClassOnly() {
        // Two of three claimed, two of four present: precision 2/3, recall 1/2.
        let predictions = [1, 1, 1, 0, 0, 0]
        let targets = [1, 1, 0, 1, 1, 0]
        #expect(f1(predictions, targets: targets) == 4.0 / 7)
        #expect(f1(predictions, targets: targets, positive: 0) == 2.0 / 5)
    }

    @Test func tiesShareTheMeanOfTheirRanks() {
        #expect(averageRanks([3, 1, 3, 2, 3]) == [4, 1, 4, 2, 4])
        #expect(averageRanks([0, -0.0]) == [1.5, 1.5])
        #expect(averageRanks([]) == [])
    }

    @Test func correlationSurvivesHugeAndTinyValues() throws {
        let huge = try #require(pearsonCorrelation([1e200, -1e200, 2e200], targets: [1, -1, 2]))
        #expect(abs(huge - 1) < 1e-15)
        let tiny = try #require(
            pearsonCorrelation([1e-200, -1e-200, 2e-200], targets: [1, -1, 2]))
        #expect(abs(tiny - 1) < 1e-15)
    }

    @Test func overflowIsUndefined() {
        #expect(meanSquaredError([1e200], targets: [-1e200]) == nil)
        #expect(rootMeanSquaredError([1e200], targets: [-1e200]) == nil)
        #expect(meanAbsoluteError([1.7e308, 1], targets: [-1.7e308, 1]) == nil)
        #expect(rSquared([1e200, 0], targets: [1, 2]) == nil)
        #expect(pearsonCorrelation([1.7e308, 1.7e308, 1], targets: [1, 2, 3]) == nil)
    }
}

@Suite struct UndefinedMetricTests {
    private func reasons(_ predictions: [Double], _ targets: [Double]) -> [String: String] {
        Comparison.scores(predictions, targets: targets, metrics: ScoreMetric.ofNumbers).undefined
    }

    @Test func whatIsUndefinedHasItsReason() {
        #expect(reasons([1, 2, 3], [1, 3, 2]).isEmpty)
        let constant = reasons([1, 2], [3, 3])
        #expect(constant["r2"] == "every row has the same true value")
        #expect(Set(constant.keys) == ["r2", "pearson", "spearman", "pearson_spearman"])
        #expect(reasons([3, 3], [1, 2])["pearson"] == "every row has the same prediction")
        #expect(reasons([3, 3], [1, 2])["r2"] == nil)
        #expect(reasons([1], [2])["r2"] == "there is one row only")
        #expect(reasons([.nan, 1], [1, 2]).values.allSatisfy { $0 == "a value is not finite" })
        #expect(reasons([], [])["mean_absolute_error"] == "there is no row")
        #expect(reasons([1e200, 0], [1, 2])["r2"] == "a number overflows")
    }

    @Test func perfectAnswersToEqualNumbersHaveNoShareOfVariance() {
        #expect(rSquared([0.7, 0.7], targets: [0.7, 0.7]) == nil)
        #expect(rSquared([1, 2], targets: [1, 2]) == 1)
    }

    @Test func errorsAreBetterWhereTheyAreSmaller() {
        for metric in [ScoreMetric.meanSquaredError, .rootMeanSquaredError, .meanAbsoluteError] {
            #expect(Metric.scores(metric).isBetter(1, than: 2))
            #expect(!Metric.scores(metric).isBetter(2, than: 1))
        }
        #expect(Metric.scores(.rSquared).isBetter(0.5, than: -3))
    }
}

@Suite struct NamedMetricTests {
    @Test(arguments: [
        ("macro_f1", "macro F1"), ("mismatched_accuracy", "mismatched accuracy"),
        ("answerable_answer_f1", "answerable F1"), ("best_exact_match", "best exact match"),
    ])
    func namesMayBeginWithTheRowsTheyAreOf(_ name: String, _ title: String) throws {
        #expect(try #require(NamedMetric(name)).title == title)
    }

    @Test func aThresholdIsNoMetricAndTheHeadlineComesFirst() {
        let names = [
            "matthews", "mismatched_accuracy", "best_exact_match_threshold", "macro_f1", "accuracy",
        ]
        #expect(
            NamedMetric.all(in: names, headline: "macro_f1").map(\.name) == [
                "macro_f1", "accuracy", "matthews", "mismatched_accuracy",
            ])
    }
}

@Suite struct SummaryTests {
    @Test func summaryOfAnOddCountHasTheMiddleValueAsMedian() throws {
        let summary = Summary([4, 1, 10])
        #expect(summary.count == 3)
        #expect(summary.median == 4)
        #expect(summary.mean == 5)
        #expect(summary.standardDeviation == 21.0.squareRoot())
        #expect(summary.minimum == 1)
        #expect(summary.maximum == 10)
    }

    @Test func medianOfAnEvenCountIsTheMeanOfTheMiddleTwo() {
        #expect(Summary([8, 1, 2, 4]).median == 3)
    }

    @Test func oneValueHasNoStandardDeviation() throws {
        let summary = Summary([0.7])
        #expect(summary.standardDeviation == nil)
        #expect(summary.mean == 0.7)
        #expect(summary.median == 0.7)
    }

    @Test func equalValuesDeviateByExactlyZero() {
        #expect(Summary([0.1, 0.1, 0.1]).standardDeviation == 0)
        #expect(Summary([0.1, 0.1, 0.1]).mean == 0.1)
    }

    @Test func aSummaryOfNothingHasNoNumbers() {
        let summary = Summary([])
        #expect(summary.count == 0 && summary.median == nil && summary.mean == nil)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func whatIsNotFiniteIsCountedAndRanksWorst(_ odd: Double) throws {
        let summary = Summary([1, odd, 3], largerIsBetter: false)
        #expect(summary.count == 3 && summary.defined == 2)
        #expect(summary.median == 3 && summary.mean == 2 && summary.maximum == 3)
    }

    @Test func overflowLeavesNoMean() throws {
        let summary = Summary([1.7e308, -1.7e308, 0])
        #expect(summary.standardDeviation == nil && summary.median == 0)
    }

    @Test(arguments: [[1.0, 2, 4], [3], [nil, 2], [nil]] as [[Double?]])
    func summarySurvivesJSON(_ values: [Double?]) throws {
        let summary = Summary(values)
        let json = try JSONEncoder().encode(summary)
        #expect(try JSONDecoder().decode(Summary.self, from: json) == summary)
    }
}

@Suite struct CollapseTests {
    @Test func oneAnswerToDifferentQuestionsIsACollapse() {
        #expect(hasCollapsed([1, 1, 1], targets: [1, 0, 1]))
        #expect(hasCollapsed([0.5, 0.5], targets: [1, 2]))
    }

    @Test func scoresThatDifferByRoundingAloneAreOneAnswer() {
        let targets: [Double] = [1, 2, 3]
        #expect(hasCollapsed([2.5, 2.500001, 2.5], targets: targets))
        #expect(hasCollapsed([0, 0, 0], targets: targets))
        #expect(!hasCollapsed([2.5, 2.50001, 2.5], targets: targets))
        #expect(!hasCollapsed([-1e-9, 1e-9, 0], targets: targets))
    }

    @Test func whatIsRightOrToldApartIsNone() {
        #expect(!hasCollapsed([1, 1], targets: [1, 1]))
        #expect(!hasCollapsed([1, 1], targets: [2, 2]))
        #expect(!hasCollapsed([1, 0], targets: [0, 1]))
        #expect(!hasCollapsed([1], targets: [0]))
        #expect(!hasCollapsed([Int](), targets: []))
    }

    @Test func theOnlyAnswerIsALabelOrAScore() {
        let labels = ["no", "yes"]
        func answer(_ classes: [Int]) -> String? {
            Comparison.classes(classes, targets: [0, 1], labels: labels, metrics: []).onlyAnswer
        }
        #expect(answer([1, 1]) == "yes" && answer([1, 0]) == nil)
        let scores = Comparison.scores([0.5, 0.5], targets: [1, 2], metrics: [])
        #expect(scores.onlyAnswer == "0.5")
    }

    @Test func undefinedIsWorseThanAnyValue() {
        #expect(Metric.scores(.pearson).isBetter(-1, than: nil))
        #expect(!Metric.scores(.pearson).isBetter(nil, than: -1))
        #expect(!Metric.scores(.pearson).isBetter(nil, than: nil))
        #expect(Metric.scores(.pearson).isBetter(0.5, than: 0.4))
        #expect(!Metric.scores(.pearson).isBetter(0.4, than: 0.4))
        #expect(Metric.scores(.meanSquaredError).isBetter(0.4, than: 0.5))
        #expect(Metric.scores(.meanSquaredError).isBetter(1e9, than: nil))
        #expect(!Metric.scores(.meanSquaredError).isBetter(nil, than: 1e9))
    }
}
