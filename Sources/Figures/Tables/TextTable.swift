/// Rows of text laid out in columns of characters.
public struct TextTable: Sendable {
    public enum Alignment: Sendable { case leading, trailing, center }

    /// Titles above the header, each centred over so many columns; the first stands over the first
    /// column. Only lines of text have them.
    public var groups: [(title: String, columns: Int)] = []
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

    /// Lines of at most so many characters: where the columns need more, several tables below each other, each
    /// of which begins with the first columns. A table of one column more than those may be wider.
    /// - Parameters:
    ///   - width: `nil` is no limit.
    ///   - keys: how many columns name the rows.
    public func text(width: Int?, keys: Int = 1) -> String {
        guard let width, !isWithin(width) else { return text() }
        return parts(width: width, keys: keys).map { $0.text() }.joined(separator: "\n")
    }

    /// How many tables these are below each other.
    func partCount(width: Int?, keys: Int = 1) -> Int {
        guard let width, !isWithin(width) else { return 1 }
        return parts(width: width, keys: keys).count
    }

    /// The table cut between columns, where it can be between groups.
    private func parts(width: Int, keys: Int) -> [TextTable] {
        let count = (header + rows).map(\.count).max() ?? 0
        var ends: [Int] = []
        var start = keys
        while start < count {
            let fitting = (start + 1...count).last { self[keys, start..<$0].isWithin(width) }
            let end = fitting ?? start + 1
            // A group stays whole where it began behind the first column of the part.
            let whole = groupStarts.last { start < $0 && $0 <= end } ?? end
            start = end == count ? end : whole
            ends.append(start)
        }
        return zip([keys] + ends, ends).map { self[keys, $0..<$1] }
    }

    /// The first columns and some others.
    private subscript(keys: Int, columns: Range<Int>) -> TextTable {
        func chosen<Cell>(_ cells: [Cell]) -> [Cell] {
            Array(cells.prefix(keys))
                + columns.filter { $0 < cells.count }.map { cells[$0] }
        }
        var part = TextTable(
            header: header.map(chosen), rows: rows.map(chosen), alignments: chosen(alignments),
            gap: gap)
        var place = 0
        part.groups = groups.compactMap { title, size in
            let own = place..<place + size
            place += size
            let shown = own.filter { $0 < keys || columns.contains($0) }.count
            return shown > 0 ? (title, shown) : nil
        }
        return part
    }

    private func isWithin(_ width: Int) -> Bool {
        text().split(separator: "\n").allSatisfy { $0.count <= width }
    }

    /// The columns at which groups begin.
    private var groupStarts: [Int] {
        groups.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.columns) }
    }

    /// Lines without trailing spaces, with a rule below the header; what is in a cell, or a title, stands
    /// on one line, without control characters.
    public func text() -> String {
        let header = header.map { $0.map(PlainText.cell) }
        let rows = rows.map { $0.map(PlainText.cell) }
        let all = header + rows
        let count = all.map(\.count).max() ?? 0
        var widths = (0..<count).map { column in
            all.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0
        }
        let titles = groupLine(&widths)
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
        return (titles + lines).map { $0 + "\n" }.joined()
    }

    /// The line of the groups' titles, if there are any; the last column of a group grows where its
    /// title needs the room.
    private func groupLine(_ widths: inout [Int]) -> [String] {
        guard groups.contains(where: { !$0.title.isEmpty }) else { return [] }
        var line = ""
        var start = 0
        for group in groups {
            let columns = start..<min(start + group.columns, widths.count)
            guard let last = columns.last else { break }
            let gaps = gap * (columns.count - 1)
            let room = columns.reduce(gaps) { $0 + widths[$1] }
            let name = PlainText.cell(group.title)
            widths[last] += max(0, name.count - room)
            let before = max(0, room - name.count) / 2
            let title = String(repeating: " ", count: before) + name
            let width = max(room, name.count) + gap
            line += title + String(repeating: " ", count: width - title.count)
            start = columns.upperBound
        }
        return [String(line.reversed().drop { $0 == " " }.reversed())]
    }

    /// A table in Markdown that shows its texts as they are; the rows of the header become one.
    /// - Parameter isBold: of a row and a column.
    public func markdown(
        isBold: (_ row: Int, _ column: Int) -> Bool = { _, _ in false }
    ) -> String {
        let count = (header + rows).map(\.count).max() ?? 0
        let titles = (0..<count).map { column in
            header.map { $0.count > column ? $0[column] : "" }
                .filter { !$0.isEmpty }.joined(separator: " ")
        }
        let rule = (0..<count).map { alignment($0) == .leading ? ":--" : "--:" }
        let cells = rows.indices.map { row in
            rows[row].enumerated().map { column, cell in
                isBold(row, column) ? "**\(Markdown.text(cell))**" : Markdown.text(cell)
            }
        }
        let lines = [titles.map(Markdown.text), rule] + cells
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
}
