import Foundation

extension Drawing {
    func element(_ mark: Mark) -> Element {
        switch mark.geometry {
        case .line(let points):
            return stroke(runs(points), mark.style)
        case .steps(let points):
            return stroke(runs(points).map(Self.stepped), mark.style)
        case .points(let points):
            return group(points.compactMap(layout.place).map { symbol(at: $0, mark.style) })
        case .errorBars(let bars):
            return group(bars.flatMap { errorBar($0, mark.style) })
        case .band(let intervals):
            return band(intervals, mark.style)
        case .bars(let intervals, let width):
            return group(intervals.compactMap { bar($0, width: width, mark.style) })
        case .boxes(let boxes):
            return group(boxes.compactMap(layout.place).map { filled(rectangle($0), mark.style) })
        case .outlines(let boxes):
            return group(boxes.compactMap(layout.place).map { outline($0, mark.style) })
        case .raster(let raster, let box):
            return layout.place(box).map { picture(raster, in: $0) } ?? group([])
        case .labels(let labels):
            return group(placedLabels(labels))
        case .inscribed(let content, let box, let longest):
            let room = TextWidth.estimate(longest, size: Layout.fontSize) + 6
            guard let rect = layout.place(box), rect.width >= room, rect.height >= 14 else {
                return group([])
            }
            return text(content, at: rect.middle, anchor: "middle", mark.style.ink)
        case .text(let label):
            guard let point = layout.place(label.point) else { return group([]) }
            return text(label.text, at: point, anchor: "middle", mark.style.ink)
        }
    }

    private func group(_ elements: [Element]) -> Element { Element("g", [:], elements) }

    /// The unbroken stretches of a line, in pixels.
    private func runs(_ points: [Point]) -> [[Point]] {
        points.map(layout.place).split(separator: nil).map { $0.compactMap { $0 } }
    }

    private static func stepped(_ run: [Point]) -> [Point] {
        zip(run, run.dropFirst()).reduce(into: Array(run.prefix(1))) { result, pair in
            result += [Point(pair.1.x, pair.0.y), pair.1]
        }
    }

    private func stroke(_ runs: [[Point]], _ style: Mark.Style) -> Element {
        // A run of one point would be invisible; the round cap makes it a dot.
        let data = runs.map { $0.count == 1 ? $0 + $0 : $0 }.map(Self.path).joined()
        guard !data.isEmpty else { return group([]) }
        return stroked(Element("path", ["d": data]), style)
    }

    private func stroked(_ element: Element, _ style: Mark.Style) -> Element {
        var result = element.adding([
            "stroke": theme.color(style.ink), "stroke-width": NumberText.coordinate(style.width),
            "stroke-linejoin": "round", "stroke-linecap": "round",
        ])
        if style.opacity != 1 {
            result = result.adding(["opacity": NumberText.coordinate(style.opacity)])
        }
        if !style.dash.isEmpty {
            let dash = style.dash.map(NumberText.coordinate).joined(separator: " ")
            result = result.adding(["stroke-dasharray": dash])
        }
        return result
    }

    private static func path(_ points: [Point]) -> String {
        points.enumerated().map { index, point in
            (index == 0 ? "M" : "L") + NumberText.coordinate(point.x) + " "
                + NumberText.coordinate(point.y)
        }.joined()
    }

    /// A line of `2 * x` and one of `2 * y` through the centre, with caps.
    private func errorBar(_ bar: ErrorBar, _ style: Mark.Style) -> [Element] {
        guard let center = layout.place(bar.center) else { return [] }
        var parts: [Element] = []
        if let low = layout.x.position(of: bar.center.x - bar.x),
            let high = layout.x.position(of: bar.center.x + bar.x), bar.x > 0
        {
            let path = errorPath([(low, -3), (high, -3)]) { along, across in
                Point(along, center.y + across)
            }
            parts.append(stroked(path.adding(["class": "error-x"]), style))
        }
        if let low = layout.y.position(of: bar.center.y - bar.y),
            let high = layout.y.position(of: bar.center.y + bar.y), bar.y > 0
        {
            let path = errorPath([(low, -3), (high, -3)]) { along, across in
                Point(center.x + across, along)
            }
            parts.append(stroked(path.adding(["class": "error-y"]), style))
        }
        return parts
    }

    /// The bar between the two ends, then a cap at each.
    private func errorPath(
        _ ends: [(along: Double, across: Double)], _ point: (Double, Double) -> Point
    ) -> Element {
        let bar = Self.path(ends.map { point($0.along, 0) })
        let caps = ends.map {
            Self.path([point($0.along, $0.across), point($0.along, -$0.across)])
        }
        return Element("path", ["d": bar + caps.joined()])
    }

    private func band(_ intervals: [Interval], _ style: Mark.Style) -> Element {
        let edges = intervals.map { interval -> (upper: Point, lower: Point)? in
            guard let upper = layout.place(Point(interval.x, interval.upper)),
                let lower = layout.place(Point(interval.x, interval.lower))
            else { return nil }
            return (upper, lower)
        }
        let data = edges.split { $0 == nil }.map { run in
            let edges = run.compactMap { $0 }
            return Self.path(edges.map(\.upper) + edges.reversed().map(\.lower)) + "Z"
        }.joined()
        guard !data.isEmpty else { return group([]) }
        return filled(Element("path", ["d": data]), style)
    }

    private func bar(_ interval: Interval, width: Double, _ style: Mark.Style) -> Element? {
        let box = Box(
            left: interval.x - width / 2, right: interval.x + width / 2, lower: interval.lower,
            upper: interval.upper)
        return layout.place(box).map { filled(rectangle($0), style) }
    }

    private func rectangle(_ rect: Rect) -> Element {
        Element(
            "rect",
            [
                "x": NumberText.coordinate(rect.left), "y": NumberText.coordinate(rect.top),
                "width": NumberText.coordinate(rect.width),
                "height": NumberText.coordinate(rect.height),
            ])
    }

    func outline(_ rect: Rect, _ style: Mark.Style) -> Element {
        stroked(rectangle(rect), style)
    }

    /// The picture at the resolution at which it will be printed.
    func picture(_ raster: Raster, in rect: Rect) -> Element {
        let dots = { (length: Double) in max(1, min(Int((length * dotsPerUnit).rounded()), 4096)) }
        let printed = raster.averaged(columns: dots(rect.width), rows: dots(rect.height))
        let data = PNG.data(printed).base64EncodedString()
        var element = rectangle(rect)
        element.name = "image"
        return element.adding([
            "preserveAspectRatio": "none", "href": "data:image/png;base64," + data,
        ])
    }

    func filled(_ element: Element, _ style: Mark.Style) -> Element {
        let result = element.adding(["fill": theme.color(style.ink)])
        return style.opacity == 1
            ? result : result.adding(["opacity": NumberText.coordinate(style.opacity)])
    }
}
