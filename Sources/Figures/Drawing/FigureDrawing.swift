extension Figure {
    /// The figure as an `svg` element that scales with the width it is given.
    ///
    /// - Parameters:
    ///   - fontSize: In points, for print: then width and height are points too. Without it they are pixels,
    ///     and text is 12 of them high.
    package func element(
        width: Double, height: Double?, theme: Theme, printedAt fontSize: Double? = nil
    ) -> Element {
        precondition(
            width > 0 && width.isFinite && height.map { $0 > 0 && $0.isFinite } ?? true,
            "a figure cannot be \(width) by \(height ?? .nan)")
        let missing = missingNote()
        let notes = self.notes + (missing.map { [$0] } ?? [])
        // All is laid out for text 12 high, and scaled to the size that is asked for.
        let unit = fontSize.map { $0 / Layout.fontSize } ?? 1
        let layout = Layout(
            self, width: width / unit, height: height.map { $0 / unit }, notes: notes)
        // 72 points are an inch, as are 96 pixels.
        let resolution = Self.dotsPerInch * (fontSize == nil ? 1 / 96 : unit / 72)

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
        for panel in layout.panels.joined() {
            let drawing = Drawing(layout: panel, theme: theme, dotsPerUnit: resolution)
            let contents = drawing.axes() + drawing.contents()
            parts +=
                panels.cells.joined().count > 1
                ? [Element("g", ["class": "panel"], contents)] : contents
        }
        parts += FigureFrame(figure: self, layout: layout, theme: theme, dotsPerUnit: resolution)
            .elements()
        let suffix = fontSize == nil ? "" : "pt"
        let size = [layout.width * unit, layout.height * unit].map(NumberText.coordinate)
        return Element(
            "svg",
            [
                "xmlns": "http://www.w3.org/2000/svg", "role": "img",
                "aria-labelledby": "\(name)-title \(name)-desc",
                "viewBox": "0 0 \(NumberText.coordinate(layout.width)) "
                    + NumberText.coordinate(layout.height),
                "width": size[0] + suffix, "height": size[1] + suffix,
                "font-family": "sans-serif", "font-size": NumberText.coordinate(Layout.fontSize),
                "fill": "none",
            ], parts)
    }

    /// What pictures inside a figure have.
    private static let dotsPerInch = 300.0

    /// Says how many values are not drawn, so that none is dropped in silence.
    private func missingNote() -> String? {
        guard notesMissingValues else { return nil }
        var missing = 0
        var hasLogarithm = false
        for panel in panels.contents {
            let x = (panel.xAxis ?? xAxis).kind
            let y = (panel.yAxis ?? yAxis).kind
            hasLogarithm = hasLogarithm || x == .log || y == .log
            for extent in panel.marks.filter(\.countsWhatIsMissing).map(\.extent) {
                missing += extent.x.count { !Scale.canShow($0, x) }
                missing += extent.y.count { !Scale.canShow($0, y) }
            }
        }
        guard missing > 0 else { return nil }
        let reason =
            hasLogarithm
            ? "not finite, or not positive on a logarithmic axis" : "not finite"
        return "Not drawn: \(missing) \(missing == 1 ? "value" : "values"), \(reason)."
    }
}

extension Mark {
    /// Bands, error bars and labels accompany other marks, which count for them.
    fileprivate var countsWhatIsMissing: Bool {
        switch geometry {
        case .line, .steps, .points, .bars: true
        case .band, .errorBars, .labels, .text, .inscribed, .boxes, .outlines, .raster: false
        }
    }
}
