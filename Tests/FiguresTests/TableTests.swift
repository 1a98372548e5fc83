import Metrics
import Figures
import Foundation
import Testing

@Suite struct TableTests {
    @Test func textTableIsAlignedByCharacters() {
        let expected = """
                                     dev accuracy (%)            dev [CLS]        dev IsoScore
            method       seeds  median (std)    mean ± std   EV_1   EV_2   EV_3   [CLS]  tokens  seconds
            ─────────────────────────────────────────────────────────────────────────────────────────────
            plain            2  86.50 (0.42)  86.50 ± 0.42  0.410  0.620  0.700  0.0275  0.0550     12.5
            I-STAR λ=+1      2  86.80 (0.42)  86.80 ± 0.42  0.410  0.620  0.700  0.1450* 0.2900*    12.5
            CosReg           2  86.65 (0.07)  86.65 ± 0.07  0.410  0.620  0.700  0.0020  0.0041     12.5
            * highest accuracy, or most isotropic (lowest EV_k, highest IsoScore), by more than the standard deviation over seeds of any two methods compared

            """
        #expect(sample.textTable() == expected)
    }

    @Test func markdownMarksTheBestInBoldAndEscapesBars() {
        var content = sample
        content.methods[0].name = "a|b\\c"
        let lines = content.markdownTable().split(separator: "\n")
        #expect(lines.count == 6)
        #expect(lines[1].hasPrefix("| :-- | --: |"))
        #expect(lines[0].hasPrefix("| method | seeds | dev accuracy (%) median (std) |"))
        #expect(
            lines[0].contains("| dev [CLS] EV_1 |") && lines[0].contains("| dev IsoScore tokens |"))
        #expect(lines[2].hasPrefix("| a\\|b\\\\c | 2 | 86.50 (0.42) | 86.50 ± 0.42 |"))
        #expect(lines[3].contains("| 86.80 (0.42) | 86.80 ± 0.42 |"))
        #expect(lines[3].contains("| **0.1450** | **0.2900** |"))
    }

    @Test func equalValuesAreNotCalledBest() {
        let same = content(["a", "b"].map { method($0, metrics: [0.5], isoScores: [0.1]) })
        #expect(!same.markdownTable().contains("**"))
        let tie = content([
            method("a", metrics: [0.50001, 0.50001], isoScores: [0.1, 0.1]),
            method("b", metrics: [0.5, 0.5], isoScores: [0.1, 0.1]),
            method("c", metrics: [0.4, 0.4], isoScores: [0.1, 0.1]),
        ])
        #expect(!tie.markdownTable().contains("**"))
    }

    /// The first leads the second by 0.03, which is more than one deviation and less than the other.
    @Test(
        arguments: [
            ([0.50, 0.50], [0.469, 0.471], true), ([0.50, 0.50], [0.44, 0.50], false),
            ([0.46, 0.54], [0.47, 0.47], false), ([0.5], [0.47, 0.47], false),
            ([0.50, 0.50], [0.47], false), ([0.50, 0.50, nil], [0.47, 0.47], true),
        ] as [([Double?], [Double?], Bool)])
    func aLeadWithinTheSeedsDeviationIsNotMarked(
        _ first: [Double?], _ second: [Double?], _ isMarked: Bool
    ) {
        func scores(_ values: [Double?]) -> [Double] { values.map { _ in 0.1 } }
        let table = content([
            method("a", metrics: first, isoScores: scores(first)),
            method("b", metrics: second, isoScores: scores(second)),
        ]).markdownTable()
        #expect(table.contains("**50.00 ±") == isMarked, "\(table)")
        #expect(table.contains("by more than the standard deviation") == isMarked)
    }

    @Test func lowerCanBeBetter() {
        var content = content([
            method("a", metrics: [0.5, 0.5], isoScores: [0.1, 0.1]),
            method("b", metrics: [0.25, 0.25], isoScores: [0.1, 0.1]),
        ])
        content.metric = .init("error", isPercentage: false, higherIsBetter: false)
        #expect(content.markdownTable().contains("**0.2500 ± 0.0000**"))
        #expect(content.textTable().contains("* lowest error"))
    }

    @Test func bestCellsOfThePageAreMarkedByMoreThanColour() throws {
        let elements = try parsed(sample.html())
        let best = elements.filter { $0.attributes["class"] == "best" }
        #expect(best.count == 2)
        #expect(elements.contains { $0.name == "strong" && $0.text == "0.2900" })
        let cells = elements.filter { $0.name == "td" && $0.attributes["data-heading"] != nil }
        #expect(cells.count == 3 * 9)
    }

    @Test func oneSeedShowsOneNumber() {
        let one = content([method("a", metrics: [0.5], isoScores: [0.1])])
        #expect(
            one.markdownTable().contains("| method | seeds | dev accuracy (%) | dev [CLS] EV_1 |"))
        #expect(one.markdownTable().contains("| a | 1 | 50.00 | 0.410 |"))
        #expect(!one.textTable().contains("std") && !one.html().contains("std is"))
        // Nothing to compare with is no best.
        #expect(!one.textTable().contains("*") && !one.html().contains("Bold"))
    }

    @Test func aMethodOfOneSeedHasNoSpreadBesideOthers() {
        let both = content([
            method("a", metrics: [0.5], isoScores: [0.1]),
            method("b", metrics: [0.25, 0.75], isoScores: [0.1, 0.1]),
        ])
        let lines = both.markdownTable().split(separator: "\n")
        #expect(lines[2].hasPrefix("| a | 1 | 50.00 | 50.00 |"))
        #expect(lines[3].hasPrefix("| b | 2 | 50.00 (35.36) | 50.00 ± 35.36 |"))
    }

    @Test func secondsAreNotBest() {
        var content = sample
        content.methods[0].seeds[0].seconds = 1
        #expect(!content.markdownTable().contains("**6.8**"))
        #expect(!content.textTable().contains("fastest"))
    }

    @Test func everyTableSaysOfWhichSplitItsNumbersAre() throws {
        var content = sample
        content.split = "test"
        content.isotropySplit = "development"
        for table in [content.textTable(), content.markdownTable(), content.html()] {
            #expect(table.contains("test accuracy (%)"))
            #expect(table.contains("development [CLS]"))
            #expect(table.contains("development IsoScore"))
        }
    }

    /// Five seeds, of which two collapsed: one without a value.
    private var collapsed: ReportContent {
        var method = method("a", metrics: [0.6, nil, 0.7, 0.8, 0], isoScores: [0, 0, 0, 0, 0])
        method.seeds[1].hasCollapsed = true
        method.seeds[4].hasCollapsed = true
        return content([method, other])
    }

    private var other: MethodResult {
        method("b", metrics: [0.5, 0.5, 0.5, 0.5, 0.5], isoScores: [0, 0, 0, 0, 0])
    }

    @Test func seedsThatCollapsedAreCountedAndRankWorst() throws {
        let lines = collapsed.markdownTable().split(separator: "\n")
        // In order: none, 0, 0.6, 0.7, 0.8; the mean is of the four.
        #expect(
            lines[2].hasPrefix(
                "| a | 5, 2 collapsed | 60.00 (35.94) [of 4] | 52.50 ± 35.94 [of 4] |"))
        #expect(lines[3].hasPrefix("| b | 5 | 50.00 (0.00) | 50.00 ± 0.00 |"))
        #expect(lines.last?.hasPrefix("[of n]: n seeds have the number") == true)
        let text = collapsed.textTable()
        for table in [collapsed.markdownTable(), text, collapsed.html()] {
            #expect(table.contains("ollapsed: the model gives one answer to every row"))
        }
        #expect(text.contains("5, 2 collapsed") && text.contains("[of n]: n seeds have the number"))
        let page = try parsed(collapsed.html())
        #expect(page.contains { $0.name == "td" && $0.text == "5, 2 collapsed" })
        #expect(page.contains { $0.text.contains("[of n]: n seeds have the number") })
        let figure = try parsed(collapsed.metricBySeed().svg())
        #expect(
            figure.contains { $0.text == "a, of 5: 2 collapsed; 1 without a value, not drawn." })
    }

    @Test func whereSmallerIsBetterTheWorstEndIsTheOther() {
        var content = collapsed
        content.metric = .init("error", isPercentage: false, higherIsBetter: false)
        // In order: 0, 0.6, 0.7, 0.8, none.
        #expect(content.markdownTable().contains("| a | 5, 2 collapsed | 0.7000 (0.3594) [of 4] |"))
    }

    @Test func summaryCountsWhatIsNotFiniteAndRanksItWorst() {
        let summary = Summary([3, nil, 1, .nan, 2, 6], collapsed: 1)
        #expect(summary.seeds == SeedCount(6, collapsed: 1, defined: 4))
        #expect(summary.mean == 3)
        #expect(summary.median == 1.5)
        #expect(
            Summary([3, nil, 1, .nan, 2, 6], largerIsBetter: false).median == 4.5)
        #expect(summary.standardDeviation == (14.0 / 3).squareRoot())
        #expect(Summary([4]).standardDeviation == nil)
        #expect(Summary([0.1, 0.1, 0.1]).standardDeviation == 0)
        #expect(Summary([]).mean == nil && Summary([nil]).median == nil)
    }

    @Test func groupsOfColumnsStandAboveThemAndMakeRoom() {
        var table = TextTable(
            header: [["a", "b", "c"]], rows: [["1", "22", "3"]],
            alignments: [.leading, .trailing, .trailing], gap: 1)
        table.groups = [("", 1), ("long title", 2)]
        #expect(
            table.text() == """
                  long title
                a  b       c
                ────────────
                1 22       3

                """)
        table.groups = [("", 1), ("b", 1), ("c", 1)]
        #expect(table.text().hasPrefix("  b  c\na  b c\n"))
    }

    @Test func tablesOfUnequalRowsAreFilledUp() {
        let table = TextTable(
            header: [["a", "b"]], rows: [["long cell"], ["c", "12"]],
            alignments: [.leading, .trailing])
        #expect(table.text() == "a           b\n─────────────\nlong cell\nc          12\n")
    }
}
