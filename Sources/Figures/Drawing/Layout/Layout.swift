/// Where everything of a figure goes.
struct Layout: Sendable {
    static let fontSize = 12.0
    static let noteSize = 11.0
    static let rowHeight = 18.0
    static let sampleWidth = 22.0

    let width: Double
    let height: Double
    /// In reading order.
    let panels: [[PanelLayout]]
    /// Around the frames of all panels.
    let frame: Rect
    let legend: LegendLayout
    let colorBar: ColorBarLayout?
    let notes: [String]

    init(_ figure: Figure, width: Double, height: Double?, notes: [String]) {
        var panels = figure.scaledPanels()
        let notes = notes.flatMap { Self.wrapped($0, to: width - 16) }
        let isLabelled = panels.joined().contains { $0.x.isLabelled }
        let below =
            (isLabelled ? 26 : 10) + (figure.hasTitle(\.xAxis) ? Self.rowHeight : 0)
            + 15 * Double(notes.count)
        colorBar = figure.colorBar.map { ColorBarLayout($0) }
        let right =
            max(14, min(width * 0.1, 26)) + (figure.panels.rows.contains { !$0.isEmpty } ? 12 : 0)
            + (colorBar?.width ?? 0)

        // What stands beside the axes depends on their ticks, and these on the room that is left.
        var gutters = panels[0].indices.map { $0 == 0 ? 48.0 : 22 }
        var plan = (frame: Rect(left: 0, top: 0, width: 1, height: 1), height: 0.0)
        var legend = LegendLayout([], left: 0, right: 0)
        for attempt in 0..<5 {
            legend = LegendLayout(figure.legend, left: gutters[0], right: width - 8)
            plan = Self.place(
                &panels, of: figure, width: width, height: height, gutters: gutters,
                margins: (right, below, 10 + legend.height))
            let needed = Self.gutters(panels, width: width, hasTitle: figure.hasTitle(\.yAxis))
            // Wider labels leave less room, which may ask for other ticks with narrower ones: the wider stay.
            let next = attempt == 0 ? needed : zip(needed, gutters).map(max)
            if next == gutters { break }
            gutters = next
        }
        legend = LegendLayout(figure.legend, left: gutters[0], right: width - 8)
        plan = Self.place(
            &panels, of: figure, width: width, height: height, gutters: gutters,
            margins: (right, below, 10 + legend.height))
        (self.width, self.height, self.panels, self.notes) = (width, plan.height, panels, notes)
        (self.legend, frame) = (legend, plan.frame)
    }

    /// Gives every panel its place.
    /// - Returns: What is around all of them, and the height of the figure.
    private static func place(
        _ panels: inout [[PanelLayout]], of figure: Figure, width: Double, height: Double?,
        gutters: [Double], margins: (right: Double, below: Double, above: Double)
    ) -> (frame: Rect, height: Double) {
        let isGrid = panels.count > 1 || panels[0].count > 1
        let frameWidth = max(
            10, (width - margins.right - gutters.reduce(0, +)) / Double(gutters.count))
        let above = margins.above + (figure.panels.columns.contains { !$0.isEmpty } ? 16 : 0)
        let heads = panels.map { row in row.contains { !$0.panel.title.isEmpty } ? 16.0 : 0 }
        let gaps = panels.indices.map { row in
            heads[row]
                + (row == 0 ? 0 : panels[row - 1].contains { $0.x.isLabelled } ? 30 : 12)
        }
        let outside = above + margins.below + gaps.reduce(0, +)
        let natural = naturalHeight(
            figure, isGrid: isGrid, width: width, frameWidth: frameWidth)
        let height = height ?? (outside + natural).rounded()
        let weights = figure.weights
        let room = max(10, height - outside)
        var top = above
        for row in panels.indices {
            top += gaps[row]
            let frameHeight = max(10, room * weights[row] / weights.reduce(0, +))
            var left = 0.0
            for column in panels[row].indices {
                left += gutters[column]
                panels[row][column].place(
                    in: Rect(left: left, top: top, width: frameWidth, height: frameHeight),
                    tickSpacing: tickSpacing(isGrid))
                left += frameWidth
            }
            top += frameHeight
        }
        let frame = Rect(
            left: gutters[0], top: above + gaps[0], width: width - margins.right - gutters[0],
            height: top - above - gaps[0])
        return (frame, height)
    }

    private static func tickSpacing(_ isGrid: Bool) -> (x: Double, y: Double) {
        isGrid ? (45, 30) : (60, 42)
    }

    /// What is left of each column's frames.
    private static func gutters(
        _ panels: [[PanelLayout]], width: Double, hasTitle: Bool
    ) -> [Double] {
        panels[0].indices.map { column in
            let cells = panels.map { $0[column] }
            let limit = width * 0.4 / (column == 0 ? 1 : Double(panels[0].count))
            let labels = cells.map(\.y).filter(\.isLabelled).map { min($0.labelWidth, limit) }.max()
            if column == 0 { return 12 + (labels ?? 0) + (hasTitle ? 20 : 2) }
            if cells.allSatisfy(\.x.axis.isBare) { return 12 }
            let overhang = zip(panels, cells).map { row, cell in
                row[column - 1].x.overhang.end + cell.x.overhang.start + 8
            }.max()
            return max(22 + (labels ?? 0), overhang ?? 0)
        }
    }

    /// The height of all frames together at which the axes have good proportions.
    private static func naturalHeight(
        _ figure: Figure, isGrid: Bool, width: Double, frameWidth: Double
    ) -> Double {
        let rows = figure.weights.reduce(0, +) / (figure.weights.max() ?? 1)
        // The names of rows stand upright.
        let titles = figure.panels.rows.map { TextWidth.estimate($0, size: fontSize) }.max() ?? 0
        let least = isGrid ? max(54, min(titles, 120)) : 0
        if let aspect = figure.arrangement.aspect {
            return rows * max(aspect * frameWidth, aspect < 0.6 ? least : 0)
        }
        let names = 24 * Double(figure.yAxis.categories.count)
        return isGrid ? rows * max(0.75 * frameWidth, least, names) : max(0.57 * width, names)
    }

    /// Lines of words; a word that is too long is cut.
    private static func wrapped(_ text: String, to width: Double) -> [String] {
        let words = text.split(separator: " ").map(String.init)
        let lines = words.reduce(into: [String]()) { lines, word in
            let longer = lines.last.map { $0 + " " + word } ?? word
            if lines.isEmpty || TextWidth.estimate(longer, size: noteSize) > width {
                lines.append(word)
            } else {
                lines[lines.count - 1] = longer
            }
        }
        return lines.map { TextWidth.truncated($0, size: noteSize, to: width) }
    }
}

extension Figure {
    /// How high each row is, relative to the others.
    fileprivate var weights: [Double] {
        let weights = arrangement.rowWeights
        return weights.count == panels.rows.count ? weights : panels.rows.map { _ in 1 }
    }

    /// Whether an axis has a title, the figure's or a panel's.
    fileprivate func hasTitle(_ axis: KeyPath<Figure, Axis>) -> Bool {
        let own: KeyPath<Panel, Axis?> = axis == \.xAxis ? \.xAxis : \.yAxis
        return !self[keyPath: axis].title.isEmpty
            || panels.contents.contains { !($0[keyPath: own]?.title.isEmpty ?? true) }
    }
}
