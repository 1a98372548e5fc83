import Figures
import Testing

@Suite struct ScoreTableTests {
    private let table = ScoreTable(
        columns: [
            .init("MRPC", "accuracy", split: "development"),
            .init(
                "loss_1", "mean squared error", split: "test", isPercentage: false,
                higherIsBetter: false),
        ],
        sections: [
            .init(
                "one",
                [
                    .init(
                        "plain",
                        [
                            .init(0.8, deviation: 0.0125, seeds: SeedCount(5)),
                            .init(0.5, seeds: SeedCount(5)),
                        ]),
                    .init(
                        "I-STAR λ = −1",
                        [
                            .init(
                                0.9, deviation: 0.1,
                                seeds: SeedCount(5, collapsed: 2, defined: 4)),
                            .init(0.25, seeds: SeedCount(3)),
                        ]),
                ]),
            .init("two", [.init("plain", [.init(0.7, seeds: SeedCount(1)), nil])]),
        ], spread: .parentheses)

    @Test func textMarksTheBestOfEachModel() {
        let expected = """
                                                                             MRPC              loss_1
                                                                         accuracy  mean squared error
            model method        seeds                                 development                test
            ──────────────────────────────────────────────────────────────────────────────────────────
            one   plain         5      80.00 ( 1.25)                                 0.5000
                  I-STAR λ = −1 differ 90.00 (10.00) [5 seeds, of 4, 2 collapsed]*   0.2500 [3 seeds]*
            two   plain         1                                           70.00                   –
            * best of a model's methods
            median (std) over the seeds
            [n seeds, of m, c collapsed]: only m have the number, the others rank worst in the median and are not in mean and std; c give one answer to everything

            """
        #expect(table.text() == expected)
    }

    /// Four decimals would show zero, and call both the best.
    @Test func smallErrorsHaveAPowerOfTen() {
        let table = ScoreTable(
            columns: [
                .init(
                    "own", "mean squared error", split: "test", isPercentage: false,
                    higherIsBetter: false)
            ],
            sections: [
                .init(
                    "one",
                    [
                        .init("plain", [.init(4e-14, deviation: 1e-14, seeds: SeedCount(3))]),
                        .init("IsoBN", [.init(3.996e-14, deviation: 2e-15, seeds: SeedCount(3))]),
                        .init("CosReg", [.init(3.2e-5, deviation: 0, seeds: SeedCount(3))]),
                        .init("I-STAR", [.init(0.5, deviation: 1e-9, seeds: SeedCount(3))]),
                    ])
            ], spread: .plusMinus)
        let lines = table.markdown().split(separator: "\n").dropFirst(2)
        #expect(
            lines.prefix(4) == [
                "| one | plain | 3 | **4.00×10⁻¹⁴ ± 1.00×10⁻¹⁴** |",
                "|  | IsoBN | 3 | **4.00×10⁻¹⁴ ± 2.00×10⁻¹⁵** |",
                "|  | CosReg | 3 | 3.20×10⁻⁵ ± 0 |", "|  | I-STAR | 3 | 0.5000 ± 0.0000 |",
            ])
        #expect(table.latex().contains("3.20$\\times$10$^{-}$$^{5}$"))
    }

    @Test func markdownNamesTheMetricAndBoldsTheBest() {
        var table = table
        table.spread = .plusMinus
        let lines = table.markdown().split(separator: "\n")
        #expect(
            lines[0] == "| model | method | seeds | MRPC (accuracy, development) | "
                + "loss_1 (mean squared error, test) |")
        #expect(lines[2] == "| one | plain | 5 | 80.00 ± 1.25 | 0.5000 |")
        #expect(
            lines[3] == "|  | I-STAR λ = −1 | differ | "
                + "**90.00 ± 10.00 [5 seeds, of 4, 2 collapsed]** | **0.2500 [3 seeds]** |")
        #expect(lines[4] == "| two | plain | 1 | 70.00 | – |")
        #expect(lines[5] == "mean ± std over the seeds")
        #expect(lines[6].hasPrefix("[n seeds, of m, c collapsed]: "))
    }

    @Test func latexEscapesWhatIsSpecialThere() {
        let lines = table.latex().split(separator: "\n").map(String.init)
        #expect(lines.first == "\\begin{tabular}{lllrr}")
        #expect(lines.contains(" &  &  & MRPC & loss\\_1 \\\\"))
        #expect(lines.contains("model & method & seeds & development & test \\\\"))
        #expect(lines.contains("one & plain & 5 & 80.00 (\\phantom{0}1.25) & 0.5000 \\\\"))
        #expect(
            lines.contains(
                " & I-STAR $\\lambda$ = $-$1 & differ & "
                    + "\\textbf{90.00 (10.00) [5 seeds, of 4, 2 collapsed]} & "
                    + "\\textbf{0.2500 [3 seeds]} \\\\"))
        #expect(lines.contains("two & plain & 1 & 70.00 & -- \\\\"))
        #expect(lines.filter { $0 == "\\midrule" }.count == 2)
        #expect(lines.contains("\\end{tabular}"))
        #expect(lines.contains("% median (std) over the seeds"))
        #expect(lines.last?.hasPrefix("% [n seeds, of m, c collapsed]: ") == true)
    }
}
