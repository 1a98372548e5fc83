extension Drawing {
    /// A symbol; all look about equally large at the same radius.
    func symbol(at point: Point, _ style: Mark.Style) -> Element {
        let radius = style.radius
        switch style.symbol {
        case .circle:
            return filled(
                Element(
                    "circle",
                    [
                        "cx": NumberText.coordinate(point.x),
                        "cy": NumberText.coordinate(point.y), "r": NumberText.coordinate(radius),
                    ]), style)
        case .square:
            return polygon(
                point, radius, [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)], style)
        case .triangle:
            return polygon(point, radius, [(0, -1.2), (1.15, 0.8), (-1.15, 0.8)], style)
        case .diamond:
            return polygon(point, radius, [(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)], style)
        case .inverted:
            return polygon(point, radius, [(0, 1.2), (1.15, -0.8), (-1.15, -0.8)], style)
        case .cross:
            let arm = 0.42
            return polygon(
                point, radius,
                [
                    (-arm, -1.1), (arm, -1.1), (arm, -arm), (1.1, -arm), (1.1, arm), (arm, arm),
                    (arm, 1.1), (-arm, 1.1), (-arm, arm), (-1.1, arm), (-1.1, -arm), (-arm, -arm),
                ], style)
        case .bar:
            return polygon(point, radius, [(-0.14, -1), (0.14, -1), (0.14, 1), (-0.14, 1)], style)
        }
    }

    func legendItem(
        entry: Figure.LegendEntry, text content: String, origin: Point
    ) -> Element {
        var parts: [Element] = []
        let end = Point(origin.x + Layout.sampleWidth, origin.y)
        if entry.hasLine {
            var sample = line(
                from: origin, to: end, entry.style.ink, width: entry.style.width)
            if !entry.style.dash.isEmpty {
                let dash = entry.style.dash.map(NumberText.coordinate).joined(separator: " ")
                sample = sample.adding(["stroke-dasharray": dash])
            }
            parts.append(sample)
        }
        if entry.hasSymbol {
            parts.append(
                symbol(at: Point(origin.x + Layout.sampleWidth / 2, origin.y), entry.style))
        }
        parts.append(text(content, at: Point(end.x + 6, origin.y)))
        return Element("g", [:], parts)
    }

    private func polygon(
        _ center: Point, _ radius: Double, _ corners: [(x: Double, y: Double)],
        _ style: Mark.Style
    ) -> Element {
        let points = corners.map {
            NumberText.coordinate(center.x + $0.x * radius) + ","
                + NumberText.coordinate(center.y + $0.y * radius)
        }
        return filled(Element("polygon", ["points": points.joined(separator: " ")]), style)
    }
}
