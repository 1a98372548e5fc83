import Figures
import Foundation

/// A figure of each kind from numbers by formula.
enum GoldenFigures {
    static var all: [Figure] {
        distributions + curves + [
            .correlations(Panels(matrix)), .correlationAssumptions([("", matrix)]),
            .calibration([
                Calibration(
                    "plain", confidences: (0..<60).map { 0.5 + 0.49 * wave($0) },
                    correct: (0..<60).map { $0 % 3 != 0 })
            ]),
            .confusion(
                labels: ["no", "yes", "maybe"],
                counts: Panels(
                    columns: ["plain", "IsoBN"],
                    cells: [
                        [
                            [[8, 2, 0], [1, 9, 3], [0, 0, 12]],
                            [[9, 1, 0], [0, 13, 0], [2, 1, 9]],
                        ]
                    ])),
            .projection(
                Panels([
                    ProjectedClass("a", (0..<20).map { Point(wave($0), wave(2 * $0)) }),
                    ProjectedClass("b", (0..<20).map { Point(1 + wave(3 * $0), wave($0) / 2) }),
                ]), shares: Panels((first: 0.4, second: 0.2))),
        ]
    }

    private static func wave(_ place: Int) -> Double { sin(Double(place) * 0.7 + 0.3) }

    private static func panels<Content>(_ content: (Int) -> Content) -> Panels<Content> {
        Panels(
            rows: ["BERT", "RoBERTa"], columns: ["MRPC", "RTE"],
            cells: [[content(1), content(2)], [content(3), nil]])
    }

    private static var distributions: [Figure] {
        [
            .deviations(
                panels { scale in (0..<40).map { exp(wave($0)) * Double(scale) } }, bins: 8),
            .activations(
                Panels(
                    rows: ["plain", "I-STAR"],
                    cells: [
                        [
                            Activations(
                                means: (0..<48).map { wave($0) + ($0 == 9 ? 6 : 0) }, outliers: [9])
                        ],
                        [Activations(means: (0..<48).map { wave($0) / 2 })],
                    ]), rule: "the farthest"),
            .cosines(
                Panels([
                    NamedHistogram(
                        "within", Histogram(edges: [-1, -0.5, 0, 0.5, 1], counts: [1, 4, 9, 2])),
                    NamedHistogram(
                        "between", Histogram(edges: [-1, -0.5, 0, 0.5, 1], counts: [3, 8, 2, 0])),
                ])),
        ]
    }

    private static func curve(_ name: String, _ rate: Double, _ count: Int = 20) -> Curve {
        Curve(
            name,
            (1...count).map {
                let y = 1 - exp(-rate * Double($0))
                return .init(Double($0), y, lower: y * 0.95, upper: min(1, y * 1.05))
            })
    }

    private static var curves: [Figure] {
        let pair = { (scale: Int) in
            [curve("none", 0.3 * Double(scale)), curve("IsoBN", 0.1 * Double(scale))]
        }
        let spectrum = Curve("none", (1...30).map { .init(Double($0), 4 * exp(-Double($0) / 8)) })
        return [
            .explainedVariance(panels(pair)),
            .spectra(Panels([spectrum, .isotropicSpectrum(points: 100, dimensions: 30)])),
            .isoScores(byLayer: Panels(pair(1))), .intrinsicDimensions(byLayer: Panels(pair(2))),
            .isoScores(
                bySampleSize: Panels([
                    Curve("ζ = 0", [50, 500, 5000].map { .init($0, log10($0) / 5) })
                ]), trueScore: 0.867),
            .shrinkageAblation(
                Panels([Curve("λ = −1", [0, 0.5, 1].map { .init($0, 80 + $0) })]),
                metric: "accuracy (%)"),
            .performance(
                againstIsoScore: Panels([
                    ScoreCloud(
                        "plain",
                        (0..<5).map {
                            .init(isoScore: 0.1 + 0.01 * wave($0), metric: 90 + wave(2 * $0))
                        }),
                    ScoreCloud(
                        "I-STAR",
                        (0..<5).map {
                            .init(isoScore: 0.3 + 0.02 * wave($0), metric: 88 + wave(3 * $0))
                        }),
                ]), metrics: ["accuracy (%)"]),
            .trainingCurves(
                [
                    LoggedQuantity("training loss", pair(1)), LoggedQuantity("penalty", pair(2)),
                    LoggedQuantity("accuracy (%)", bounds: [0], pair(3)),
                    LoggedQuantity("IsoScore, layer 1", pair(1)),
                ], seeds: "one seed"),
        ]
    }

    private static var matrix: CorrelationMatrix {
        let size = 12
        let blocks = (0..<size).map { $0 % 3 == 0 ? 0 : $0 < 6 ? 1 : 2 }
        let order = (0..<size).sorted { (blocks[$0], $0) < (blocks[$1], $1) }
        let strengths = (0..<size).flatMap { row in
            (0..<size).map { column -> Float in
                if row == column { return 1 }
                let base = blocks[row] == blocks[column] ? 0.7 : 0.1
                return Float(base + 0.1 * wave(row * column))
            }
        }
        return CorrelationMatrix(strengths: strengths, order: order, blocks: blocks)
    }
}
