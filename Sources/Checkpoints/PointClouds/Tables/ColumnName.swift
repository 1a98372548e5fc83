import Files
import Options

/// What a cell of a first line tells of the line: a header has names, and a point has numbers.
enum ColumnName {
    /// Whether a cell can be a column's name.
    ///
    /// Nothing that begins as a number does is one (`0x10`, `1e400`, `0,5`, `$5`), nor what other
    /// programs write in the place of a number (`nan`, `NA`, `null`, `#DIV/0!`, nothing at all): a row of
    /// such cells is a point that is damaged.
    static func isName(_ text: String) -> Bool {
        guard let first = text.first(where: isPartOfAWord), first.isLetter || first == "_" else {
            return false
        }
        return !isMissing(text)
    }

    /// Whether a cell says that there is no number, or no finite one.
    static func isMissing(_ text: String) -> Bool {
        // Sodium is written so, and a missing number by no program.
        if text == "Na" { return false }
        if text.isEmpty || text == "\\N" { return true }
        // Errors of spreadsheets.
        if text.hasPrefix("#"), text.hasSuffix("!") || text.hasSuffix("?") { return true }
        guard let start = text.firstIndex(where: isPartOfAWord),
            let end = text.lastIndex(where: isPartOfAWord)
        else { return true }
        let word = text[start...end].lowercased()
        return words.contains(word) || word.hasPrefix("nan(")
    }

    private static func isPartOfAWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_"
    }

    /// In small letters, without what stands around them as in `<NA>`, `#N/A` and `-inf`.
    private static let words: Set = [
        "nan", "inf", "infinity", "na", "n/a", "n.a", "n/a n/a", "null", "none", "nil", "nat",
        "missing",
    ]
}

/// Numbers as other programs write them and this reader does not take them; a table has them
/// everywhere, so that they are told of once.
enum ForeignForm: CaseIterable {
    case decimalComma
    case spaces

    /// - Parameter isAlone: whether the cell is all of its line.
    init?(_ cell: Slice<UnsafeRawBufferPointer>, isAlone: Bool) {
        let comma = UInt8(ascii: ",")
        let parts = cell.split(separator: UInt8(ascii: " "))
        if cell.contains(comma), isDecimal(cell.map { $0 == comma ? UInt8(ascii: ".") : $0 }) {
            self = .decimalComma
        } else if parts.count > 1, let last = parts.last,
            isAlone ? isDecimal(last) : parts.allSatisfy({ isDecimal($0) })
        {
            self = .spaces
        } else {
            return nil
        }
    }

    /// - Parameter others: how many more cells are so.
    func problem(line: Int, column: Int, _ text: String, others: Int) -> Message {
        let place = "\(textPlace(line: line, column: column + 1)): '\(text)'"
        let more = others == 0 ? "" : " (and \(others) more)"
        switch self {
        case .decimalComma:
            return "\(place)\(more) has a decimal comma; write numbers with decimal points, as "
                + "write.csv does in R and decimal='.' in pandas"
        case .spaces:
            return
                "\(place)\(more) has spaces between its numbers; write commas, semicolons or tabs "
                + "between columns"
        }
    }
}
