import Figures
import Testing

@Suite struct PanelTests {
    private func grid(_ arrangement: Arrangement) -> Figure {
        var figure = Figure(name: "f", title: "t", x: Axis("x"), y: Axis("y"))
        figure.arrangement = arrangement
        // Ranges of 1, 10, 100, 1000.
        figure.panels = Panels(
            rows: ["r1", "r2"], columns: ["c1", "c2"],
            cells: [[1.0, 10], [100, 1000]].map { row in
                row.map { Panel([Mark(.points([Point(0, 0), Point($0, $0)]))]) }
            })
        return figure
    }

    /// How far apart the two points of each panel are, across and down.
    private func spans(_ figure: Figure) throws -> [(x: Double, y: Double)] {
        let circles = try parsed(figure.svg(width: 700)).filter { $0.name == "circle" }
        return try stride(from: 0, to: circles.count, by: 2).map { index in
            let x = try (0..<2).map { try #require(circles[index + $0].number("cx")) }
            let y = try (0..<2).map { try #require(circles[index + $0].number("cy")) }
            return (x[1] - x[0], y[0] - y[1])
        }
    }

    @Test func sharedAxesHaveOneScale() throws {
        let all = try spans(grid(.init()))
        #expect(all.map(\.x).allSatisfy { $0 <= all[3].x })
        for (span, factor) in zip(all, [1000.0, 100, 10, 1]) {
            #expect(abs(span.x * factor - all[3].x) < 0.011 * factor)
            #expect(abs(span.y * factor - all[3].y) < 0.011 * factor)
        }
        let mixed = try spans(grid(.init(x: .columns, y: .rows)))
        #expect(
            abs(mixed[0].x * 100 - mixed[2].x) < 1.5 && abs(mixed[1].x * 100 - mixed[3].x) < 1.5)
        #expect(
            abs(mixed[0].y * 10 - mixed[1].y) < 0.15 && abs(mixed[2].y * 10 - mixed[3].y) < 0.15)
        let own = try spans(grid(.init(x: .none, y: .none)))
        #expect(own.allSatisfy { abs($0.x - own[0].x) < 0.02 && abs($0.y - own[0].y) < 0.02 })
    }

    @Test func numbersOfASharedAxisAreWrittenOnce() throws {
        func count(_ texts: [String], _ arrangement: Arrangement) throws -> Int {
            try parsed(grid(arrangement).svg(width: 700)).count {
                $0.name == "text" && texts.contains($0.text)
            }
        }
        // At the left of two rows and below two columns, or at every panel.
        let zeros = ["0", "0.0", "0.00"]
        #expect(try count(zeros, .init()) == 4)
        #expect(try count(zeros, .init(x: .none)) == 6)
        #expect(try count(zeros, .init(x: .none, y: .none)) == 8)
        for title in ["r1", "r2", "c1", "c2", "x", "y"] {
            #expect(try count([title], .init()) == 1, "\(title)")
        }
    }

    @Test func panelsOverlapNeitherEachOtherNorTheEdge() throws {
        for size in [PrintSize.oneColumn, .twoColumns] {
            let svg = try parsed(grid(.init(x: .none, y: .none)).svg(size))
            let box = try #require(svg.first?.attributes["viewBox"]).split(separator: " ")
                .compactMap { Double($0) }
            // Vertical axis lines stand at the left of frames, horizontal ones below.
            let lines = svg.filter { $0.name == "line" && $0.attributes["stroke"] == "#63636a" }
            let across = try lines.filter { $0.attributes["y1"] == $0.attributes["y2"] }
                .map { (try #require($0.number("x1")), try #require($0.number("x2"))) }
            #expect(across.count == 4)
            #expect(across[0].1 < across[1].0 && across[1].1 < box[2])
            #expect(across.allSatisfy { $0.1 - $0.0 > 40 })
        }
    }

    @Test func printHasItsSizeInPoints() throws {
        let size = PrintSize(width: 237.6, height: 150, fontSize: 9)
        let svg = try #require(try parsed(grid(.init()).svg(size)).first)
        #expect(svg.attributes["width"] == "237.6pt" && svg.attributes["height"] == "150pt")
        let box = (svg.attributes["viewBox"] ?? "").split(separator: " ").compactMap { Double($0) }
        // Text of 12 units is 9 points high.
        let text = try #require(svg.number("font-size"))
        #expect(abs(text * 237.6 / box[2] - 9) < 1e-3)
        #expect(abs(box[3] / box[2] - 150 / 237.6) < 1e-4)
    }

    @Test func aCellWithoutContentSaysSo() throws {
        var figure = grid(.init())
        figure.panels = Panels(
            columns: ["a", "b"], cells: [[figure.panels.cells[0][0], nil]])
        let elements = try parsed(figure.svg())
        #expect(elements.count { $0.text == "no data to show" } == 1)
        #expect(elements.count { $0.attributes["class"] == "panel" } == 2)
    }

    @Test func notesAreWrappedAndNotCut() throws {
        var figure = grid(.init())
        let words = (0..<40).map { "word\($0)" }
        figure.notes = [words.joined(separator: " ")]
        let lines = try parsed(figure.svg(.oneColumn)).filter {
            $0.name == "text" && $0.text.hasPrefix("word")
        }
        #expect(lines.count > 2)
        #expect(lines.flatMap { $0.text.split(separator: " ").map(String.init) } == words)
    }
}
