import Figures
import Testing

@Suite struct FigureTests {
    /// Two points far apart fix the domains: with the padding of 6 %, 1.12 units each way.
    private func errorFigure(_ bar: ErrorBar) -> Figure {
        Figure(
            name: "f", title: "t", x: Axis("x"), y: Axis("y"),
            marks: [
                Mark(.points([Point(0, 0), Point(10, 10)])), Mark(.errorBars([bar])),
            ])
    }

    @Test func errorBarsHaveTheirLengthInPixels() throws {
        let bar = ErrorBar(Point(5, 5), x: 2, y: 1)
        let elements = try parsed(errorFigure(bar).svg(width: 500, height: 400))
        let dots = elements.filter { $0.name == "circle" }
        let first = try #require(dots.first)
        let last = try #require(dots.last)
        let unitX = (try #require(last.number("cx")) - (try #require(first.number("cx")))) / 10
        let unitY = (try #require(first.number("cy")) - (try #require(last.number("cy")))) / 10
        let x = try #require(elements.first { $0.attributes["class"] == "error-x" }).pathNumbers
        let y = try #require(elements.first { $0.attributes["class"] == "error-y" }).pathNumbers
        #expect(abs(x[2] - x[0] - 4 * unitX) < 0.03)
        #expect(x[1] == x[3])
        #expect(abs(y[1] - y[3] - 2 * unitY) < 0.03)
        #expect(abs((x[0] + x[2]) / 2 - y[0]) < 0.02)
    }

    @Test(arguments: [0, -1, Double.nan, .infinity])
    func errorsWithoutALengthAreNotDrawn(_ length: Double) throws {
        let bar = ErrorBar(Point(5, 5), x: length, y: length)
        let elements = try parsed(errorFigure(bar).svg())
        #expect(!elements.contains { $0.attributes["class"]?.hasPrefix("error") == true })
    }

    @Test func lineBreaksWhereAValueIsMissing() throws {
        let line = [Point(0, 0), Point(1, 1), Point(2, .nan), Point(3, 1), Point(4, 0)]
        let figure = Figure(
            name: "f", title: "t", x: Axis("x"), y: Axis("y"), marks: [Mark(.line(line))])
        let elements = try parsed(figure.svg())
        let path = try #require(elements.first { $0.name == "path" }?.attributes["d"])
        #expect(path.filter { $0 == "M" }.count == 2)
        #expect(path.filter { $0 == "L" }.count == 2)
        #expect(elements.contains { $0.text == "Not drawn: 1 value, not finite." })
    }

    @Test func bandAndLineAreMissingWhereTheirMeanIs() throws {
        var seeds = method("A", metrics: [0.5, 0.6], isoScores: [0.1, 0.2])
        for index in seeds.seeds.indices {
            seeds.seeds[index].isotropy.isoScoreByLayer = [0.1, 0.2, .nan, 0.1, 0.2]
        }
        let elements = try parsed(content([seeds]).isoScoreByLayer().svg())
        let paths = elements.filter { $0.name == "path" }.compactMap { $0.attributes["d"] }
        #expect(paths.map { $0.filter { $0 == "M" }.count } == [2, 2])
        #expect(elements.filter { $0.name == "circle" }.count == 4 + 1)
    }

    @Test func figureGrowsWithItsLegendAndItsRows() throws {
        func height(_ figure: Figure) throws -> Double {
            try #require(try parsed(figure.svg(width: 480)).first?.number("height"))
        }
        let names = (0..<30).map { "a rather long name of a method, number \($0)" }
        let plain = Figure(name: "f", title: "t", x: Axis("x"), y: Axis("y"))
        var explained = plain
        explained.legend = names.map { .init($0, .init(.series(0))) }
        var listed = plain
        listed.yAxis = Axis(categories: names)
        #expect(try height(explained) > height(plain) + 30 * 17)
        #expect(try height(listed) > 30 * 24)
    }

    @Test func figureWithoutAnythingToShowSaysSo() throws {
        for marks in [[], [Mark(.points([]))], [Mark(.line([Point(.nan, .infinity)]))]] {
            let figure = Figure(name: "f", title: "t", x: Axis("x"), y: Axis("y"), marks: marks)
            #expect(try parsed(figure.svg()).contains { $0.text == "no data to show" })
        }
    }

    @Test func hostileTextStaysText() throws {
        let text = "</text><script>\"'&\u{0}\u{1B}\u{FFFE}]]>"
        let figure = Figure(
            name: "f", title: text, caption: text, x: Axis(text), y: Axis(categories: [text]),
            marks: [Mark(.labels([Label(text, at: Point(1, 0))])), Mark(.points([Point(1, 0)]))],
            legend: [.init(text, .init(.series(-1)))], notes: [text])
        let elements = try parsed(figure.svg(width: 900, height: 400))
        #expect(!elements.contains { $0.name == "script" })
        let title = try #require(elements.first { $0.name == "title" }).text
        #expect(title == "</text><script>\"'&\u{FFFD}\u{FFFD}\u{FFFD}]]>")
    }

    @Test func figureIsReadableWithoutEyes() throws {
        let elements = try parsed(sample.metricAgainstIsoScore().svg())
        let svg = try #require(elements.first)
        #expect(svg.attributes["role"] == "img")
        let named = (svg.attributes["aria-labelledby"] ?? "").split(separator: " ").map(String.init)
        #expect(named.count == 2)
        for name in named {
            let element = try #require(elements.first { $0.attributes["id"] == name })
            #expect(!element.text.isEmpty)
        }
        #expect(elements[2].text.contains("CosReg: IsoScore 0.0041, accuracy 86.65 %."))
    }

    @Test func everyKindOfMarkIsDrawn() throws {
        let points = [Point(1, 1), Point(2, 3), Point(3, 2)]
        let intervals = points.map { Interval(x: $0.x, lower: 0, upper: $0.y) }
        let kinds: [(Mark.Geometry, String)] = [
            (.line(points), "path"), (.steps(points), "path"), (.points(points), "circle"),
            (.errorBars(points.map { ErrorBar($0, x: 1, y: 1) }), "path"),
            (.band(intervals), "path"), (.bars(intervals, width: 0.8), "rect"),
        ]
        for (geometry, name) in kinds {
            let figure = Figure(
                name: "f", title: "t", x: Axis("x"), y: Axis("y", kind: .linear, bounds: [0]),
                marks: [Mark(geometry, .init(.series(3)))])
            let elements = try parsed(figure.svg())
            #expect(
                elements.contains {
                    $0.name == name && $0.attributes.values.contains("#00875f")
                })
        }
    }

    @Test func barsReachFromTheirLowerToTheirUpperEnd() throws {
        let figure = Figure(
            name: "f", title: "t", x: Axis("x"), y: Axis("y", bounds: [0]),
            marks: [
                Mark(
                    .bars(
                        [
                            Interval(x: 0, lower: 0, upper: 2), Interval(x: 1, lower: 0, upper: 4),
                        ], width: 1), .init(.series(1)))
            ])
        let bars = try parsed(figure.svg()).filter { $0.attributes["fill"] == "#0072b2" }
        let heights = bars.compactMap { $0.number("height") }
        #expect(heights.count == 2 && abs(heights[1] - 2 * heights[0]) < 0.03)
        #expect(bars.compactMap { $0.number("width") }.count == 2)
    }

    @Test func labelsOverlapNeitherEachOtherNorTheEdge() throws {
        let labels = (0..<8).map {
            Label("method number \($0)", at: Point(Double($0 % 3) / 50, Double($0) / 100))
        }
        let figure = Figure(
            name: "f", title: "t", x: Axis("x", bounds: [0, 1]), y: Axis("y", bounds: [0, 1]),
            marks: [Mark(.points(labels.map(\.point))), Mark(.labels(labels))])
        let texts = try parsed(figure.svg()).filter { $0.text.hasPrefix("method") }
        let width = 14 * 6.0
        #expect(texts.count == 8)
        for (index, first) in texts.enumerated() {
            let x = try #require(first.number("x"))
            let y = try #require(first.number("y"))
            #expect(x - width / 2 > 0 && x + width / 2 < 480)
            for second in texts.dropFirst(index + 1) {
                let dx = abs(x - (try #require(second.number("x"))))
                let dy = abs(y - (try #require(second.number("y"))))
                #expect(dx >= width || dy >= 11, "\(first.text) on \(second.text)")
            }
        }
    }
}
