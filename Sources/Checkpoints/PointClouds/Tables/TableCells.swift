import Files

/// The cells of one line of a table, and what is in them.
struct TableCells {
    /// Without the spaces and quotes around.
    let cells: [Slice<UnsafeRawBufferPointer>]

    private static let quote = UInt8(ascii: "\"")

    /// - Parameter limit: so many cells are of interest.
    init(_ line: Slice<UnsafeRawBufferPointer>, separator: UInt8, limit: Int = .max) {
        guard line.contains(Self.quote) else {
            cells = line.split(
                separator: separator, maxSplits: limit, omittingEmptySubsequences: false
            ).prefix(limit).map(trimmed)
            return
        }
        var cells: [Slice<UnsafeRawBufferPointer>] = []
        var start = line.startIndex
        var isQuoted = false
        for index in line.indices {
            if line[index] == Self.quote { isQuoted.toggle() }
            if line[index] == separator, !isQuoted {
                cells.append(line[start..<index])
                start = index + 1
                guard cells.count < limit else { break }
            }
        }
        if cells.count < limit { cells.append(line[start...]) }
        self.cells = cells.map { cell in
            let cell = trimmed(cell)
            guard cell.count >= 2, cell.first == Self.quote, cell.last == Self.quote else {
                return cell
            }
            return cell.dropFirst().dropLast()
        }
    }

    var count: Int { cells.count }

    func number(_ column: Int) -> Double? {
        decimalNumber(UnsafeRawBufferPointer(rebasing: cells[column]))
    }

    /// A number that is not finite: one beyond the range of a double, or a word for one; `nil` for all others.
    func nonFinite(_ column: Int) -> Double? {
        let cell = cells[column]
        let isNegative = cell.first == UInt8(ascii: "-")
        if isDecimal(cell) {
            return number(column) == nil ? isNegative ? -.infinity : .infinity : nil
        }
        let hasSign = cell.first.map("+-".utf8.contains) == true
        // The longest has eight letters.
        let word = String(decoding: cell.dropFirst(hasSign ? 1 : 0).prefix(9), as: UTF8.self)
        switch word.lowercased() {
        case "nan": return .nan
        case "inf", "infinity": return isNegative ? -.infinity : .infinity
        default: return nil
        }
    }

    /// The cell as a message may show it.
    func text(_ column: Int) -> String {
        String(decoding: cells[column].prefix(40), as: UTF8.self)
    }

    var names: [String] { cells.indices.map(name) }

    private func name(_ column: Int) -> String {
        String(decoding: cells[column], as: UTF8.self).replacing("\"\"", with: "\"")
    }

    /// The first cell that stands in no header: neither a name nor a number. Only over the names of the
    /// rows a header may have nothing.
    var noHeaderCell: Int? {
        cells.indices.first { column in
            number(column) == nil && !ColumnName.isName(name(column))
                && !(column == 0 && cells[0].isEmpty)
        }
    }

    /// Whether a cell has letters of its own: no number in any form, and no word for a missing one.
    var hasWords: Bool {
        cells.indices.contains { column in
            !isDecimal(cells[column]) && !ColumnName.isMissing(name(column))
                && name(column).contains(where: \.isLetter)
        }
    }

    /// A whole number in digits alone, as rows and columns are numbered; `nil` for anything else.
    func wholeNumber(_ column: Int) -> Int? {
        guard (1...15).contains(cells[column].count) else { return nil }
        var value = 0
        for byte in cells[column] {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            value = 10 * value + Int(byte - UInt8(ascii: "0"))
        }
        return value
    }
}

/// Without spaces and the carriage return around.
func trimmed(_ cell: Slice<UnsafeRawBufferPointer>) -> Slice<UnsafeRawBufferPointer> {
    var cell = cell
    while let byte = cell.first, byte == 0x20 { cell = cell.dropFirst() }
    while let byte = cell.last, byte == 0x20 || byte == 0x0D { cell = cell.dropLast() }
    return cell
}
