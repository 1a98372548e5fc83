/// Scores of models and methods on several tasks, as papers print them: sections of rows, one a model.
public struct ScoreTable: Sendable {
    public struct Column: Sendable {
        public var title: String
        /// What is scored, below the title.
        public var subtitle: String
        /// Which part of the data is scored, below that; empty where the column has no numbers of
        /// its own.
        public var split: String
        /// Whether scores are shares, shown in percent.
        public var isPercentage: Bool
        public var higherIsBetter: Bool

        public init(
            _ title: String, _ subtitle: String, split: String, isPercentage: Bool = true,
            higherIsBetter: Bool = true
        ) {
            self.title = title
            self.subtitle = subtitle
            self.split = split
            self.isPercentage = isPercentage
            self.higherIsBetter = higherIsBetter
        }
    }

    /// A number over the seeds, and its spread.
    public struct Score: Sendable {
        /// `nil` where the seeds have none together.
        public var value: Double?
        public var deviation: Double?
        /// `nil` for a number that is not over seeds, as an average of tasks.
        public var seeds: SeedCount?

        public init(_ value: Double?, deviation: Double? = nil, seeds: SeedCount? = nil) {
            self.value = value
            self.deviation = deviation
            self.seeds = seeds
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

        /// How many seeds the row's scores are of, where that is one number for all of them; with folds, how
        /// many of these too.
        var seedCount: String? {
            let counts = Set(scores.compactMap { $0?.seeds?.counted })
            return counts.count == 1 ? counts.first : nil
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
    /// - Parameter width: of the lines, where columns allow it; `nil` is no limit.
    public func text(width: Int? = nil) -> String {
        let heads = [columns.map(\.title), columns.map(\.subtitle), columns.map(\.split)]
            .map { $0.map { $0 + " " } }
        return TextTable(
            header: [["", "", ""] + heads[0], ["", "", ""] + heads[1]]
                + [["model", "method ", "seeds "] + heads[2]],
            rows: rows { cell, isBest in
                String(cell.map { $0 == ResultsTable.padding ? " " : $0 }) + (isBest ? "*" : " ")
            },
            alignments: alignments, gap: 1
        ).text(width: width, keys: 3)
            + (hasBest ? ["* best of a model's methods"] + meanings : meanings)
            .map { $0 + "\n" }.joined()
    }

    /// In Markdown; the best of a model's methods is bold.
    public func markdown() -> String {
        let best = sections.flatMap { section in
            let columns = columns.indices.map { column(section, $0) }
            return section.rows.indices.map { row in columns.map { $0.best.contains(row) } }
        }
        return TextTable(
            header: [["model", "method", "seeds"] + titles],
            rows: rows { cell, _ in cell.filter { $0 != ResultsTable.padding } },
            alignments: alignments
        ).markdown { $1 > 2 && best[$0][$1 - 3] } + meanings.map { "\n\($0)\n" }.joined()
    }

    /// A `tabular` of LaTeX with the rules of its package booktabs; the best is bold. What its marks
    /// mean stands below it as comments.
    public func latex() -> String {
        var lines = ["\\begin{tabular}{lll\(String(repeating: "r", count: columns.count))}"]
        lines.append("\\toprule")
        func line(_ cells: [String]) -> String { cells.joined(separator: " & ") + " \\\\" }
        func head(_ front: [String], _ column: (Column) -> String) {
            lines.append(line(front + columns.map { LaTeX.text(column($0)) }))
        }
        head(["", "", ""], \.title)
        head(["", "", ""], \.subtitle)
        head(["model", "method", "seeds"], \.split)
        let bodies = sections.indices.map { index in
            ["\\midrule"]
                + cells(of: sections[index]) { cell, isBest in
                    // Only what stands before a number keeps points in line.
                    let end = cell.reversed().prefix { $0 == ResultsTable.padding }
                    let text = LaTeX.text(String(cell.dropLast(end.count)))
                    return isBest ? "\\textbf{\(text)}" : text
                }.map { row in line(row.prefix(3).map(LaTeX.text) + row.dropFirst(3)) }
        }
        lines += bodies.flatMap { $0 } + ["\\bottomrule", "\\end{tabular}"]
        lines += meanings.map { "% " + $0 }
        return lines.joined(separator: "\n") + "\n"
    }

    private var titles: [String] {
        columns.map { column in
            let what = [column.subtitle, column.split].filter { !$0.isEmpty }
            return what.isEmpty ? column.title : "\(column.title) (\(what.joined(separator: ", ")))"
        }
    }

    /// What numbers of several seeds are, and what stands behind them.
    private var meanings: [String] {
        let scores = sections.flatMap(\.rows).flatMap(\.scores).compactMap { $0 }
        let hasSpread = scores.contains { $0.deviation != nil }
        let marked = sections.flatMap(\.rows).contains { row in
            row.scores.contains { $0.map { !mark($0, in: row).isEmpty } ?? false }
        }
        return
            (hasSpread
            ? [
                "\(spread == .parentheses ? "median (std)" : "mean ± std") over the seeds"
                    + (scores.contains { $0.seeds?.folds != nil }
                        ? " and their folds, which share training rows: a spread, no standard error"
                        : "")
            ] : [])
            + (marked ? [Self.markMeaning] : [])
    }

    private static let markMeaning =
        "[n seeds, of m, c collapsed]: only m have the number, the others rank worst in the median and "
        + "are not in mean and std; c give one answer to everything"

    private var hasBest: Bool {
        sections.contains { section in
            columns.indices.contains { !column(section, $0).best.isEmpty }
        }
    }

    /// What has to be said of a score's seeds, beyond the row's count of them.
    private func mark(_ score: Score, in row: Row) -> String {
        guard let seeds = score.seeds else { return "" }
        let parts = [
            row.seedCount == nil ? seeds.whole : nil,
            seeds.defined < seeds.total ? "of \(seeds.defined)" : nil,
            seeds.collapsed > 0 ? "\(seeds.collapsed) collapsed" : nil,
        ].compactMap { $0 }
        return parts.isEmpty ? "" : " [\(parts.joined(separator: ", "))]"
    }

    private var alignments: [TextTable.Alignment] {
        [.leading, .leading, .leading] + columns.map { _ in .trailing }
    }

    private func rows(_ show: (_ cell: String, _ isBest: Bool) -> String) -> [[String]] {
        sections.flatMap { cells(of: $0, show) }
    }

    /// The section's rows as texts: its name in the first row, the rows' names, how many seeds they
    /// are of, the scores.
    private func cells(
        of section: Section, _ show: (_ cell: String, _ isBest: Bool) -> String
    ) -> [[String]] {
        let shown = columns.indices.map { column(section, $0) }
        return section.rows.indices.map { row in
            let count = section.rows[row].seedCount ?? "differ"
            return [row == 0 ? section.name : "", section.rows[row].name, count]
                + shown.map { show($0.cells[row], $0.best.contains(row)) }
        }
    }

    private func column(_ section: Section, _ index: Int) -> ResultsTable.Column {
        let column = columns[index]
        let factor = column.isPercentage ? 100.0 : 1
        let scores = section.rows.map { $0.scores[index] }
        return ResultsTable.Column(
            "", column.title, scores.map { $0?.value.map { $0 * factor } },
            decimals: column.isPercentage ? 2 : 4, sign: column.higherIsBetter ? 1 : -1,
            deviations: scores.map { $0?.deviation.map { $0 * factor } },
            spread == .parentheses ? (" (", ")") : (" ± ", ""),
            marks: zip(scores, section.rows).map { score, row in
                score.map { mark($0, in: row) } ?? ""
            }, isOfAnyScale: !column.isPercentage)
    }
}
