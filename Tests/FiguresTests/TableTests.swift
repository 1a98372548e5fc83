import Figures
import Foundation
import Testing

@Suite struct TableTests {
    @Test func textTableIsAlignedByCharacters() {
        let expected = """
                         accuracy (%)  accuracy (%)                       IsoScore  IsoScore
            method       median (std)    mean ± std   EV_1   EV_2   EV_3     [CLS]    tokens  seconds
            ──────────────────────────────────────────────────────────────────────────────────────────
            plain        86.50 (0.42)  86.50 ± 0.42  0.410  0.620  0.700    0.0275    0.0550     12.5
            I-STAR λ=+1  86.80 (0.42)* 86.80 ± 0.42* 0.410  0.620  0.700    0.1450*   0.2900*    12.5
            CosReg       86.65 (0.07)  86.65 ± 0.07  0.410  0.620  0.700    0.0020    0.0041     12.5
            * highest accuracy, most isotropic (lowest EV_k, highest IsoScore), or fastest

            """
        #expect(sample.textTable() == expected)
    }

    @Test func markdownMarksTheBestInBoldAndEscapesBars() {
        var content = sample
        content.methods[0].name = "a|b\\c"
        let lines = content.markdownTable().split(separator: "\n")
        #expect(lines.count == 5)
        #expect(lines[1].hasPrefix("| :-- | --: |"))
        #expect(lines[2].hasPrefix("| a\\|b\\\\c | 86.50 (0.42) | 86.50 ± 0.42 |"))
        #expect(lines[3].contains("| **86.80 (0.42)** | **86.80 ± 0.42** |"))
        #expect(lines[3].contains("| **0.1450** | **0.2900** |"))
    }

    @Test func equalValuesAreNotCalledBest() {
        let same = content(["a", "b"].map { method($0, metrics: [0.5], isoScores: [0.1]) })
        #expect(!same.markdownTable().contains("**"))
        let tie = content([
            method("a", metrics: [0.50001], isoScores: [0.1]),
            method("b", metrics: [0.5], isoScores: [0.1]),
            method("c", metrics: [0.4], isoScores: [0.1]),
        ])
        #expect(tie.markdownTable().components(separatedBy: "**50.00 (–)**").count == 3)
    }

    @Test func lowerCanBeBetter() {
        var content = content([
            method("a", metrics: [0.5], isoScores: [0.1]),
            method("b", metrics: [0.25], isoScores: [0.1]),
        ])
        content.metric = .init("error", isPercentage: false, higherIsBetter: false)
        #expect(content.markdownTable().contains("**0.2500 (–)**"))
        #expect(content.textTable().contains("* lowest error"))
    }

    @Test func bestCellsOfThePageAreMarkedByMoreThanColour() throws {
        let elements = try parsed(sample.html())
        let best = elements.filter { $0.attributes["class"] == "best" }
        #expect(best.count == 4)
        #expect(elements.contains { $0.name == "strong" && $0.text == "0.2900" })
        let cells = elements.filter { $0.name == "td" && $0.attributes["data-heading"] != nil }
        #expect(cells.count == 3 * 8)
    }

    @Test func summaryLeavesOutAndCountsWhatIsNotFinite() {
        let summary = SeedSummary([3, nil, 1, .nan, 2, 6])
        #expect(summary.missing == 2)
        #expect(summary.mean == 3)
        #expect(summary.median == 2.5)
        #expect(summary.standardDeviation == (14.0 / 3).squareRoot())
        #expect(SeedSummary([4]).standardDeviation == nil)
        #expect(SeedSummary([0.1, 0.1, 0.1]).standardDeviation == 0)
        #expect(SeedSummary([]).mean == nil && SeedSummary([nil]).median == nil)
    }

    @Test func tablesOfUnequalRowsAreFilledUp() {
        let table = TextTable(
            header: [["a", "b"]], rows: [["long cell"], ["c", "12"]],
            alignments: [.leading, .trailing])
        #expect(table.text() == "a           b\n─────────────\nlong cell\nc          12\n")
    }
}
