extension Figure {
    /// A layout for each panel, without places yet; one without content is empty axes.
    func scaledPanels() -> [[PanelLayout]] {
        let rows = panels.rows.count
        let columns = panels.columns.count
        let panel = { (row: Int, column: Int) in panels.cells[row][column] ?? Panel() }
        func group(_ sharing: Arrangement.Sharing, _ row: Int, _ column: Int) -> Int {
            switch sharing {
            case .all: 0
            case .rows: row
            case .columns: column
            case .none: row * columns + column
            }
        }
        var xValues: [Int: [Double]] = [:]
        var yValues: [Int: [Double]] = [:]
        for row in 0..<rows {
            for column in 0..<columns {
                for extent in panel(row, column).marks.map(\.extent) {
                    xValues[group(arrangement.x, row, column), default: []] += extent.x
                    yValues[group(arrangement.y, row, column), default: []] += extent.y
                }
            }
        }
        return (0..<rows).map { row in
            (0..<columns).map { column in
                let panel = panel(row, column)
                var layout = PanelLayout(
                    panel, x: panel.xAxis ?? xAxis, y: panel.yAxis ?? yAxis,
                    extent: (
                        xValues[group(arrangement.x, row, column)] ?? [],
                        yValues[group(arrangement.y, row, column)] ?? []
                    ))
                layout.x.isLabelled =
                    !layout.x.axis.isBare
                    && (row == rows - 1 || arrangement.x == .rows || arrangement.x == .none)
                layout.y.isLabelled =
                    column == 0 || arrangement.y == .columns || arrangement.y == .none
                return layout
            }
        }
    }
}
