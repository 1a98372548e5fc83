extension Drawing {
    /// Each label beside its point, with a thin line to it where it had to go further away.
    func placedLabels(_ labels: [Label]) -> [Element] {
        let visible = labels.compactMap { label -> (text: String, point: Point)? in
            let text = TextWidth.truncated(
                label.text, size: Layout.fontSize, to: layout.frame.width * 0.9)
            return layout.place(label.point).map { (text, $0) }
        }
        let rectangles = LabelPlacement(frame: layout.frame, obstacles: obstacles)
            .rectangles(
                for: visible.map { label in
                    (TextWidth.estimate(label.text, size: Layout.fontSize), label.point)
                })
        return zip(visible, rectangles).flatMap { label, rectangle in
            let start = rectangle.nearest(to: label.point)
            let leader =
                LabelPlacement.needsLeader(rectangle, label.point)
                ? [line(from: start, to: label.point, .muted, width: 0.75)] : []
            let words = text(label.text, at: rectangle.middle, anchor: "middle")
                .adding([
                    "stroke": theme.color(.background), "stroke-width": "3",
                    "stroke-linejoin": "round", "paint-order": "stroke",
                ])
            return leader + [words]
        }
    }

    /// What labels should not cover: points and error bars.
    private var obstacles: [Rect] {
        marks.flatMap { mark -> [Rect] in
            switch mark.geometry {
            case .points(let points):
                return points.compactMap(layout.place)
                    .map { Rect(around: $0, radius: mark.style.radius + 1) }
            case .line(let points):
                return points.compactMap(layout.place).map { Rect(around: $0, radius: 1.5) }
            case .errorBars(let bars):
                return bars.flatMap(obstacles)
            default:
                return []
            }
        }
    }

    private func obstacles(_ bar: ErrorBar) -> [Rect] {
        guard let center = layout.place(bar.center) else { return [] }
        var result: [Rect] = []
        if let low = layout.x.position(of: bar.center.x - bar.x),
            let high = layout.x.position(of: bar.center.x + bar.x), bar.x > 0
        {
            result.append(
                Rect(left: min(low, high), top: center.y - 2, width: abs(high - low), height: 4))
        }
        if let low = layout.y.position(of: bar.center.y - bar.y),
            let high = layout.y.position(of: bar.center.y + bar.y), bar.y > 0
        {
            result.append(
                Rect(left: center.x - 2, top: min(low, high), width: 4, height: abs(high - low)))
        }
        return result
    }
}
