/// Comma-separated rows by RFC 4180, with LF as well as CRLF at their ends.
struct CommaReader {
    private let bytes: [UInt8]
    private var index: Int
    private var line = 1
    /// What ended the reading before the end of the file.
    private(set) var wrong: (line: Int, message: String)?

    init(_ text: TextLines) {
        bytes = text.bytes
        index = text.lines.first?.lowerBound ?? text.bytes.count
    }

    /// The next row with the line on which it starts; `nil` at the end, and where quotes are wrong.
    mutating func next() -> (cells: [String], line: Int)? {
        guard index < bytes.count, wrong == nil else { return nil }
        let start = line
        var cells: [String] = []
        while true {
            guard let cell = isAt("\"") ? quotedCell() : plainCell() else { return nil }
            cells.append(cell)
            if isAt(",") {
                index += 1
                continue
            }
            // The end of the row, or of the file.
            if isAt("\r") { index += 1 }
            if isAt("\n") { index += 1 }
            line += 1
            return (cells, start)
        }
    }

    private func isAt(_ sign: Unicode.Scalar) -> Bool {
        index < bytes.count && bytes[index] == UInt8(ascii: sign)
    }

    /// Whether a row may end here: at LF, CRLF or the end of the file.
    private var isAtEnd: Bool {
        if index == bytes.count || isAt("\n") { return true }
        return isAt("\r") && index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\n")
    }

    private mutating func plainCell() -> String? {
        let start = index
        while !isAtEnd, !isAt(",") {
            if isAt("\"") {
                wrong = (line, "a quotation mark inside a cell that is not quoted")
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
            } else if isAtEnd || isAt(",") {
                return String(decoding: cell, as: UTF8.self)
            } else {
                wrong = (line, "text behind the closing quotation mark of a cell")
                return nil
            }
        }
        wrong = (opened, "a quoted cell without end")
        return nil
    }
}
