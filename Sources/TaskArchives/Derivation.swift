/// How a task's files are made of fetched ones, where these lie otherwise than the task reads them.
package enum Derivation: Sendable {
    /// A table as two: rows whose names another file lists, and the others; both keep the table's
    /// header and order, and every row its bytes.
    /// - Parameters:
    ///   - table: the name of the source.
    ///   - columns: those that name a row together.
    ///   - list: the name of the source with a row's names on each line, divided by tabs.
    case divided(table: String, by: [String], list: String, listed: String, others: String)
    /// A table without a column, its rows numbered from 0 in a first column `index`.
    case numbered(table: String, without: String, file: String)

    /// The names of what is made.
    package var files: [String] {
        switch self {
        case .divided(_, _, _, let listed, let others): [others, listed]
        case .numbered(_, _, let file): [file]
        }
    }

    /// The names of the sources.
    package var sources: [String] {
        switch self {
        case .divided(let table, _, let list, _, _): [table, list]
        case .numbered(let table, _, _): [table]
        }
    }

    /// The bytes of the files, in their order.
    /// - Parameter contents: the bytes of the sources, in their order.
    package func make(_ contents: [[UInt8]]) throws(DerivationProblem) -> [[UInt8]] {
        switch self {
        case .divided(let name, let columns, let list, _, _):
            let table = try FetchedTable(name, contents[0])
            let names = try Self.names(list, contents[1], columns)
            return try Self.divide(table, by: columns, names, of: list)
        case .numbered(let name, let column, _):
            return [try Self.number(try FetchedTable(name, contents[0]), without: column)]
        }
    }

    /// What a list names, in its order; a header that repeats the columns is passed over.
    private static func names(
        _ list: String, _ bytes: [UInt8], _ columns: [String]
    ) throws(DerivationProblem) -> [String] {
        var names: [String] = []
        for (index, line) in tableLines(bytes).enumerated() {
            let cells = tableCells(line)
            guard cells.count == columns.count else {
                throw DerivationProblem(
                    list, "has \(cells.count) cells, not \(columns.count)", index)
            }
            let name = text(line)
            if index == 0, name == columns.joined(separator: "\t") { continue }
            names.append(name)
        }
        return names
    }

    private static func divide(
        _ table: FetchedTable, by columns: [String], _ names: [String], of list: String
    ) throws(DerivationProblem) -> [[UInt8]] {
        let places = try table.places(of: columns)
        let wanted = Set(names)
        var found: Set<String> = []
        let header = Array(table.header) + [newline]
        var parts = [header, header]
        for row in table.rows {
            let cells = tableCells(row)
            let name = places.map { text(cells[$0]) }.joined(separator: "\t")
            let isListed = wanted.contains(name)
            if isListed { found.insert(name) }
            parts[isListed ? 1 : 0] += row + [newline]
        }
        if let lacking = names.first(where: { !found.contains($0) }) {
            let others = wanted.count - found.count - 1
            let shown =
                lacking.replacing("\t", with: " ") + (others > 0 ? " and \(others) more" : "")
            throw DerivationProblem(list, "lists \(shown), which \(table.name) has not")
        }
        return parts
    }

    private static func number(
        _ table: FetchedTable, without column: String
    ) throws(DerivationProblem) -> [UInt8] {
        let left = try table.places(of: [column])[0]
        var bytes: [UInt8] = []
        for (index, line) in ([table.header] + table.rows).enumerated() {
            var cells = tableCells(line)
            cells.remove(at: left)
            let first = index == 0 ? "index" : String(index - 1)
            bytes += ([Array(first.utf8)[...]] + cells).joined(separator: [tab])
            bytes.append(newline)
        }
        return bytes
    }
}

/// Why files cannot be made of a source.
package struct DerivationProblem: Error, Equatable {
    package let source: String
    /// Counted from 1.
    package let line: Int?
    package let message: String

    /// - Parameter index: of the line.
    package init(_ source: String, _ message: String, _ index: Int? = nil) {
        self.source = source
        self.message = message
        line = index.map { $0 + 1 }
    }
}
