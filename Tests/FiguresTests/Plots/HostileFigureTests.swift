import Figures
import TestSupport
import Testing

/// Names of any form are shown as text, in every figure.
@Suite struct HostileFigureTests {
    private static func figures(_ text: String) -> [Figure] {
        let curve = Curve(text, [.init(1, 0.2), .init(2, 0.4, lower: 0.3, upper: 0.5)])
        func panels<Content>(_ content: Content) -> Panels<Content> {
            Panels(rows: [text], columns: [text], cells: [[content]])
        }
        let matrix = CorrelationMatrix(
            strengths: [1, 0.5, 0.5, 1], order: [1, 0], blocks: [0, 0])
        return [
            .deviations(panels([0.1, 1, 0]), of: text),
            .explainedVariance(panels([curve]), of: text),
            .spectra(panels([curve]), of: text),
            .isoScores(bySampleSize: panels([curve]), trueScore: 1),
            .isoScores(byLayer: panels([curve])),
            .intrinsicDimensions(byLayer: panels([curve]), intervals: text),
            .shrinkageAblation(panels([curve]), metric: text),
            .performance(
                againstIsoScore: panels([ScoreCloud(text, [.init(isoScore: 0.1, metric: 1)])]),
                metrics: [text]),
            .performance(
                againstIsoScore: Panels([ScoreCloud(text, [.init(isoScore: 0.1, metric: 1)])]),
                metrics: [text]),
            .activations(panels(Activations(means: [0, 1], outliers: [1])), rule: text),
            .cosines(
                panels([NamedHistogram(text, Histogram(edges: [0, 1], counts: [1], outside: 1))]),
                of: text),
            .correlations(panels(matrix), of: text),
            .correlationAssumptions([(text, matrix)], of: text),
            .calibration([Calibration(text, confidences: [0.5, .nan], correct: [true, true])]),
            .confusion(labels: [text, "b"], counts: [[1, 2], [3, 4]]),
            .confusion(labels: [text, "b"], counts: panels([[1, 2], [3, 4]])),
            .trainingCurves([LoggedQuantity(text, [curve])], seeds: text),
            .projection(panels([ProjectedClass(text, [Point(0, 0), Point(1, 1)])]), of: text),
        ]
    }

    @Test(arguments: [
        "</text><script>alert(1)</script>", "\" onload=\"x", "a & b &amp; <!-- ]]>",
        "\u{0}\u{1B}[31m\u{FFFE}", "two\nlines", "=cmd()|\"a\",b",
    ])
    func namesStayText(_ text: String) throws {
        for (figure, plain) in zip(Self.figures(text), Self.figures("x")) {
            let found = try parsed(figure.svg(.twoColumns))
            let expected = try parsed(plain.svg(.twoColumns))
            #expect(Set(found.map(\.name)) == Set(expected.map(\.name)), "\(figure.name)")
            #expect(
                Set(found.flatMap(\.attributes.keys)) == Set(expected.flatMap(\.attributes.keys)),
                "\(figure.name)")
            // The data has it as it was.
            let rows = try fields(figure.csv())
            #expect(
                rows.joined().contains(text) || figure.data.header.contains(text), "\(figure.name)")
        }
    }

    @Test func everyFigureSaysItsNumbersInWords() throws {
        let figures = Self.figures("x")
        for figure in figures {
            #expect(
                !figure.caption.isEmpty && figure.summary.contains { $0.isNumber }, "\(figure.name)"
            )
            let description = try #require(try parsed(figure.svg()).first { $0.name == "desc" })
            #expect(description.text.contains(figure.summary))
        }
        #expect(Set(figures.map(\.name)).count == figures.count - 2)
    }

    @Test func figuresWithoutContentAreStillFigures() throws {
        let empty: [Figure] = [
            .deviations(Panels([])), .explainedVariance(Panels([])), .spectra(Panels([])),
            .isoScores(bySampleSize: Panels([]), trueScore: 0.5), .cosines(Panels([])),
            .activations(Panels(Activations(means: [])), rule: ""), .calibration([]),
            .confusion(labels: [], counts: []), .projection(Panels([])),
            .performance(againstIsoScore: Panels([]), metrics: [""]), .correlationAssumptions([]),
        ]
        for figure in empty {
            #expect(
                try parsed(figure.svg()).contains { $0.text == "no data to show" }, "\(figure.name)"
            )
        }
    }
}
