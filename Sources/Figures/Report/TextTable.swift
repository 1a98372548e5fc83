/// Rows of text laid out in columns of characters.
public struct TextTable: Sendable {
    public enum Alignment: Sendable { case leading, trailing, center }

    /// Each row has one text a column; short rows are filled up.
    public var header: [[String]]
    public var rows: [[String]]
    public var alignments: [Alignment]
    /// Spaces between columns.
    public var gap: Int

    public init(
        header: [[String]], rows: [[String]], alignments: [Alignment], gap: Int = 2
    ) {
        self.header = header
        self.rows = rows
        self.alignments = alignments
        self.gap = gap
    }

    /// Lines without trailing spaces, with a rule below the header.
    public func text() -> String {
        let all = header + rows
        let count = all.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in
            all.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0
        }
        func line(_ row: [String]) -> String {
            let cells = widths.indices.map { column in
                aligned(row.count > column ? row[column] : "", widths[column], column)
            }
            let text = cells.joined(separator: String(repeating: " ", count: gap))
            return String(text.reversed().drop { $0 == " " }.reversed())
        }
        let length = widths.reduce(0, +) + gap * max(0, count - 1)
        let rule = String(repeating: "─", count: length)
        let lines = header.map(line) + (header.isEmpty ? [] : [rule]) + rows.map(line)
        return lines.map { $0 + "\n" }.joined()
    }

    /// A table in Markdown; the rows of the header become one.
    public func markdown() -> String {
        let count = (header + rows).map(\.count).max() ?? 0
        let titles = (0..<count).map { column in
            header.map { $0.count > column ? $0[column] : "" }
                .filter { !$0.isEmpty }.joined(separator: " ")
        }
        let rule = (0..<count).map { alignment($0) == .leading ? ":--" : "--:" }
        let lines = [titles.map(Self.cell), rule] + rows.map { $0.map(Self.cell) }
        return lines.map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
    }

    private func alignment(_ column: Int) -> Alignment {
        column < alignments.count ? alignments[column] : .leading
    }

    private func aligned(_ text: String, _ width: Int, _ column: Int) -> String {
        let room = width - text.count
        let before =
            switch alignment(column) {
            case .leading: 0
            case .trailing: room
            case .center: room / 2
            }
        return String(repeating: " ", count: before) + text
            + String(repeating: " ", count: room - before)
    }

    private static func cell(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
            .replacing("\\", with: "\\\\").replacing("|", with: "\\|")
    }
}

extension ReportContent {
    /// The table of results for a terminal; `*` marks the best value of a column.
    public func textTable() -> String {
        let table = ResultsTable(self)
        // The mark takes the place of one of the two spaces between columns.
        let groups = table.columns.map { Self.isSelfExplanatory($0) ? "" : $0.group + " " }
        let titles = table.columns.map { $0.title + " " }
        let rows = table.names.indices.map { row in
            [table.names[row] + " "]
                + table.columns.map { column in
                    column.cells[row].replacing("\u{2007}", with: " ")
                        + (column.best.contains(row) ? "*" : " ")
                }
        }
        return TextTable(
            header: [[""] + groups, ["method"] + titles], rows: rows,
            alignments: [.leading] + table.columns.map { _ in .trailing }, gap: 1
        ).text() + "* \(bestMeaning)\n"
    }

    /// The table of results in Markdown; the best value of a column is bold.
    public func markdownTable() -> String {
        let table = ResultsTable(self)
        let rows = table.names.indices.map { row in
            [table.names[row]]
                + table.columns.map { column in
                    let cell = column.cells[row].replacing("\u{2007}", with: "")
                    return column.best.contains(row) ? "**\(cell)**" : cell
                }
        }
        let titles = table.columns.map {
            Self.isSelfExplanatory($0) ? $0.title : "\($0.group) \($0.title)"
        }
        return TextTable(
            header: [["method"] + titles], rows: rows,
            alignments: [.leading] + table.columns.map { _ in .trailing }
        ).markdown()
    }

    /// What the mark of the best value means.
    var bestMeaning: String {
        let direction = metric.higherIsBetter ? "highest" : "lowest"
        return "\(direction) \(metric.name), most isotropic (lowest EV_k, highest IsoScore), or "
            + "fastest"
    }

    private static func isSelfExplanatory(_ column: ResultsTable.Column) -> Bool {
        column.title.hasPrefix("EV_") || column.title == "seconds"
    }
}
