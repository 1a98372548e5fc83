extension Figure {
    /// The figure as an `svg` element that scales with the width it is given.
    package func element(width: Double, height: Double?, theme: Theme) -> Element {
        let missing = missingNote()
        let notes = self.notes + (missing.map { [$0] } ?? [])
        let height =
            height ?? Layout.naturalHeight(self, width: width, noteCount: notes.count)
        precondition(
            width > 0 && height > 0 && width.isFinite && height.isFinite,
            "a figure cannot be \(width) by \(height)")
        let layout = Layout(self, width: width, height: height, noteCount: notes.count)
        let drawing = Drawing(layout: layout, marks: marks, theme: theme)

        var parts = [
            Element("title", ["id": name + "-title"], text: title),
            Element(
                "desc", ["id": name + "-desc"],
                text: ([caption, summary] + notes)
                    .filter { !$0.isEmpty }.joined(separator: " ")),
        ]
        if theme == .paper {
            parts.append(
                Element(
                    "rect",
                    [
                        "width": "100%", "height": "100%",
                        "fill": theme.color(.background),
                    ]))
        }
        parts += drawing.axes()
        if layout.isEmpty {
            parts.append(
                drawing.text("no data to show", at: layout.frame.middle, anchor: "middle", .muted))
        } else {
            parts += marks.map(drawing.element)
        }
        parts += layout.legend.map(drawing.legendItem)
        for (index, note) in notes.enumerated() {
            let line = Double(notes.count - index) * 15
            let shown = TextWidth.truncated(note, size: Layout.noteSize, to: width - 16)
            parts.append(
                drawing.text(
                    shown, at: Point(8, height - line + 5), .muted, size: Layout.noteSize))
        }
        return Element(
            "svg",
            [
                "xmlns": "http://www.w3.org/2000/svg", "role": "img",
                "aria-labelledby": "\(name)-title \(name)-desc",
                "viewBox": "0 0 \(NumberText.coordinate(width)) \(NumberText.coordinate(height))",
                "width": NumberText.coordinate(width), "height": NumberText.coordinate(height),
                "font-family": "sans-serif", "font-size": NumberText.coordinate(Layout.fontSize),
                "fill": "none",
            ], parts)
    }

    /// Says how many values are not drawn, so that none is dropped in silence.
    private func missingNote() -> String? {
        let extents = marks.filter(\.countsWhatIsMissing).map(\.extent)
        let missing = extents.reduce(0) { count, extent in
            count + extent.x.filter { !Scale.canShow($0, xAxis.kind) }.count
                + extent.y.filter { !Scale.canShow($0, yAxis.kind) }.count
        }
        guard missing > 0, notesMissingValues else { return nil }
        let reason =
            xAxis.kind == .log || yAxis.kind == .log
            ? "not finite, or not positive on a logarithmic axis" : "not finite"
        return "Not drawn: \(missing) \(missing == 1 ? "value" : "values"), \(reason)."
    }
}

extension Mark {
    /// Bands, error bars and labels accompany other marks, which count for them.
    fileprivate var countsWhatIsMissing: Bool {
        switch geometry {
        case .line, .steps, .points, .bars: true
        case .band, .errorBars, .labels, .text: false
        }
    }
}
