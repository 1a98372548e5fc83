/// Draws what belongs to all panels: titles, the legend, the colour bar, the notes.
struct FigureFrame {
    let figure: Figure
    let layout: Layout
    let theme: Theme
    let dotsPerUnit: Double

    func elements() -> [Element] {
        columnTitles() + rowTitles() + axisTitles() + colorBar()
            + layout.legend.items.map(pen.legendItem) + notes()
    }

    /// For what needs no axes.
    private var pen: Drawing {
        Drawing(layout: layout.panels[0][0], theme: theme, dotsPerUnit: dotsPerUnit)
    }

    private func columnTitles() -> [Element] {
        let head = layout.panels[0].contains { !$0.panel.title.isEmpty } ? 16.0 : 0
        return zip(figure.panels.columns, layout.panels[0]).filter { !$0.0.isEmpty }.map {
            title, panel in
            let text = TextWidth.truncated(
                title, size: Layout.fontSize, to: panel.frame.width + 16)
            return pen.text(
                text, at: Point(panel.frame.middle.x, layout.frame.top - head - 9),
                anchor: "middle")
        }
    }

    /// At the right, downwards.
    private func rowTitles() -> [Element] {
        zip(figure.panels.rows, layout.panels).compactMap { title, row in
            guard !title.isEmpty, let frame = row.last?.frame else { return nil }
            return rotated(
                title, at: Point(frame.right + 12, frame.middle.y), to: frame.height + 6, 90)
        }
    }

    private func axisTitles() -> [Element] {
        var parts: [Element] = []
        let frame = layout.frame
        let xTitles = Set(layout.panels.joined().map(\.x.axis.title))
        if let title = xTitles.first(where: { !$0.isEmpty }) {
            let limit = frame.right + 10
            let text = TextWidth.truncated(title, size: Layout.fontSize, to: max(limit - 10, 10))
            let half = TextWidth.estimate(text, size: Layout.fontSize) / 2
            let middle = max(half + 6, min(frame.middle.x, limit - half))
            parts.append(pen.text(text, at: Point(middle, frame.bottom + 31), anchor: "middle"))
        }
        let yTitles = layout.panels.map { $0[0].y.axis.title }
        if Set(yTitles).count == 1 {
            if !yTitles[0].isEmpty { parts.append(verticalTitle(yTitles[0], frame)) }
        } else {
            parts += zip(yTitles, layout.panels).filter { !$0.0.isEmpty }.map {
                verticalTitle($0, $1[0].frame)
            }
        }
        return parts
    }

    private func verticalTitle(_ title: String, _ frame: Rect) -> Element {
        let room = layout.panels.count == 1 ? frame.bottom : frame.height + 10
        let half = min(TextWidth.estimate(title, size: Layout.fontSize), room) / 2
        return rotated(title, at: Point(13, max(frame.middle.y, half + 4)), to: room, -90)
    }

    /// Text that is too long is set smaller, down to three quarters, before it is cut.
    private func rotated(
        _ content: String, at center: Point, to room: Double, _ degrees: Int
    ) -> Element {
        let width = TextWidth.estimate(content, size: Layout.fontSize)
        let size = Layout.fontSize * max(0.75, min(1, room / max(width, 1)))
        let place = "\(NumberText.coordinate(center.x)) \(NumberText.coordinate(center.y))"
        return pen.text(
            TextWidth.truncated(content, size: size * 0.999, to: room), at: center,
            anchor: "middle", size: size
        ).adding(["transform": "rotate(\(degrees) \(place))"])
    }

    private func colorBar() -> [Element] {
        guard let placed = layout.colorBar else { return [] }
        let height = min(layout.frame.height, 220)
        let rect = Rect(
            left: layout.width - placed.width - 6, top: layout.frame.middle.y - height / 2,
            width: ColorBarLayout.barWidth, height: height)
        let shades = (0..<256).map { Float(255 - $0) / 255 }
        var parts = [
            pen.picture(Raster(columns: 1, rows: 256, values: shades), in: rect),
            pen.outline(rect, Mark.Style(.muted, width: 0.75)),
        ]
        let scale = Scale(.linear, domain: placed.bar.domain)
        for (value, label) in zip(placed.ticks.values, placed.ticks.labels) {
            guard let share = scale.fraction(of: value) else { continue }
            let y = rect.bottom - share * rect.height
            parts.append(
                pen.line(from: Point(rect.right, y), to: Point(rect.right + 3, y), .muted))
            parts.append(pen.text(label, at: Point(rect.right + 6, y), .muted))
        }
        if !placed.bar.axis.title.isEmpty {
            let x = rect.right + 6 + placed.labelWidth + 12
            parts.append(
                rotated(placed.bar.axis.title, at: Point(x, rect.middle.y), to: height + 40, -90))
        }
        return [Element("g", ["class": "color-bar"], parts)]
    }

    private func notes() -> [Element] {
        layout.notes.enumerated().map { index, note in
            let line = Double(layout.notes.count - index) * 15
            return pen.text(
                note, at: Point(8, layout.height - line + 5), .muted, size: Layout.noteSize)
        }
    }
}
