import Figures
import TestSupport
import Testing

@Suite struct TrainingCurveTests {
    private static let quantities = [
        LoggedQuantity(
            "training loss",
            [
                Curve("plain", (1...250).map { .init(Double($0), 1 / Double($0)) }),
                Curve("I-STAR", (1...250).map { .init(Double($0), 2 / Double($0)) }),
            ]),
        LoggedQuantity("never logged", [Curve("plain", [.init(1, .nan)])]),
        LoggedQuantity(
            "accuracy (%)", bounds: [0],
            [Curve("plain", x: [100, 200], seeds: [[50, 60], [70, 60]])]),
    ]

    @Test func everyQuantityWithValuesIsAPanelUnderItsName() throws {
        let figure = Figure.trainingCurves(Self.quantities, seeds: "means over 2 seeds")
        let elements = try parsed(figure.svg())
        #expect(elements.count { $0.attributes["class"] == "panel" } == 2)
        #expect(elements.contains { $0.text == "training loss" })
        #expect(elements.contains { $0.text == "accuracy (%)" })
        #expect(!elements.contains { $0.text == "never logged" })
        #expect(figure.caption.contains("means over 2 seeds, band: ± one standard deviation"))
        #expect(figure.summary.contains("training loss: I-STAR: from 2.00 to 0.00800."))
    }

    /// 250 steps are 84 stretches of three, and one of one: 1/x of the first three steps is drawn at step 2.
    @Test func longLogsAreDrawnAsMeansOfStretchesAndKeptWhole() throws {
        let figure = Figure.trainingCurves(Self.quantities, seeds: "one seed")
        let line = try #require(
            figure.panels.cells[0][0]?.marks.compactMap { mark -> [Point]? in
                if case .line(let points) = mark.geometry { points } else { nil }
            }.first)
        #expect(line.count == 84)
        #expect(line[0].x == 2 && abs(line[0].y - (1 + 0.5 + 1.0 / 3) / 3) < 1e-15)
        #expect(line[83] == Point(250, 1 / 250.0))
        let rows = try fields(figure.csv())
        #expect(rows.count == 1 + 2 * 250 + 2)
        #expect(rows[0] == ["quantity", "curve", "step", "value", "lower", "upper"])
        #expect(rows[2] == ["training loss", "plain", "2.0", "0.5", "", ""])
        let deviation = 200.0.squareRoot()
        #expect(
            rows[501] == [
                "accuracy (%)", "plain", "100.0", "60.0", "\(60 - deviation)", "\(60 + deviation)",
            ])
        #expect(rows[502] == ["accuracy (%)", "plain", "200.0", "60.0", "60.0", "60.0"])
    }

    @Test func threePanelsAreInARowAndAFourthMakesTwoRows() {
        let one = Self.quantities[2]
        func rows(_ count: Int) -> [Int] {
            let figure = Figure.trainingCurves(
                Array(repeating: one, count: count), seeds: "one seed")
            return figure.panels.cells.map { $0.count { $0 != nil } }
        }
        #expect(rows(1) == [1] && rows(3) == [3] && rows(4) == [2, 2])
        #expect(rows(5) == [3, 2] && rows(6) == [3, 3])
        #expect(Figure.trainingCurves([], seeds: "one seed").panels.cells.count == 1)
    }
}
