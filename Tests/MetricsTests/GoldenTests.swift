import Foundation
import Metrics
import TestSupport
import Testing

/// Answers of scikit-learn and SciPy, made by Tools/fixtures/metrics/make.py.
private struct Goldens: Decodable {
    struct Classes: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        let predictions: [Int]
        let targets: [Int]
        let accuracy: Double?
        let f1: Double?
        let accuracyF1: Double?
        let macroF1: Double?
        let matthews: Double?
        let report: Report
        /// The most frequent class, its accuracy and its macro F1.
        let baseline: [Double]
        var testDescription: String { name }
    }

    /// `classification_report` and `confusion_matrix`.
    struct Report: Decodable, Sendable {
        let classes: [[Double]]
        let support: [Int]
        let macro, weighted: [Double]
        let confusion: [[Int]]
    }

    struct Scores: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        let predictions: [Double]
        let targets: [Double]
        let pearson: Double?
        let spearman: Double?
        let meanSquaredError: Double?
        let rootMeanSquaredError: Double?
        let meanAbsoluteError: Double?
        let r2: Double?
        /// The mean's mean squared and mean absolute error.
        let baselineErrors: [Double]
        var testDescription: String { name }
    }

    /// Over seeds, by NumPy.
    struct Seeds: Decodable, Sendable {
        let values: [Double?]
        let largerIsBetter: Bool
        let median: Double?
        let mean: Double?
        let deviation: Double?
    }

    let classes: [Classes]
    let scores: [Scores]
    let summaries: [Seeds]

    static func read() throws -> Goldens {
        let file = Bundle.module.url(forResource: "Fixtures/metrics", withExtension: "json")
        return try JSONDecoder().decode(Goldens.self, from: Data(contentsOf: #require(file)))
    }
}

@Suite struct GoldenTests {
    @Test(arguments: try Goldens.read().classes)
    private func classMetricsEqualScikitLearn(_ golden: Goldens.Classes) throws {
        let expected: [(ClassMetric, Double?)] = [
            (.accuracy, golden.accuracy), (.f1, golden.f1), (.macroF1, golden.macroF1),
            (.matthews, golden.matthews), (.accuracyF1, golden.accuracyF1),
        ]
        for (metric, value) in expected {
            expectGolden(
                metric.evaluate(golden.predictions, targets: golden.targets), value,
                metric.rawValue)
        }
    }

    @Test(arguments: try Goldens.read().classes)
    private func classReportsEqualScikitLearn(_ golden: Goldens.Classes) throws {
        let expected = golden.report
        let labels = expected.support.indices.map { "\($0)" }
        let report = try #require(
            ClassReport(golden.predictions, targets: golden.targets, labels: labels))
        #expect(report.confusion == expected.confusion)
        #expect(report.classes.map(\.support) == expected.support)
        func compare(_ scores: ClassReport.Scores, _ golden: [Double], _ name: String) {
            expectGolden(scores.precision, golden[0], "precision, \(name)")
            expectGolden(scores.recall, golden[1], "recall, \(name)")
            expectGolden(scores.f1, golden[2], "F1, \(name)")
        }
        for (own, other) in zip(report.classes, expected.classes) {
            compare(own.scores, other, own.label)
        }
        compare(report.macro, expected.macro, "macro")
        compare(report.weighted, expected.weighted, "weighted")
        expectGolden(report.accuracy, golden.accuracy, "accuracy")
    }

    @Test(arguments: try Goldens.read().scores)
    private func scoreMetricsEqualSciPy(_ golden: Goldens.Scores) throws {
        let both = golden.pearson.flatMap { pearson in
            golden.spearman.map { (pearson + $0) / 2 }
        }
        let expected: [(ScoreMetric, Double?)] = [
            (.pearson, golden.pearson), (.spearman, golden.spearman), (.pearsonSpearman, both),
            (.meanSquaredError, golden.meanSquaredError),
            (.rootMeanSquaredError, golden.rootMeanSquaredError),
            (.meanAbsoluteError, golden.meanAbsoluteError), (.rSquared, golden.r2),
        ]
        for (metric, value) in expected {
            expectGolden(
                metric.evaluate(golden.predictions, targets: golden.targets), value,
                metric.rawValue)
        }
    }

    /// scikit-learn's `DummyClassifier` and `DummyRegressor`.
    @Test(arguments: try Goldens.read().classes)
    private func theBaselineIsTheMostFrequentClass(_ golden: Goldens.Classes) throws {
        let count = (golden.targets + golden.predictions).reduce(0, max) + 1
        let comparison = Comparison.classes(
            golden.predictions, targets: golden.targets, labels: (0..<count).map { "c\($0)" },
            metrics: [.accuracy, .macroF1])
        let baseline = try #require(comparison.baseline)
        #expect(baseline.label == "c\(Int(golden.baseline[0]))" && baseline.mean == nil)
        expectGolden(baseline.metrics["accuracy"] ?? nil, golden.baseline[1], "accuracy")
        expectGolden(baseline.metrics["macro_f1"] ?? nil, golden.baseline[2], "macro F1")
    }

    @Test(arguments: try Goldens.read().scores)
    private func theBaselineOfNumbersIsTheirMean(_ golden: Goldens.Scores) throws {
        let comparison = Comparison.scores(
            golden.predictions, targets: golden.targets, metrics: ScoreMetric.ofNumbers)
        let baseline = try #require(comparison.baseline)
        #expect(baseline.label == nil && baseline.mean != nil)
        for (name, value) in zip(
            ["mean_squared_error", "mean_absolute_error"], golden.baselineErrors)
        { expectGolden(baseline.metrics[name] ?? nil, value, name) }
        let isConstant = Set(golden.targets).count == 1
        #expect(baseline.metrics["r2"] == .some(isConstant ? nil : 0))
        #expect(baseline.metrics["pearson"] == .some(nil))
    }

    @Test(arguments: try Goldens.read().summaries)
    private func seedsWithoutAValueRankWorst(_ golden: Goldens.Seeds) throws {
        let summary = Summary(
            golden.values, collapsed: 1, largerIsBetter: golden.largerIsBetter)
        for (name, value, expected) in [
            ("median", summary.median, golden.median), ("mean", summary.mean, golden.mean),
            ("deviation", summary.standardDeviation, golden.deviation),
        ] { expectGolden(value, expected, name) }
        #expect(summary.count == golden.values.count && summary.collapsed == 1)
        #expect(summary.defined == golden.values.compactMap { $0 }.count)
    }

    @Test func goldensAreThere() throws {
        let goldens = try Goldens.read()
        #expect(goldens.classes.count == 20)
        #expect(goldens.scores.count == 20)
        #expect(goldens.summaries.count == 26)
    }
}

/// Equal within 1e-12, relative for values above 1; NaN never is.
private func expectGolden(
    _ value: Double?, _ expected: Double?, _ name: String,
    _ location: SourceLocation = #_sourceLocation
) {
    expectClose(
        value.map { [$0] }, expected.map { [$0] }, absolute: 1e-12 * max(1, abs(expected ?? 0)),
        name, location)
}
