/// The entries of a legend from left to right, in as many rows as they need.
struct LegendLayout: Sendable {
    private(set) var items: [(entry: Figure.LegendEntry, text: String, origin: Point)] = []
    private(set) var height = 0.0

    init(_ entries: [Figure.LegendEntry], left: Double, right: Double) {
        guard !entries.isEmpty else { return }
        // Begins at the axis, or at the edge when that saves a row.
        let widths = entries.map {
            TextWidth.estimate($0.text, size: Layout.fontSize) + Layout.sampleWidth + 18
        }
        let left = left + widths.reduce(0, +) - 12 > right ? 8 : left
        var origin = Point(left, 6 + Layout.rowHeight / 2)
        for entry in entries {
            let room = max(right - left - Layout.sampleWidth - 6, 20)
            let text = TextWidth.truncated(entry.text, size: Layout.fontSize, to: room)
            let width =
                Layout.sampleWidth + 6 + TextWidth.estimate(text, size: Layout.fontSize)
            if origin.x > left && origin.x + width > right {
                origin = Point(left, origin.y + Layout.rowHeight)
            }
            items.append((entry, text, origin))
            origin.x += width + 12
        }
        height = origin.y + Layout.rowHeight / 2
    }
}

/// The room that a colour bar takes at the right.
struct ColorBarLayout: Sendable {
    static let barWidth = 10.0
    let bar: ColorBar
    let ticks: Ticks

    init(_ bar: ColorBar) {
        self.bar = bar
        ticks = Ticks(Scale(.linear, domain: bar.domain), count: 4)
    }

    var labelWidth: Double {
        ticks.labels.map { TextWidth.estimate($0, size: Layout.fontSize) }.max() ?? 0
    }

    var width: Double {
        Self.barWidth + 6 + labelWidth + (bar.axis.title.isEmpty ? 0 : 20)
    }
}
