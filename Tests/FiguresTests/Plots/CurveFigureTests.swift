import Figures
import Foundation
import TestSupport
import Testing

@Suite struct CurveFigureTests {
    private static let curves = Panels(
        rows: ["BERT", "RoBERTa"], columns: ["MRPC", "RTE"],
        cells: [50, 200].map { last in
            (0..<2).map { task -> [Curve]? in
                ["none", "IsoBN"].enumerated().map { index, name in
                    Curve(
                        name,
                        (1...last).map { k in
                            let y = 1 - pow(0.9, Double(k * (2 - index) + task))
                            return .init(Double(k), y, lower: y - 0.05, upper: min(1, y + 0.05))
                        })
                }
            }
        })

    @Test func dataOfCurvesIsTheirInput() throws {
        let rows = try fields(Figure.explainedVariance(Self.curves).csv())
        #expect(rows[0] == ["row", "column", "curve", "k", "EV_k", "lower", "upper"])
        let expected = Self.curves.cells.enumerated().flatMap { row, cells in
            cells.enumerated().flatMap { column, cell in
                (cell ?? []).flatMap { curve in
                    curve.values.map {
                        [
                            Self.curves.rows[row], Self.curves.columns[column], curve.name,
                            "\($0.x)", "\($0.y)", "\($0.lower ?? .nan)", "\($0.upper ?? .nan)",
                        ]
                    }
                }
            }
        }
        #expect(Array(rows.dropFirst()) == expected)
    }

    @Test func eachCurveHasALineAndABandInEachPanel() throws {
        let elements = try parsed(Figure.explainedVariance(Self.curves).svg(.twoColumns))
        #expect(elements.count { $0.attributes["class"] == "panel" } == 4)
        let paths = elements.filter { $0.name == "path" }
        #expect(paths.count { $0.attributes["stroke"] != nil } == 8)
        #expect(paths.count { $0.attributes["opacity"] == "0.14" } == 8)
        // The first line of the first panel: k and EV_k are linear in pixels, with 0 and 1 at the ends.
        let line = try #require(paths.first { $0.attributes["stroke"] == "#4a4a50" }).pathNumbers
        let first = try #require(Self.curves.cells[0][0]?[0])
        let unit = (line[98] - line[0]) / 49
        let values = first.values.map(\.y)
        let height = (line[1] - line[99]) / (values[49] - values[0])
        for index in 0..<50 {
            #expect(abs(line[2 * index] - line[0] - unit * Double(index)) < 0.02)
            #expect(
                abs(line[1] - line[2 * index + 1] - height * (values[index] - values[0])) < 0.02)
        }
        // Ticks of 0 and 1 are as far apart as that height.
        let ticks = elements.filter { ["0.0", "1.0"].contains($0.text) }.compactMap {
            $0.number("y")
        }
        #expect(abs(abs(ticks[1] - ticks[0]) - height) < 0.03)
    }

    @Test func pointsAreOnALogarithmicAxisAndTheTruthIsALine() throws {
        let curve = Curve("ζ = 0", [50, 500, 5000].map { .init($0, 0.2 + $0 / 10_000) })
        let figure = Figure.isoScores(bySampleSize: Panels([curve]), trueScore: 0.867)
        let elements = try parsed(figure.svg())
        let circles = elements.filter { $0.name == "circle" && $0.attributes["r"] == "3.5" }
            .compactMap { $0.number("cx") }
        // Three of the curve, one of the legend.
        #expect(circles.count == 4)
        #expect(abs((circles[1] - circles[0]) - (circles[2] - circles[1])) < 0.03)
        let truth = try #require(elements.first { $0.attributes["stroke-dasharray"] != nil })
            .pathNumbers
        #expect(truth[1] == truth[3] && abs(truth[0] - circles[0]) < 0.02)
        #expect(figure.summary.contains("true score: from 0.867 to 0.867."))
    }

    @Test func meansAndDeviationsAreOverSeeds() {
        let curve = Curve("a", x: [0, 1], seeds: [[1, .nan], [3, 5]], within: 0...3)
        #expect(curve.values[0] == .init(0, 2, lower: 2 - 2.squareRoot(), upper: 3))
        #expect(curve.values[1] == .init(1, 5))
    }

    @Test(arguments: [(3000, 768), (400, 768), (769, 768)])
    func spectrumOfAnIsotropicSampleHasTheVarianceAndTheEndsOfTheLaw(
        _ points: Int, _ dimensions: Int
    ) {
        let values = Curve.isotropicSpectrum(points: points, dimensions: dimensions).values.map(\.y)
        #expect(values.count == min(points - 1, dimensions))
        #expect(abs(values.reduce(0, +) / Double(dimensions) - 1) < 2e-3)
        #expect(values == values.sorted(by: >))
        let ratio = (Double(dimensions) / Double(points - 1)).squareRoot()
        let ends = [(1 - ratio) * (1 - ratio), (1 + ratio) * (1 + ratio)]
        #expect(values.allSatisfy { $0 > ends[0] && $0 < ends[1] })
        #expect(values[0] > 0.97 * ends[1])
    }

    @Test func scoresHaveMeansAndBarsOverSeedsThatHaveBoth() throws {
        let cloud = ScoreCloud(
            "λ = −1",
            [
                .init(isoScore: 0.1, metric: 90), .init(isoScore: 0.3, metric: 94),
                .init(isoScore: nil, metric: 10),
            ])
        let other = ScoreCloud("λ = +1", [.init(isoScore: 0.5, metric: 80)])
        let panels = Panels(
            rows: ["SST-2"], columns: ["a", "b"], cells: [[[cloud, other], [cloud]]])
        let figure = Figure.performance(againstIsoScore: panels, metrics: ["accuracy (%)"])
        let elements = try parsed(figure.svg(.twoColumns))
        #expect(elements.count { $0.attributes["class"] == "error-x" } == 2)
        #expect(elements.count { $0.attributes["class"] == "error-y" } == 2)
        #expect(
            figure.summary.hasPrefix(
                "SST-2, a: λ = −1: IsoScore* 0.200, accuracy (%) 92.0, 2 of 3 seeds."))
        let rows = try fields(figure.csv())
        #expect(rows.count == 1 + 7 && rows[3] == ["SST-2", "a", "λ = −1", "3", "", "10.0"])
        // The mean lies half way between its seeds: 0.1 to 0.3 here, 80 to 92 to the other.
        let bar = try #require(elements.first { $0.attributes["class"] == "error-x" }).pathNumbers
        let seeds = elements.filter { $0.name == "circle" && $0.attributes["r"] == "2.75" }
            .compactMap { $0.number("cx") }
        #expect(abs((bar[0] + bar[2]) / 2 - (seeds[0] + seeds[1]) / 2) < 0.02)
        #expect(abs((bar[2] - bar[0]) / (seeds[1] - seeds[0]) - 2.squareRoot()) < 1e-3)
    }
}
