/// An axis with its place in pixels.
struct PlacedAxis: Sendable {
    let axis: Axis
    let scale: Scale
    var ticks = Ticks(values: [], labels: [])
    /// Where the lower and the upper end of the domain lie.
    var start = 0.0
    var end = 1.0

    /// `nil` for a value that cannot be shown.
    func position(of value: Double) -> Double? {
        scale.fraction(of: value).map { start + (end - start) * $0 }
    }
}

/// Where everything of a figure goes.
struct Layout: Sendable {
    static let fontSize = 12.0
    static let noteSize = 11.0
    static let rowHeight = 18.0
    static let sampleWidth = 22.0

    let frame: Rect
    let x: PlacedAxis
    let y: PlacedAxis
    let legend: [(entry: Figure.LegendEntry, text: String, origin: Point)]
    /// Whether no mark has anything to show.
    let isEmpty: Bool

    init(_ figure: Figure, width: Double, height: Double, noteCount: Int) {
        let extents = figure.marks.map(\.extent)
        let xValues = extents.flatMap(\.x)
        let yValues = extents.flatMap(\.y)
        var x = PlacedAxis(axis: figure.xAxis, scale: figure.xAxis.scale(fitting: xValues))
        var y = PlacedAxis(axis: figure.yAxis, scale: figure.yAxis.scale(fitting: yValues))
        isEmpty =
            !xValues.contains { x.scale.fraction(of: $0) != nil }
            || !yValues.contains { y.scale.fraction(of: $0) != nil }

        let below = Self.heightBelow(figure, noteCount: noteCount)
        let plotHeight = height - below - Self.heightAbove(figure, width: width)
        y.ticks = y.axis.ticks(y.scale, count: max(1, Int(plotHeight / 42)))
        let labelLimit = width * 0.4
        let labelWidth = min(Self.widest(y.ticks.labels), labelLimit)
        let left = 12 + labelWidth + (y.axis.title.isEmpty ? 2 : 20)

        let right = max(14, min(width * 0.1, 26))
        let legend = Self.legend(figure.legend, left: left, right: width - 8)
        let top = 10 + legend.height
        frame = Rect(
            left: left, top: top, width: max(10, width - left - right),
            height: max(10, height - top - below))

        var count = max(2, Int(frame.width / 60))
        x.ticks = x.axis.ticks(x.scale, count: count)
        while count > 1, x.axis.categories.isEmpty,
            Self.widest(x.ticks.labels) * 1.25 + 6
                > frame.width / Double(max(x.ticks.labels.count, 1))
        {
            count -= 1
            x.ticks = x.axis.ticks(x.scale, count: count)
        }
        (x.start, x.end) = (frame.left, frame.right)
        (y.start, y.end) = (frame.bottom, frame.top)
        if x.axis.isReversed { swap(&x.start, &x.end) }
        if y.axis.isReversed { swap(&y.start, &y.end) }
        self.x = x
        self.y = y
        self.legend = legend.items
    }

    /// The height at which the axes have good proportions, whatever stands above and below them.
    static func naturalHeight(_ figure: Figure, width: Double, noteCount: Int) -> Double {
        let plot = max(0.57 * width, 24 * Double(figure.yAxis.categories.count))
        return
            (plot + heightAbove(figure, width: width)
            + heightBelow(figure, noteCount: noteCount)).rounded()
    }

    private static func heightAbove(_ figure: Figure, width: Double) -> Double {
        10 + legend(figure.legend, left: 60, right: width - 8).height
    }

    private static func heightBelow(_ figure: Figure, noteCount: Int) -> Double {
        26 + (figure.xAxis.title.isEmpty ? 0 : rowHeight) + 15 * Double(noteCount)
    }

    /// Where a point lies in pixels; `nil` when it cannot be shown.
    func place(_ point: Point) -> Point? {
        guard let x = x.position(of: point.x), let y = y.position(of: point.y) else { return nil }
        return Point(x, y)
    }

    private static func widest(_ labels: [String]) -> Double {
        labels.map { TextWidth.estimate($0, size: fontSize) }.max() ?? 0
    }

    /// Entries from left to right, in as many rows as they need.
    private static func legend(
        _ entries: [Figure.LegendEntry], left: Double, right: Double
    ) -> (items: [(entry: Figure.LegendEntry, text: String, origin: Point)], height: Double) {
        guard !entries.isEmpty else { return ([], 0) }
        // Begins at the axis, or at the edge when that saves a row.
        let widths = entries.map { TextWidth.estimate($0.text, size: fontSize) + sampleWidth + 18 }
        let left = left + widths.reduce(0, +) - 12 > right ? 8 : left
        var items: [(entry: Figure.LegendEntry, text: String, origin: Point)] = []
        var origin = Point(left, 6 + rowHeight / 2)
        for entry in entries {
            let room = max(right - left - sampleWidth - 6, 20)
            let text = TextWidth.truncated(entry.text, size: fontSize, to: room)
            let width = sampleWidth + 6 + TextWidth.estimate(text, size: fontSize)
            if origin.x > left && origin.x + width > right {
                origin = Point(left, origin.y + rowHeight)
            }
            items.append((entry, text, origin))
            origin.x += width + 12
        }
        return (items, origin.y + rowHeight / 2)
    }
}
