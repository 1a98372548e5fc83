import Figures
import TestSupport
import Testing

@Suite struct PredictionFigureTests {
    /// Two bins: .2 and .4, one right; .5, .9 and 1, two right; one without a confidence.
    private static let calibration = Calibration(
        "plain", confidences: [0.2, 0.4, 0.5, 0.9, 1, .nan],
        correct: [false, true, true, true, false, true], binCount: 2)

    @Test func calibrationErrorIsTheMeanGapByCount() throws {
        let bins = Self.calibration.bins
        #expect(bins.map(\.count) == [2, 3] && Self.calibration.outside == 1)
        let gaps = [abs(0.5 - 0.3), abs(2.0 / 3 - 0.8)]
        let expected = (2 * gaps[0] + 3 * gaps[1]) / 5
        #expect(abs((try #require(Self.calibration.expectedError)) - expected) < 1e-12)
        #expect(Calibration("", confidences: [], correct: []).expectedError == nil)
    }

    @Test func reliabilityIsDrawnAboveCounts() throws {
        let figure = Figure.calibration([Self.calibration])
        let elements = try parsed(figure.svg(.oneColumn))
        #expect(elements.contains { $0.text == "ECE 0.160" })
        let diagonal = try #require(elements.first { $0.attributes["stroke-dasharray"] != nil })
            .pathNumbers
        let circles = elements.filter { $0.name == "circle" }
        #expect(circles.count == 2)
        for (circle, bin) in zip(circles, Self.calibration.bins) {
            let x = diagonal[0] + (diagonal[2] - diagonal[0]) * (bin.confidence ?? .nan)
            let y = diagonal[1] + (diagonal[3] - diagonal[1]) * (bin.accuracy ?? .nan)
            #expect(abs((try #require(circle.number("cx"))) - x) < 0.02)
            #expect(abs((try #require(circle.number("cy"))) - y) < 0.02)
        }
        let bars = elements.filter { $0.attributes["opacity"] == "0.7" }
            .compactMap { $0.number("height") }
        #expect(bars.count == 2 && abs(bars[1] / bars[0] - 1.5) < 1e-2)
        #expect(figure.notes.count == 1 && figure.summary.contains("ECE 0.160 of 5 predictions"))
        let rows = try fields(figure.csv())
        #expect(rows[1].prefix(4) == ["plain", "0.0", "0.5", "2"] && rows.count == 3)
    }

    @Test func confusionHasAShadedCellForEachPair() throws {
        let counts = [[8, 2], [1, 3]]
        let figure = Figure.confusion(labels: ["no", "yes"], counts: counts)
        let elements = try parsed(figure.svg(.oneColumn))
        for count in counts.joined() {
            #expect(
                elements.contains {
                    $0.text == "\(count)" && $0.attributes["text-anchor"] == "middle"
                })
        }
        // A true class a row, from the top: 2 is right of 8, 1 is below it.
        let places = try [8, 2, 1].map { count in
            try #require(
                elements.first { $0.text == "\(count)" && $0.attributes["text-anchor"] != nil })
        }
        #expect(places[0].number("y") == places[1].number("y"))
        #expect(places[0].number("x") == places[2].number("x"))
        #expect(try #require(places[0].number("y")) < (try #require(places[2].number("y"))))
        #expect(
            figure.summary
                == "no: 8 of 10 right; 2 taken for yes. yes: 3 of 4 right; 1 taken for no.")
        #expect(try fields(figure.csv())[3] == ["yes", "no", "1"])
    }

    @Test func methodsAreBesideEachOther() throws {
        let figure = Figure.confusion(
            labels: ["no", "yes"],
            counts: Panels(
                columns: ["plain", "IsoBN"], cells: [[[[8, 2], [1, 3]], [[9, 1], [0, 4]]]]))
        let elements = try parsed(figure.svg(.twoColumns))
        #expect(elements.count { $0.attributes["class"] == "panel" } == 2)
        #expect(
            elements.contains { $0.text == "plain" } && elements.contains { $0.text == "IsoBN" })
        let right = ["8", "9"].compactMap { text in
            elements.first { $0.text == text && $0.attributes["text-anchor"] == "middle" }
        }
        #expect(right.count == 2 && right[0].number("y") == right[1].number("y"))
        #expect(try fields(figure.csv())[5] == ["", "IsoBN", "no", "no", "9"])
        #expect(figure.summary.hasPrefix("plain: no: 8 of 10 right"))
    }

    @Test func numbersOfManyClassesAreLeftOutAndNamesThinned() throws {
        let labels = (0..<77).map { "intent \($0)" }
        let counts = labels.map { _ in labels.map { _ in 123 } }
        let elements = try parsed(Figure.confusion(labels: labels, counts: counts).svg(.oneColumn))
        #expect(!elements.contains { $0.text == "123" })
        let names = elements.filter { $0.text.contains("intent") && $0.name == "text" }
            .compactMap { $0.number("y") }
        #expect(names.count > 5 && zip(names, names.dropFirst()).allSatisfy { abs($0 - $1) >= 13 })
    }

    @Test func projectionShowsEveryPointOrSaysHowMany() throws {
        let classes = ["a", "b"].enumerated().map { index, name in
            ProjectedClass(name, (0..<30).map { Point(Double($0), Double(index)) })
        }
        let all = Figure.projection(Panels(classes))
        #expect(all.notes.isEmpty && all.caption.contains("and only that"))
        let drawn = try parsed(all.svg()).filter { $0.attributes["opacity"] == "0.6" }
        #expect(drawn.count == 60)
        #expect(
            drawn.count { $0.name == "circle" } == 30 && drawn.count { $0.name == "polygon" } == 0
                || drawn.count { $0.name == "polygon" } == 30)
        let some = Figure.projection(
            Panels(classes), shares: Panels((first: 0.5, second: 0.25)), limit: 20)
        #expect(some.notes == ["one of 3 of the 60 points is drawn."])
        let elements = try parsed(some.svg())
        #expect(elements.count { $0.attributes["opacity"] == "0.6" } == 20)
        #expect(elements.contains { $0.text == "50 % + 25 % of variance" })
        #expect(try fields(some.csv()).count == 1 + 60)
    }
}
