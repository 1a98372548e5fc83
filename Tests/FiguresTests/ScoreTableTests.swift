import Figures
import Testing

@Suite struct ScoreTableTests {
    private let table = ScoreTable(
        columns: [
            .init("MRPC", "accuracy"),
            .init("loss_1", "mean squared error", isPercentage: false, higherIsBetter: false),
        ],
        sections: [
            .init(
                "one",
                [
                    .init("plain", [.init(0.8, deviation: 0.0125), .init(0.5)]),
                    .init("I-STAR λ = −1", [.init(0.9, deviation: 0.1), .init(0.25)]),
                ]),
            .init("two", [.init("plain", [.init(0.7), nil])]),
        ], spread: .parentheses)

    @Test func textMarksTheBestOfEachModel() {
        let expected = """
                                         MRPC              loss_1
            model method             accuracy  mean squared error
            ──────────────────────────────────────────────────────
            one   plain         80.00 ( 1.25)              0.5000
                  I-STAR λ = −1 90.00 (10.00)*             0.2500*
            two   plain                 70.00                   –

            """
        #expect(table.text() == expected)
    }

    @Test func markdownNamesTheMetricAndBoldsTheBest() {
        var table = table
        table.spread = .plusMinus
        let lines = table.markdown().split(separator: "\n")
        #expect(
            lines[0] == "| model | method | MRPC (accuracy) | loss_1 (mean squared error) |")
        #expect(lines[2] == "| one | plain | 80.00 ± 1.25 | 0.5000 |")
        #expect(lines[3] == "|  | I-STAR λ = −1 | **90.00 ± 10.00** | **0.2500** |")
        #expect(lines[4] == "| two | plain | 70.00 | – |")
    }

    @Test func latexEscapesWhatIsSpecialThere() {
        let lines = table.latex().split(separator: "\n").map(String.init)
        #expect(lines.first == "\\begin{tabular}{llrr}")
        #expect(lines.contains("model & method & MRPC & loss\\_1 \\\\"))
        #expect(lines.contains("one & plain & 80.00 (\\phantom{0}1.25) & 0.5000 \\\\"))
        #expect(
            lines.contains(
                " & I-STAR $\\lambda$ = $-$1 & \\textbf{90.00 (10.00)} & \\textbf{0.2500} \\\\"))
        #expect(lines.contains("two & plain & 70.00 & -- \\\\"))
        #expect(lines.filter { $0 == "\\midrule" }.count == 2)
        #expect(lines.last == "\\end{tabular}")
    }
}
