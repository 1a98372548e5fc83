import Figures
import Testing

@Suite struct ScoreTableTests {
    private let table = ScoreTable(
        columns: [
            .init("MRPC", "accuracy", split: "development", rows: 408),
            .init(
                "loss_1", "mean squared error", split: "test", scale: .plain,
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
                                                                      MRPC            loss_1
                                                                                mean squared
                                                              accuracy (%)             error
                                                               development              test
            model method                                          408 rows
            ─────────────────────────────────────────────────────────────────────────────────
            one   plain         80.00 ( 1.25) [5 seeds]                     0.5000 [5 seeds]
                  I-STAR λ = −1 90.00 (10.00) [5 seeds, of 4, 2 collapsed]  0.2500 [3 seeds]
            two   plain                                     70.00 [1 seed]                 –
            """
        #expect(table.text().hasPrefix(expected), "\(table.text())")
        #expect(
            table.text().hasSuffix(
                """
                median (std) over the seeds
                [of n]: n of the runs have the number; the others rank worst in the median, and are not in mean and std
                [n collapsed]: so many of the models give one answer to every row, though what is right differs

                """))
    }

    /// A lead of 10 with deviations of 1.25 and 2.
    @Test func theBestIsAheadByMoreThanTheSeedsDeviation() {
        func table(_ deviation: Double?) -> ScoreTable {
            let score = ScoreTable.Score(0.9, deviation: deviation, seeds: SeedCount(5))
            var table = self.table
            table.columns = [table.columns[0]]
            table.sections = [
                .init(
                    "one",
                    [
                        .init("plain", [.init(0.8, deviation: 0.0125, seeds: SeedCount(5))]),
                        .init("IsoBN", [score]),
                    ])
            ]
            return table
        }
        #expect(table(0.02).text().contains("90.00 (2.00)*"))
        #expect(table(0.02).text().contains("* best of a model's methods, by more than"))
        for unclear in [0.2, nil] {
            #expect(!table(unclear).text().contains("*"))
            #expect(!table(unclear).markdown().contains("**"))
        }
    }

    @Test func theNumberOfSeedsStandsOnceWhereItIsOne() {
        var table = table
        let counts = [SeedCount(3), SeedCount(10, folds: 5)]
        func row(_ name: String, _ counts: [SeedCount]) -> ScoreTable.Row {
            .init(name, counts.map { .init(0.5, deviation: 0.1, seeds: $0) })
        }
        table.sections = [.init("m", [row("plain", counts), row("IsoBN", counts)])]
        let columns = table.text()
        #expect(columns.contains("3 seeds") && columns.contains("5 folds × 2 seeds"))
        #expect(!columns.contains("[") && !columns.contains("differ"), "\(columns)")
        table.sections[0].rows = [
            row("plain", [counts[0], counts[0]]), row("IsoBN", [counts[1], counts[1]]),
        ]
        let rows = table.markdown()
        #expect(rows.hasPrefix("| model | method | seeds |"))
        #expect(rows.contains("| plain | 3 |") && rows.contains("| IsoBN | 5 folds × 2 seeds |"))
    }

    /// Four decimals would show zero, and call both the best.
    @Test func smallErrorsHaveAPowerOfTen() {
        let table = ScoreTable(
            columns: [
                .init(
                    "own", "mean squared error", split: "test", scale: .plain,
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
                "| one | plain | 3 | 4.00×10⁻¹⁴ ± 1.00×10⁻¹⁴ |",
                "|  | IsoBN | 3 | 4.00×10⁻¹⁴ ± 2.00×10⁻¹⁵ |",
                "|  | CosReg | 3 | 3.20×10⁻⁵ ± 0 |", "|  | I-STAR | 3 | 0.5000 ± 0.0000 |",
            ])
        #expect(table.latex().contains("3.20$\\times$10$^{-}$$^{5}$"))
    }

    @Test func markdownNamesTheMetricAndItsRows() {
        var table = table
        table.spread = .plusMinus
        let lines = table.markdown().split(separator: "\n")
        #expect(
            lines[0] == "| model | method | MRPC (accuracy (%), development, 408 rows) | "
                + "loss_1 (mean squared error, test) |")
        #expect(lines[2] == "| one | plain | 80.00 ± 1.25 [5 seeds] | 0.5000 [5 seeds] |")
        #expect(
            lines[3] == "|  | I-STAR λ = −1 | "
                + "90.00 ± 10.00 [5 seeds, of 4, 2 collapsed] | 0.2500 [3 seeds] |")
        #expect(lines[4] == "| two | plain | 70.00 [1 seed] | – |")
        #expect(lines[5] == "mean ± std over the seeds")
        #expect(lines[6].hasPrefix("[of n]: "))
        #expect(lines[7].hasPrefix("[n collapsed]: "))
    }

    @Test func latexEscapesWhatIsSpecialThere() {
        var table = table
        table.columns.append(.init("STS-B", "Pearson", split: "development", scale: .hundredfold))
        for section in table.sections.indices {
            for row in table.sections[section].rows.indices {
                table.sections[section].rows[row].scores.append(nil)
            }
        }
        let lines = table.latex().split(separator: "\n").map(String.init)
        #expect(lines.first == "\\begin{tabular}{llrrr}")
        #expect(lines.contains(" &  & MRPC & loss\\_1 & STS-B \\\\"))
        #expect(
            lines.contains(
                " &  & accuracy (\\%) & mean squared error & Pearson ($\\times$100) \\\\"))
        #expect(lines.contains(" &  & development & test & development \\\\"))
        #expect(lines.contains("model & method & 408 rows &  &  \\\\"))
        #expect(
            lines.contains(
                " & I-STAR $\\lambda$ = $-$1 & "
                    + "90.00 (10.00) [5 seeds, of 4, 2 collapsed] & 0.2500 [3 seeds] & -- \\\\"))
        #expect(lines.filter { $0 == "\\midrule" }.count == 2)
        #expect(lines.contains("\\end{tabular}"))
        #expect(lines.contains("% median (std) over the seeds"))
        #expect(lines.last?.hasPrefix("% [n collapsed]: ") == true)
    }
}
