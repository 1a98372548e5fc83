extension ScoreTable {
    /// For a terminal; `*` marks the best of a model's methods.
    /// - Parameter width: of the lines, where columns allow it; `nil` is no limit.
    public func text(width: Int? = nil) -> String {
        let forms = [table(isNarrow: false), table(isNarrow: true)]
        let counts = forms.map { $0.partCount(width: width, keys: keys.count) }
        return forms[counts[1] < counts[0] ? 1 : 0].text(width: width, keys: keys.count)
            + ((hasBest ? ["* \(Self.bestMeaning)"] : []) + meanings)
            .map { PlainText.paragraph($0, width: width) }.joined()
    }

    /// In Markdown; the best of a model's methods is bold.
    public func markdown() -> String {
        let best = sections.flatMap { section in
            let columns = columns.indices.map { column(section, $0) }
            return section.rows.indices.map { row in columns.map { $0.best == row } }
        }
        return TextTable(
            header: [keys + titles],
            rows: rows { cell, _, _ in cell.filter { $0 != ResultsTable.padding } },
            alignments: alignments
        ).markdown { $1 >= keys.count && best[$0][$1 - keys.count] }
            + ((hasBest ? ["bold: \(Self.bestMeaning)"] : []) + meanings)
            .map { "\n\($0)\n" }.joined()
    }

    /// A `tabular` of LaTeX with the rules of its package booktabs; the best is bold. What its marks
    /// mean stands below it as comments.
    public func latex() -> String {
        let left = String(repeating: "l", count: keys.count)
        let heads = [columns.map(\.title), columns.map(\.heading)] + placeHeads
        let bodies = sections.map { section in
            cells(of: section) { cell, isBest, _ in
                // Only what stands before a number keeps points in line.
                let end = cell.reversed().prefix { $0 == ResultsTable.padding }
                let text = LaTeX.text(String(cell.dropLast(end.count)))
                return isBest ? "\\textbf{\(text)}" : text
            }.map { row in row.prefix(keys.count).map(LaTeX.text) + row.dropFirst(keys.count) }
        }
        var lines = LaTeX.tabular(
            columns: left + String(repeating: "r", count: columns.count),
            heads: heads.enumerated().map { index, head in
                (index == heads.count - 1 ? keys : keys.map { _ in "" }) + head.map(LaTeX.text)
            }, bodies: bodies)
        lines += ((hasBest ? ["bold: \(Self.bestMeaning)"] : []) + meanings).map {
            "% " + PlainText.line($0)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The columns that name the rows, and say how many seeds these have.
    private var keys: [String] {
        ["model", "method"] + (seedPlace == .rows ? ["seeds"] : [])
    }

    /// - Parameter isNarrow: leaves the place of the mark out where a column has none.
    private func table(isNarrow: Bool) -> TextTable {
        let marked = columns.indices.map { index in
            sections.contains { column($0, index).best != nil }
        }
        func place(_ column: Int) -> String { isNarrow && !marked[column] ? "" : " " }
        let words = columns.map { Self.wrapped($0.heading) }
        let height = words.map(\.count).max() ?? 0
        let heads =
            [columns.map(\.title)]
            + (0..<height).map { line in
                // They stand directly above the rows that they are of.
                words.map { line < height - $0.count ? "" : $0[line - height + $0.count] }
            } + placeHeads
        let front = keys.enumerated().map { $1 + ($0 == 0 || isNarrow ? "" : " ") }
        return TextTable(
            header: heads.enumerated().map { index, head in
                (index == heads.count - 1 ? front : keys.map { _ in "" })
                    + head.indices.map { head[$0] + place($0) }
            },
            rows: rows { cell, isBest, column in
                String(cell.map { $0 == ResultsTable.padding ? " " : $0 })
                    + (isBest ? "*" : place(column))
            },
            alignments: alignments, gap: 1)
    }

    /// Which rows each column is of, how many, and of how many seeds; what no column has is left out.
    private var placeHeads: [[String]] {
        let heads = [
            columns.map(\.split), columns.map(\.rowCount), columns.indices.map(seedText(ofColumn:)),
        ]
        return [heads[0]] + heads.dropFirst().filter { $0.contains { !$0.isEmpty } }
    }

    /// A heading in lines of at most 13 characters, where it has places to break.
    private static func wrapped(_ heading: String) -> [String] {
        let words = heading.replacing("/", with: "/ ").split(separator: " ")
        return words.reduce(into: []) { lines, word in
            guard let last = lines.last else { return lines.append(String(word)) }
            let joined = last + (last.hasSuffix("/") ? "" : " ") + word
            if joined.count <= 13 {
                lines[lines.count - 1] = joined
            } else {
                lines.append(String(word))
            }
        }
    }

    private var titles: [String] {
        columns.indices.map { index in
            let column = columns[index]
            let what = [
                column.heading, column.split, column.rowCount, seedText(ofColumn: index),
            ].filter { !$0.isEmpty }
            return what.isEmpty ? column.title : "\(column.title) (\(what.joined(separator: ", ")))"
        }
    }

    /// What numbers of several seeds are, and what stands behind them.
    private var meanings: [String] {
        let scores = sections.flatMap(\.rows).flatMap(\.scores).compactMap { $0 }
        let hasSpread = scores.contains { $0.deviation != nil }
        return
            (hasSpread
            ? [
                "\(spread == .parentheses ? "median (std)" : "mean ± std") over the seeds"
                    + (scores.contains { $0.seeds?.folds != nil }
                        ? " and their folds, which share training rows: a spread, no standard error"
                        : "")
            ] : []) + markMeanings + notes
    }

    private static let bestMeaning =
        "best of a model's methods, by more than the standard deviation over the seeds of any two compared"

    private var hasBest: Bool {
        sections.contains { section in
            columns.indices.contains { column(section, $0).best != nil }
        }
    }

    private var alignments: [TextTable.Alignment] {
        keys.map { _ in .leading } + columns.map { _ in .trailing }
    }

    private typealias Showing = (_ cell: String, _ isBest: Bool, _ column: Int) -> String

    private func rows(_ show: Showing) -> [[String]] {
        sections.flatMap { cells(of: $0, show) }
    }

    /// The section's rows as texts: its name in the first row, the rows' names, how many seeds they
    /// are of, the scores.
    private func cells(of section: Section, _ show: Showing) -> [[String]] {
        let shown = columns.indices.map { column(section, $0) }
        return section.rows.indices.map { index in
            let row = section.rows[index]
            return [index == 0 ? section.name : "", row.name]
                + (seedPlace == .rows ? [seedText(of: row)] : [])
                + shown.enumerated().map { show($1.cells[index], $1.best == index, $0) }
        }
    }

    private func column(_ section: Section, _ index: Int) -> ResultsTable.Column {
        let column = columns[index]
        let factor = column.scale.factor
        let scores = section.rows.map { $0.scores[index] }
        return ResultsTable.Column(
            "", column.title, scores.map { $0?.value.map { $0 * factor } },
            decimals: column.scale == .plain ? 4 : 2, sign: column.higherIsBetter ? 1 : -1,
            deviations: scores.map { $0?.deviation.map { $0 * factor } },
            spread == .parentheses ? (" (", ")") : (" ± ", ""),
            marks: scores.map { $0.map(mark) ?? "" }, isOfAnyScale: column.scale == .plain)
    }
}
