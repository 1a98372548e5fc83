import Foundation
import Metrics
import Testing

@Suite struct MetricTests {
    @Test(arguments: Metric.all)
    func withoutRowsEveryMetricIsUndefined(_ metric: Metric) {
        let none: Predictions = metric.comparesClasses ? .classes([], count: 2) : .scores([])
        #expect(metric.evaluate(predictions: none, targets: none) == nil)
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
        let targets = Predictions.scores([1, 2, 3])
        for metric in Metric.all where !metric.comparesClasses {
            let broken = Predictions.scores([1, value, 2])
            #expect(metric.evaluate(predictions: broken, targets: targets) == nil)
            #expect(metric.evaluate(predictions: targets, targets: broken) == nil)
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
        #expect(pearsonCorrelation([1.7e308, 1.7e308, 1], targets: [1, 2, 3]) == nil)
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
    private func classes(_ values: [Int]) -> Predictions { .classes(values, count: 3) }

    @Test func oneAnswerToDifferentQuestionsIsACollapse() {
        #expect(classes([1, 1, 1]).hasCollapsed(targets: classes([1, 0, 1])))
        #expect(Predictions.scores([0.5, 0.5]).hasCollapsed(targets: .scores([1, 2])))
    }

    @Test func scoresThatDifferByRoundingAloneAreOneAnswer() {
        let targets = Predictions.scores([1, 2, 3])
        #expect(Predictions.scores([2.5, 2.500001, 2.5]).hasCollapsed(targets: targets))
        #expect(Predictions.scores([0, 0, 0]).hasCollapsed(targets: targets))
        #expect(!Predictions.scores([2.5, 2.50001, 2.5]).hasCollapsed(targets: targets))
        #expect(!Predictions.scores([-1e-9, 1e-9, 0]).hasCollapsed(targets: targets))
    }

    @Test func whatIsRightOrToldApartIsNone() {
        #expect(!classes([1, 1]).hasCollapsed(targets: classes([1, 1])))
        #expect(!classes([1, 1]).hasCollapsed(targets: classes([2, 2])))
        #expect(!classes([1, 0]).hasCollapsed(targets: classes([0, 1])))
        #expect(!classes([1]).hasCollapsed(targets: classes([0])))
        #expect(!classes([]).hasCollapsed(targets: classes([])))
    }

    @Test func undefinedIsWorseThanAnyValue() {
        #expect(Metric.pearson.isBetter(-1, than: nil))
        #expect(!Metric.pearson.isBetter(nil, than: -1))
        #expect(!Metric.pearson.isBetter(nil, than: nil))
        #expect(Metric.pearson.isBetter(0.5, than: 0.4))
        #expect(!Metric.pearson.isBetter(0.4, than: 0.4))
        #expect(Metric.meanSquaredError.isBetter(0.4, than: 0.5))
        #expect(Metric.meanSquaredError.isBetter(1e9, than: nil))
        #expect(!Metric.meanSquaredError.isBetter(nil, than: 1e9))
    }
}
