import Figures
import TestSupport
import Testing

@Suite struct CorrelationFigureTests {
    /// Blocks {0, 3} and {1, 2}, and 4 alone.
    private static let matrix = CorrelationMatrix(
        strengths: [
            1, 0.1, 0.2, 0.9, 0,
            0.1, 1, 0.8, 0.1, 0,
            0.2, 0.8, 1, 0.4, 0,
            0.9, 0.1, 0.4, 1, 0,
            0, 0, 0, 0, 1,
        ], order: [0, 3, 1, 2, 4], blocks: [0, 1, 1, 0, 2])

    @Test func dataKeepsEveryCellInTheOrderOfTheClusters() throws {
        let small = CorrelationMatrix(strengths: [1], order: [0], blocks: [0])
        let panels = Panels(columns: ["a", "b"], cells: [[Self.matrix, small]])
        let rows = try fields(Figure.correlations(panels).csv())
        #expect(
            rows[0] == ["row", "column", "place", "dimension", "block", "0", "1", "2", "3", "4"])
        #expect(rows[2] == ["", "a", "1", "3", "0", "0.9", "1.0", "0.1", "0.4", "0.0"])
        #expect(rows[6] == ["", "b", "0", "0", "0", "1.0", "", "", "", ""])
        #expect(rows.count == 7)
    }

    @Test func blocksAreOutlinedWhereTheyAre() throws {
        let elements = try parsed(Figure.correlations(Panels(Self.matrix)).svg(.oneColumn))
        #expect(elements.count { $0.name == "image" } == 2)
        let image = try #require(elements.first { $0.name == "image" })
        let (left, top) = (try #require(image.number("x")), try #require(image.number("y")))
        let (width, height) = (
            try #require(image.number("width")), try #require(image.number("height"))
        )
        #expect(abs(width - height) < 2)
        let outlines = elements.filter { $0.attributes["stroke"] == "#d55e00" }
        #expect(outlines.count == 2)
        for (outline, place) in zip(outlines, [0.0, 0.4]) {
            #expect(abs((try #require(outline.number("x"))) - left - place * width) < 0.02)
            #expect(abs((try #require(outline.number("y"))) - top - place * height) < 0.02)
            #expect(abs((try #require(outline.number("width"))) - 0.4 * width) < 0.02)
        }
        #expect(
            ["0.0", "1.0"].allSatisfy { text in elements.contains { $0.text.hasPrefix(text) } })
        #expect(elements.contains { $0.text == "|ρ|" })
    }

    @Test func assumptionsAreShownWithWhatTheyExplain() throws {
        let figure = Figure.correlationAssumptions([("BERT", Self.matrix)])
        let elements = try parsed(figure.svg(.twoColumns))
        #expect(elements.count { $0.name == "image" } == 4)
        // Pairs of blocks leave .1² and .2² of .9² and .8²; the others are .1, .2, .1 and .4.
        let others = 0.01 + 0.04 + 0.01 + 0.16
        let explained = 1 - (0.01 + 0.04 + others) / (0.81 + 0.64 + others)
        let percent = Int((100 * explained).rounded())
        #expect(elements.contains { $0.text == "explains \(percent) %" })
        #expect(elements.contains { $0.text == "explains 0 %" })
        #expect(
            figure.summary.hasSuffix("in 3 blocks, the largest of 2; blocks explain \(percent) %."))
        let identity = CorrelationMatrix(
            strengths: [1, 0, 0, 1], order: [0, 1], blocks: [0, 1])
        let nothing = try parsed(Figure.correlationAssumptions([("", identity)]).svg())
        #expect(nothing.contains { $0.text == "nothing correlates" })
    }
}
