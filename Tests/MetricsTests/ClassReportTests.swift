import Metrics
import Testing

/// By hand; `GoldenTests` compares with scikit-learn.
struct ClassReportTests {
    private let targets = [0, 0, 0, 0, 1, 1, 2, 2, 2, 2]
    private let answers = [0, 0, 1, 2, 1, 0, 2, 2, 0, 2]

    private func report(_ labels: [String] = ["a", "b", "c"]) throws -> ClassReport {
        try #require(ClassReport(answers, targets: targets, labels: labels))
    }

    @Test func confusionHasWhatIsRightInRows() throws {
        #expect(try report().confusion == [[2, 1, 1], [1, 1, 0], [1, 0, 3]])
    }

    @Test func everyClassHasItsOwnScores() throws {
        let classes = try report().classes
        #expect(classes.map(\.support) == [4, 2, 4])
        #expect(classes.map(\.predicted) == [4, 2, 4])
        #expect(classes.map(\.scores.precision) == [0.5, 0.5, 0.75])
        #expect(classes.map(\.scores.recall) == [0.5, 0.5, 0.75])
        #expect(classes.map(\.scores.f1) == [0.5, 0.5, 0.75])
    }

    @Test func averagesAreOfClassesAndOfRows() throws {
        let report = try report()
        #expect(abs(report.accuracy - 0.6) < 1e-15)
        #expect(abs(report.macro.f1 - 1.75 / 3) < 1e-15)
        #expect(abs(report.weighted.f1 - 0.6) < 1e-15)
    }

    @Test func aClassThatNeverOccursIsInNoMacroAverage() throws {
        let report = try #require(
            ClassReport([0, 1, 1], targets: [0, 1, 0], labels: ["a", "b", "c"]))
        #expect(report.classes[2].scores == ClassReport.Scores(precision: 0, recall: 0, f1: 0))
        #expect(abs(report.macro.f1 - 2.0 / 3) < 1e-15)
        #expect(report.macro.f1 == macroF1([0, 1, 1], targets: [0, 1, 0]))
    }

    @Test func aClassThatIsNeverAnsweredHasPrecisionZero() throws {
        let report = try #require(ClassReport([0, 0], targets: [0, 1], labels: ["a", "b"]))
        #expect(report.classes[1].scores == ClassReport.Scores(precision: 0, recall: 0, f1: 0))
        #expect(report.classes[0].scores.precision == 0.5)
        #expect(report.macro.precision == 0.25)
    }

    @Test func withoutRowsThereIsNone() {
        #expect(ClassReport([], targets: [], labels: ["a", "b"]) == nil)
    }

    @Test func addingIsTheReportOfAllRows() throws {
        let both = try #require(
            ClassReport(answers + [1, 1], targets: targets + [0, 1], labels: ["a", "b", "c"]))
        let more = try #require(ClassReport([1, 1], targets: [0, 1], labels: ["a", "b", "c"]))
        #expect(try report().adding(more) == both)
    }

    @Test func f1IsOfThePositiveClass() {
        let comparison = Comparison.classes(
            [0, 0, 1, 1], targets: [0, 1, 1, 1], labels: ["a", "b"], positive: 0, metrics: [.f1])
        #expect(comparison.values == ["f1": 2.0 / 3])
    }
}
