extension Figure {
    /// Which classes are taken for which: a row a true class, shaded by its shares, with counts.
    ///
    /// - Parameters:
    ///   - labels: The classes' names.
    ///   - counts: Rows are true classes, columns predicted ones.
    ///   - name: Of the figure, where a page has several.
    public static func confusion(
        labels: [String], counts: [[Int]], name: String = "confusion"
    ) -> Figure {
        confusion(labels: labels, counts: Panels(counts), name: name)
    }

    /// The same beside each other: a panel a method.
    public static func confusion(
        labels: [String], counts: Panels<[[Int]]>, name: String = "confusion"
    ) -> Figure {
        for counts in counts.contents {
            precondition(
                counts.count == labels.count && counts.allSatisfy { $0.count == labels.count },
                "\(counts.map(\.count)) counts do not fit \(labels.count) classes")
        }
        // Long names, or many, stand once and are referred to by number.
        let width = (counts.columns.count > 1 ? 330 : 180) / Double(counts.columns.count)
        let room = width / Double(max(labels.count, 1)) - 4
        let isNumbered = labels.contains { TextWidth.estimate($0, size: 12) > room }
        let numbered = labels.enumerated().map { "\($0.offset + 1) \($0.element)" }
        let numbers = labels.indices.map { "\($0 + 1)" }
        var figure = Figure(
            name: name, title: "Confusion of the classes",
            caption:
                "Rows of each true class by predicted class; shade: share of the true class; numbers: "
                + "rows, where they fit.",
            x: Axis("predicted class", categories: isNumbered ? numbers : labels),
            y: Axis(
                "true class", categories: isNumbered ? numbered : labels, isReversed: true))
        figure.arrangement = Arrangement(aspect: labels.count < 4 ? 0.7 : 0.9)
        figure.colorBar = ColorBar("share of true class", domain: 0...1)
        let longest = "\(counts.contents.flatMap { $0 }.joined().max() ?? 0)"
        figure.panels = counts.map { Panel(marks($0, longest: longest)) }
        figure.summary = counts.named.map { panel in
            (panel.name.isEmpty ? "" : panel.name + ": ") + words(labels, panel.content)
        }.joined(separator: " ")
        let columns = ["true class", "predicted class", "rows"]
        let rows = { (counts: [[Int]]) -> [[DataTable.Value]] in
            counts.enumerated().flatMap { row, counts in
                counts.enumerated().map {
                    [.text(labels[row]), .text(labels[$0.offset]), .whole($0.element)]
                }
            }
        }
        let isSingle = counts.rows == [""] && counts.columns == [""]
        figure.data =
            isSingle
            ? DataTable(columns, rows: counts.contents.flatMap(rows)) : counts.table(columns, rows)
        return figure
    }

    private static func marks(_ counts: [[Int]], longest: String) -> [Mark] {
        var marks: [Mark] = []
        for (row, rowCounts) in counts.enumerated() {
            let total = rowCounts.reduce(0, +)
            for (column, count) in rowCounts.enumerated() {
                let share = total > 0 ? Double(count) / Double(total) : 0
                let (x, y) = (Double(column), Double(row))
                let box = Box(left: x - 0.5, right: x + 0.5, lower: y - 0.5, upper: y + 0.5)
                marks.append(Mark(.boxes([box]), Mark.Style(.shade(share))))
                marks.append(
                    Mark(
                        .inscribed("\(count)", box, longest: longest),
                        Mark.Style(Shade.contrasting(share))))
            }
        }
        if !counts.isEmpty {
            let end = Double(counts.count) - 0.5
            let frame = Box(left: -0.5, right: end, lower: -0.5, upper: end)
            marks.append(Mark(.outlines([frame]), Mark.Style(.muted, width: 0.75)))
        }
        return marks
    }

    private static func words(_ labels: [String], _ counts: [[Int]]) -> String {
        counts.enumerated().map { row, counts in
            let wrong = counts.enumerated().filter { $0.offset != row && $0.element > 0 }
                .max { $0.element < $1.element }
            let most = wrong.map {
                "; \($0.element) taken for \(labels[$0.offset])"
            }
            return "\(labels[row]): \(counts[row]) of \(counts.reduce(0, +)) right"
                + (most ?? "") + "."
        }.joined(separator: " ")
    }
}
