import Figures
import Foundation
import TestSupport
import Testing

@Suite struct DistributionTests {
    private static let deviations = Panels(
        rows: ["BERT", "RoBERTa"], columns: ["MRPC"],
        cells: [[[0.01, 0.1, 0.11, 1, 10]], [[0.1, 0.1, 0, .nan, 1e-30]]])

    @Test func binsHoldTheirLowerEdgeAndTheLastBothEdges() {
        let histogram = Histogram([0, 0.5, 1, 1.5, 2, -0.1, 2.1, .nan], edges: [0, 1, 2])
        #expect(histogram.counts == [2, 3] && histogram.outside == 3)
    }

    @Test func deviationsAreCountedInEqualBinsOfTheirLogarithm() throws {
        let figure = Figure.deviations(Self.deviations, bins: 3)
        let elements = try parsed(figure.svg(.twoColumns))
        // From 0.01 to 10 a bin is a power of ten: 1, 2 and 2 values; 0 and 2.
        let bars = elements.filter { $0.name == "rect" && $0.attributes["opacity"] == "0.85" }
        #expect(bars.count == 4)
        let widths = bars.compactMap { $0.number("width") }
        #expect(widths.allSatisfy { abs($0 - widths[0]) < 0.02 })
        let heights = bars.compactMap { $0.number("height") }
        #expect(abs(heights[1] - 2 * heights[0]) < 0.03 && abs(heights[2] - heights[1]) < 0.03)
        // The median of the first panel, .11, by its logarithm between the edges.
        let line = try #require(elements.first { $0.attributes["stroke-dasharray"] == "3 3" })
        let start = try #require(bars[0].number("x"))
        let expected = start + widths[0] * (log10(0.11) + 2)
        #expect(abs(line.pathNumbers[0] - expected) < 0.03)
        #expect(figure.notes == ["RoBERTa, MRPC: 3 of 5 dimensions not drawn: they do not vary."])
        #expect(
            figure.summary.contains("BERT, MRPC: 5 dimensions from 0.0100 to 10.0, median 0.110."))
        let rows = try fields(figure.csv())
        #expect(
            rows[5] == ["BERT", "MRPC", "4", "10.0"] && rows[9][3] == "nan" && rows.count == 11)
    }

    @Test func cosinesAreSharesOfTheirGroup() throws {
        let edges = [-1.0, 0, 1]
        let groups = [
            NamedHistogram("same", Histogram(edges: edges, counts: [1, 3])),
            NamedHistogram("other", Histogram(edges: edges, counts: [50, 50], outside: 2)),
        ]
        let figure = Figure.cosines(Panels(groups))
        let elements = try parsed(figure.svg())
        let heights = elements.filter { $0.attributes["opacity"] == "0.16" }
            .compactMap { $0.number("height") }
        #expect(heights.count == 4)
        for (height, share) in zip(heights, [25.0, 75, 50, 50]) {
            #expect(abs(height / heights[0] - share / 25) < 1e-3)
        }
        #expect(figure.notes == ["other: 2 pairs outside of the bins."])
        #expect(figure.summary.hasPrefix("same: 4 pairs, most often between 0.00 and 1.00."))
        #expect(try fields(figure.csv())[2] == ["", "", "same", "0.0", "1.0", "3"])
        // Without colour the outlines differ by their dashes.
        let dashes = elements.filter { $0.name == "path" }.map { $0.attributes["stroke-dasharray"] }
        #expect(dashes == [nil, "6 3"])
    }

    @Test func outlierDimensionsAreNamedAtTheirPlace() throws {
        let means = [0.1, -0.2, 5, 0.05]
        let figure = Figure.activations(
            Panels(Activations(means: means, outliers: [2])), rule: "over 3 deviations")
        let elements = try parsed(figure.svg())
        let line = try #require(elements.first { $0.name == "path" }).pathNumbers
        #expect(line.count == 8)
        for index in means.indices {
            #expect(abs(line[2 * index] - line[0] - (line[6] - line[0]) * Double(index) / 3) < 0.02)
            let share = (means[index] + 0.2) / 5.2
            #expect(abs(line[3] - line[2 * index + 1] - (line[3] - line[5]) * share) < 0.02)
        }
        #expect(elements.count { $0.name == "polygon" } == 1)
        #expect(elements.contains { $0.text == "2" && $0.attributes["paint-order"] != nil })
        #expect(figure.summary == "4 dimensions from −0.200 to 5.00; outliers: 2 (5.00).")
        #expect(try fields(figure.csv()).map { $0[4] } == ["outlier", "no", "no", "yes", "no"])
    }
}
