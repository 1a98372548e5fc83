/// An axis with its place in pixels.
struct PlacedAxis: Sendable {
    let axis: Axis
    let scale: Scale
    var ticks = Ticks(values: [], labels: [])
    /// Whether the ticks' labels are written, or stand at another panel already.
    var isLabelled = true
    /// Where the lower and the upper end of the domain lie.
    var start = 0.0
    var end = 1.0

    /// `nil` for a value that cannot be shown.
    func position(of value: Double) -> Double? {
        scale.fraction(of: value).map { start + (end - start) * $0 }
    }

    /// How far the first and the last label reach beyond the ends of the axis.
    var overhang: (start: Double, end: Double) {
        guard isLabelled, axis.categories.isEmpty, let first = ticks.values.first,
            let last = ticks.values.last, let low = position(of: first),
            let high = position(of: last)
        else { return (0, 0) }
        let halves = [ticks.labels.first, ticks.labels.last].map {
            TextWidth.estimate($0 ?? "", size: Layout.fontSize) / 2
        }
        return (max(0, halves[0] - (low - start)), max(0, halves[1] - (end - high)))
    }

    var labelWidth: Double {
        ticks.labels.map { TextWidth.estimate($0, size: Layout.fontSize) }.max() ?? 0
    }
}

/// Where one pair of axes is, and how values lie along them.
struct PanelLayout: Sendable {
    var panel: Panel
    var frame = Rect(left: 0, top: 0, width: 1, height: 1)
    var x: PlacedAxis
    var y: PlacedAxis
    /// Whether no mark has anything to show.
    let isEmpty: Bool

    /// - Parameter extent: What the scales must show: of this panel, and of those with the same scales.
    init(
        _ panel: Panel, x xAxis: Axis, y yAxis: Axis, extent: (x: [Double], y: [Double])
    ) {
        self.panel = panel
        x = PlacedAxis(axis: xAxis, scale: xAxis.scale(fitting: extent.x))
        y = PlacedAxis(axis: yAxis, scale: yAxis.scale(fitting: extent.y))
        let own = panel.marks.map(\.extent)
        isEmpty =
            !own.contains { [x] in $0.x.contains { x.scale.fraction(of: $0) != nil } }
            || !own.contains { [y] in $0.y.contains { y.scale.fraction(of: $0) != nil } }
    }

    /// Where a point lies in pixels; `nil` when it cannot be shown.
    func place(_ point: Point) -> Point? {
        guard let x = x.position(of: point.x), let y = y.position(of: point.y) else { return nil }
        return Point(x, y)
    }

    /// `nil` where a corner cannot be shown.
    func place(_ box: Box) -> Rect? {
        guard let start = place(Point(box.left, box.lower)),
            let end = place(Point(box.right, box.upper))
        else { return nil }
        return Rect(
            left: min(start.x, end.x), top: min(start.y, end.y), width: abs(end.x - start.x),
            height: abs(end.y - start.y))
    }

    mutating func place(in frame: Rect, tickSpacing: (x: Double, y: Double)) {
        self.frame = frame
        let wanted = max(1, Int(frame.height / tickSpacing.y))
        y.ticks = y.axis.ticks(y.scale, count: wanted)
        // One number says nothing of a scale.
        for more in wanted..<wanted + 4 where y.ticks.values.count == 1 && !y.axis.wholeNumbers {
            y.ticks = y.axis.ticks(y.scale, count: more)
        }
        var count = max(2, Int(frame.width / tickSpacing.x))
        x.ticks = x.axis.ticks(x.scale, count: count)
        while count > 1, x.axis.categories.isEmpty,
            x.labelWidth * 1.25 + 6 > frame.width / Double(max(x.ticks.labels.count, 1))
        {
            count -= 1
            x.ticks = x.axis.ticks(x.scale, count: count)
        }
        (x.start, x.end) = (frame.left, frame.right)
        (y.start, y.end) = (frame.bottom, frame.top)
        if x.axis.isReversed { swap(&x.start, &x.end) }
        if y.axis.isReversed { swap(&y.start, &y.end) }
    }
}
