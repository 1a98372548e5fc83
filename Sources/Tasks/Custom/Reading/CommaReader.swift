/// Comma-separated rows by RFC 4180, with LF as well as CRLF at their ends; another sign may stand for the comma.
struct CommaReader {
    private let bytes: [UInt8]
    private let delimiter: UInt8
    private var index: Int
    private var line = 1
    /// The line of what is wrong with a row, and what it is.
    private var wrong: (line: Int, cell: WrongCell)?

    init(_ text: TextLines, delimiter: UInt8 = UInt8(ascii: ",")) {
        bytes = text.bytes
        self.delimiter = delimiter
        index = text.lines.first?.lowerBound ?? text.bytes.count
    }

    /// The next row with the line on which it starts, or what is wrong there; `nil` at the end.
    ///
    /// Behind a row whose quotes are wrong the reading goes on with the next line.
    mutating func next() -> (line: Int, cells: Result<[String], WrongCell>)? {
        guard index < bytes.count else { return nil }
        let start = line
        var cells: [String] = []
        while let cell = isAt("\"") ? quotedCell() : plainCell() {
            cells.append(cell)
            guard isAtDelimiter else { break }
            index += 1
        }
        // The end of the row, or of the file.
        while index < bytes.count, !isAt("\n") { index += 1 }
        if index < bytes.count { index += 1 }
        line += 1
        guard let found = wrong else { return (start, .success(cells)) }
        wrong = nil
        return (found.line, .failure(found.cell))
    }

    private func isAt(_ sign: Unicode.Scalar) -> Bool {
        index < bytes.count && bytes[index] == UInt8(ascii: sign)
    }

    private var isAtDelimiter: Bool { index < bytes.count && bytes[index] == delimiter }

    /// Whether a row may end here: at LF, CRLF or the end of the file.
    private var isAtEnd: Bool {
        if index == bytes.count || isAt("\n") { return true }
        return isAt("\r") && index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\n")
    }

    private mutating func plainCell() -> String? {
        let start = index
        while !isAtEnd, !isAtDelimiter {
            if isAt("\"") {
                wrong = (line, WrongCell("a quotation mark inside a cell that is not quoted"))
                return nil
            }
            index += 1
        }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func quotedCell() -> String? {
        let opened = line
        var cell: [UInt8] = []
        index += 1
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "\n") { line += 1 }
            guard byte == UInt8(ascii: "\"") else {
                cell.append(byte)
                continue
            }
            if isAt("\"") {
                cell.append(byte)
                index += 1
            } else if isAtEnd || isAtDelimiter {
                return String(decoding: cell, as: UTF8.self)
            } else {
                wrong = (line, WrongCell("text behind the closing quotation mark of a cell"))
                return nil
            }
        }
        wrong = (opened, WrongCell("a quoted cell without end"))
        return nil
    }
}
