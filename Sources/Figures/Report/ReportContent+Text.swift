extension ReportContent {
    /// The table of results for a terminal; `*` marks the best value of a column.
    /// - Parameter width: of the lines, where columns allow it; `nil` is no limit. A table that is too wide is
    ///   set narrower, then its seconds become a line below, then it is cut into several.
    public func textTable(width: Int? = nil) -> String {
        let results = ResultsTable(self)
        let forms = [(false, true), (true, true), (false, false), (true, false)].map {
            (isNarrow: $0.0, hasSeconds: $0.1)
        }
        let tables = forms.map { table(results, isNarrow: $0.isNarrow, hasSeconds: $0.hasSeconds) }
        let counts = tables.map { $0.partCount(width: width) }
        let chosen = counts.indices.min { (counts[$0], $0) < (counts[$1], $1) } ?? 0
        let legend =
            (forms[chosen].hasSeconds ? [] : [secondsLine(results)]) + legend(results)
        let further = [
            differenceTable.map { ($0, 1, [String]()) },
            metricTable.map { ($0.table, 2, $0.meanings) },
        ].compactMap { $0 }
        func lines(_ texts: [String]) -> String {
            texts.map { PlainText.paragraph($0, width: width) }.joined()
        }
        return tables[chosen].text(width: width) + lines(legend)
            + further.map { table, keys, meanings in
                "\n" + table.text(width: width, keys: keys) + lines(meanings)
            }.joined()
    }

    /// The table of results in Markdown; the best value of a column is bold.
    public func markdownTable() -> String {
        let results = ResultsTable(self)
        let rows = results.names.indices.map { row in
            [results.names[row]]
                + results.columns.map { $0.cells[row].filter { $0 != ResultsTable.padding } }
        }
        func paragraphs(_ texts: [String]) -> String { texts.map { "\n\($0)\n" }.joined() }
        return TextTable(
            header: [["method"] + results.columns.map(\.heading)], rows: rows,
            alignments: [.leading] + results.columns.map { _ in .trailing }
        ).markdown { $1 > 0 && results.columns[$1 - 1].best == $0 }
            + paragraphs((isMarked(results) ? ["bold: \(bestMeaning)"] : []) + meanings(results))
            + (differenceTable.map { "\n" + $0.markdown() } ?? "")
            + (metricTable.map { "\n" + $0.table.markdown() + paragraphs($0.meanings) } ?? "")
    }

    /// - Parameter isNarrow: leaves the place of the mark out where a column has none.
    private func table(
        _ results: ResultsTable, isNarrow: Bool, hasSeconds: Bool
    ) -> TextTable {
        let columns = hasSeconds ? results.columns : results.columns.dropLast()
        func place(_ column: ResultsTable.Column) -> String {
            isNarrow && column.best == nil ? "" : " "
        }
        // The mark takes the place of one of the two spaces between columns.
        let rows = results.names.indices.map { row in
            [results.names[row] + (isNarrow ? "" : " ")]
                + columns.map { column in
                    column.cells[row].replacing("\u{2007}", with: " ")
                        + (column.best == row ? "*" : place(column))
                }
        }
        var table = TextTable(
            header: [["method"] + columns.map { $0.title + place($0) }], rows: rows,
            alignments: [.leading] + columns.map { _ in .trailing }, gap: 1)
        table.groups =
            [("", 1)]
            + results.groups(of: columns).map { ($0.name, $0.count) }
        return table
    }

    private func secondsLine(_ results: ResultsTable) -> String {
        let cells = results.columns.last?.cells ?? []
        return "mean seconds: "
            + zip(results.names, cells).map { name, cell in
                "\(name) \(cell.filter { $0 != ResultsTable.padding })"
            }.joined(separator: ", ")
    }

    /// The options in which the methods' runs differ, where their names do not say it.
    var differenceTable: TextTable? {
        guard !differences.isEmpty else { return nil }
        return TextTable(
            header: [["option"] + methods.map(\.name)],
            rows: differences.map { [$0.name] + $0.values },
            alignments: [.leading] + methods.map { _ in .leading })
    }

    private func isMarked(_ table: ResultsTable) -> Bool {
        table.columns.contains { $0.best != nil }
    }

    /// What the marks in the table mean, those that are in it, and what its numbers are of.
    private func legend(_ table: ResultsTable) -> [String] {
        (isMarked(table) ? ["* \(bestMeaning)"] : []) + meanings(table)
    }

    /// What the numbers are of, and what the table says of seeds, or of their folds, that went wrong, in words.
    func meanings(_ table: ResultsTable) -> [String] {
        let hasCollapsed = methods.flatMap(\.seeds).contains(where: \.hasCollapsed)
        return countMeanings + labelMeanings + (metricTable == nil ? baselineMeanings : [])
            + (hasCollapsed ? [Self.collapseMeaning] : [])
            + (table.lacksNumbers ? [lackMeaning] : [])
    }

    /// What the mark of the best value means.
    var bestMeaning: String {
        let direction = metric.higherIsBetter ? "highest" : "lowest"
        return
            "\(direction) \(metric.name), or most isotropic (lowest EV_k, highest IsoScore), by more than the "
            + "standard deviation over \(unit)s of any two methods compared"
    }

    static let collapseMeaning =
        "collapsed: the model gives one answer to every row that is scored, though what is right differs"

    /// What the mark of a number means that not all seeds have.
    private var lackMeaning: String {
        "[of n]: n \(unit)s have the number; the others rank worst in the median, and are not in mean and "
            + "std"
    }
}
