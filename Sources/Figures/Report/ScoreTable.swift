/// Scores of models and methods on several tasks, as papers print them: sections of rows, one a model.
public struct ScoreTable: Sendable {
    public struct Column: Sendable {
        public var title: String
        /// What is scored, below the title.
        public var subtitle: String
        /// Whether scores are shares, shown in percent.
        public var isPercentage: Bool
        public var higherIsBetter: Bool

        public init(
            _ title: String, _ subtitle: String, isPercentage: Bool = true,
            higherIsBetter: Bool = true
        ) {
            self.title = title
            self.subtitle = subtitle
            self.isPercentage = isPercentage
            self.higherIsBetter = higherIsBetter
        }
    }

    /// A number over the seeds, and its spread.
    public struct Score: Sendable {
        public var value: Double
        public var deviation: Double?

        public init(_ value: Double, deviation: Double? = nil) {
            self.value = value
            self.deviation = deviation
        }
    }

    public struct Row: Sendable {
        public var name: String
        /// One a column; `nil` where there is none.
        public var scores: [Score?]

        public init(_ name: String, _ scores: [Score?]) {
            self.name = name
            self.scores = scores
        }
    }

    /// The rows of one model, among which the best of a column is marked.
    public struct Section: Sendable {
        public var name: String
        public var rows: [Row]

        public init(_ name: String, _ rows: [Row]) {
            self.name = name
            self.rows = rows
        }
    }

    /// How a spread stands behind its number.
    public enum Spread: Sendable { case parentheses, plusMinus }

    public var columns: [Column]
    public var sections: [Section]
    public var spread: Spread

    public init(columns: [Column], sections: [Section], spread: Spread) {
        self.columns = columns
        self.sections = sections
        self.spread = spread
    }
}

extension ScoreTable {
    /// For a terminal; `*` marks the best of a model's methods.
    public func text() -> String {
        let titles = columns.map { $0.title + " " }
        let subtitles = columns.map { $0.subtitle + " " }
        return TextTable(
            header: [["", ""] + titles, ["model", "method "] + subtitles],
            rows: rows { cell, isBest in
                String(cell.map { $0 == ResultsTable.padding ? " " : $0 }) + (isBest ? "*" : " ")
            },
            alignments: alignments, gap: 1
        ).text()
    }

    /// In Markdown; the best of a model's methods is bold.
    public func markdown() -> String {
        TextTable(
            header: [["model", "method"] + titles],
            rows: rows { cell, isBest in
                let text = cell.filter { $0 != ResultsTable.padding }
                return isBest ? "**\(text)**" : text
            },
            alignments: alignments
        ).markdown()
    }

    /// A `tabular` of LaTeX with the rules of its package booktabs; the best is bold.
    public func latex() -> String {
        var lines = ["\\begin{tabular}{ll\(String(repeating: "r", count: columns.count))}"]
        lines.append("\\toprule")
        func line(_ cells: [String]) -> String { cells.joined(separator: " & ") + " \\\\" }
        lines.append(line(["model", "method"] + columns.map { LaTeX.text($0.title) }))
        lines.append(line(["", ""] + columns.map { LaTeX.text($0.subtitle) }))
        let bodies = sections.indices.map { index in
            ["\\midrule"]
                + cells(of: sections[index]) { cell, isBest in
                    isBest ? "\\textbf{\(LaTeX.text(cell))}" : LaTeX.text(cell)
                }.map { row in line([LaTeX.text(row[0]), LaTeX.text(row[1])] + row.dropFirst(2)) }
        }
        lines += bodies.flatMap { $0 } + ["\\bottomrule", "\\end{tabular}"]
        return lines.joined(separator: "\n") + "\n"
    }

    private var titles: [String] {
        columns.map { $0.subtitle.isEmpty ? $0.title : "\($0.title) (\($0.subtitle))" }
    }

    private var alignments: [TextTable.Alignment] {
        [.leading, .leading] + columns.map { _ in .trailing }
    }

    private func rows(_ show: (_ cell: String, _ isBest: Bool) -> String) -> [[String]] {
        sections.flatMap { cells(of: $0, show) }
    }

    /// The section's rows as texts: its name in the first row, the rows' names, the scores.
    private func cells(
        of section: Section, _ show: (_ cell: String, _ isBest: Bool) -> String
    ) -> [[String]] {
        let shown = columns.indices.map { column(section, $0) }
        return section.rows.indices.map { row in
            [row == 0 ? section.name : "", section.rows[row].name]
                + shown.map { show($0.cells[row], $0.best.contains(row)) }
        }
    }

    private func column(_ section: Section, _ index: Int) -> ResultsTable.Column {
        let column = columns[index]
        let factor = column.isPercentage ? 100.0 : 1
        let scores = section.rows.map { $0.scores[index] }
        let deviations = scores.map { $0?.deviation.map { $0 * factor } }
        return ResultsTable.Column(
            "", column.title, scores.map { $0.map { $0.value * factor } },
            decimals: column.isPercentage ? 2 : 4, sign: column.higherIsBetter ? 1 : -1,
            deviations: deviations.contains { $0 != nil } ? deviations : nil,
            spread == .parentheses ? (" (", ")") : (" ± ", ""))
    }
}
