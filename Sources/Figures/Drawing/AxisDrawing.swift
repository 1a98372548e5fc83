/// Draws one pair of axes and what is between them, laid out already.
struct Drawing {
    let layout: PanelLayout
    let theme: Theme
    /// Of pictures.
    let dotsPerUnit: Double

    var marks: [Mark] { layout.panel.marks }

    /// Grid, axis lines, ticks with their labels, and titles.
    func axes() -> [Element] {
        horizontalAxis() + verticalAxis()
    }

    /// The marks, and the panel's own title.
    func contents() -> [Element] {
        var parts = marks.map(element)
        if layout.isEmpty {
            parts = [
                text("no data to show", at: layout.frame.middle, anchor: "middle", .muted)
            ]
        }
        if !layout.panel.title.isEmpty {
            let title = TextWidth.truncated(
                layout.panel.title, size: Layout.fontSize, to: layout.frame.width + 16)
            parts.append(
                text(
                    title, at: Point(layout.frame.middle.x, layout.frame.top - 9),
                    anchor: "middle"))
        }
        return parts
    }

    /// - Parameter point: On the middle line of the text, at its `anchor`.
    func text(
        _ content: String, at point: Point, anchor: String = "start", _ ink: Ink = .foreground,
        size: Double = Layout.fontSize
    ) -> Element {
        // Not `dominant-baseline`: programs that turn SVG into PDF know it rarely.
        var element = Element(
            "text",
            [
                "x": NumberText.coordinate(point.x),
                "y": NumberText.coordinate(point.y + size * 0.35), "fill": theme.color(ink),
            ], text: content)
        if anchor != "start" { element = element.adding(["text-anchor": anchor]) }
        if size != Layout.fontSize {
            element = element.adding(["font-size": NumberText.coordinate(size)])
        }
        return element
    }

    func line(from start: Point, to end: Point, _ ink: Ink, width: Double = 1) -> Element {
        Element(
            "line",
            [
                "x1": NumberText.coordinate(start.x), "y1": NumberText.coordinate(start.y),
                "x2": NumberText.coordinate(end.x), "y2": NumberText.coordinate(end.y),
                "stroke": theme.color(ink), "stroke-width": NumberText.coordinate(width),
            ])
    }

    private func horizontalAxis() -> [Element] {
        let frame = layout.frame
        let isCategorical = !layout.x.axis.categories.isEmpty
        var parts: [Element] = []
        let spacing = frame.width / Double(max(layout.x.ticks.values.count, 1))
        // Of many categories every so many has its name.
        let step = isCategorical ? max(1, Int((24 / spacing).rounded(.up))) : 1
        for (index, (value, label)) in zip(layout.x.ticks.values, layout.x.ticks.labels)
            .enumerated()
        where index % step == 0 {
            guard let x = layout.x.position(of: value) else { continue }
            if !isCategorical {
                parts.append(line(from: Point(x, frame.top), to: Point(x, frame.bottom), .grid))
                parts.append(
                    line(from: Point(x, frame.bottom), to: Point(x, frame.bottom + 4), .muted))
            }
            guard layout.x.isLabelled else { continue }
            let room =
                isCategorical
                ? spacing * Double(step) - 4 : .infinity
            parts.append(
                text(
                    TextWidth.truncated(label, size: Layout.fontSize, to: room),
                    at: Point(x, frame.bottom + 13), anchor: "middle", .muted))
        }
        parts.append(
            line(
                from: Point(frame.left, frame.bottom), to: Point(frame.right, frame.bottom),
                .muted))
        return parts
    }

    private func verticalAxis() -> [Element] {
        let frame = layout.frame
        let isCategorical = !layout.y.axis.categories.isEmpty
        var parts: [Element] = []
        let spacing = frame.height / Double(max(layout.y.ticks.values.count, 1))
        let step = isCategorical ? max(1, Int((14 / spacing).rounded(.up))) : 1
        for (index, (value, label)) in zip(layout.y.ticks.values, layout.y.ticks.labels)
            .enumerated()
        where index % step == 0 {
            guard let y = layout.y.position(of: value) else { continue }
            parts.append(line(from: Point(frame.left, y), to: Point(frame.right, y), .grid))
            guard layout.y.isLabelled else { continue }
            // A number that is cut would be another one.
            let shown =
                isCategorical
                ? TextWidth.truncated(label, size: Layout.fontSize, to: frame.left - 14) : label
            parts.append(
                text(
                    shown, at: Point(frame.left - 7, y), anchor: "end",
                    isCategorical ? .foreground : .muted))
        }
        if !isCategorical {
            parts.append(
                line(
                    from: Point(frame.left, frame.top), to: Point(frame.left, frame.bottom),
                    .muted))
        }
        return parts
    }
}
