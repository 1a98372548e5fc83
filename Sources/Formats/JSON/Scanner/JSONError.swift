import Files

/// Where a document is no JSON (RFC 8259), or not the JSON that is wanted, and why.
package struct JSONError: Error, Equatable, CustomStringConvertible {
    package private(set) var reason: String
    /// The same without what the document has there: errors of one cause share it.
    package let cause: String
    /// Counted from 0 in the bytes that were given.
    package let byte: Int
    /// Counted from 1.
    package let line: Int
    /// Counted from 1, in Unicode scalars.
    package let column: Int
    /// Whether the document as a whole is meant; the reason's words follow its name.
    package let isOfWhole: Bool

    /// - Parameters:
    ///   - byte: of the document or its end.
    ///   - document: where it lies in the bytes; a byte-order mark before it is no column.
    ///   - firstLine: the number of the document's first line.
    package init(
        _ reason: String, cause: String? = nil, at byte: Int, in bytes: [UInt8],
        of document: Range<Int>, firstLine: Int = 1
    ) {
        self.reason = reason
        self.cause = cause ?? reason
        self.byte = byte
        let place = JSONPlace(of: byte, in: bytes, document, firstLine: firstLine)
        (line, column) = (place.line, place.column)
        isOfWhole = false
    }

    /// What is wrong with a whole document, as `is UTF-16`.
    package init(ofWhole reason: String, firstLine: Int = 1) {
        (self.reason, cause) = (reason, reason)
        (byte, line, column) = (0, firstLine, 1)
        isOfWhole = true
    }

    package var description: String { place.map { "\($0): \(reason)" } ?? reason }

    /// `line 2, column 5`; `nil` where the whole document is meant.
    package var place: String? { isOfWhole ? nil : "\(position)" }

    /// The same, of a whole document its beginning.
    package var position: JSONPlace { JSONPlace(line: line, column: column) }

    /// The same with words before the reason, where that has a place.
    func after(_ words: String) -> JSONError {
        var error = self
        if !isOfWhole { error.reason = words + reason }
        return error
    }

    /// The same with others of the document behind it.
    func with(_ others: some Sequence<JSONError>) -> JSONError {
        var error = self
        error.reason = ([reason] + others.map(\.description)).joined(separator: "; ")
        return error
    }
}

/// A place in a document, counted from 1; columns in Unicode scalars.
package struct JSONPlace: CustomStringConvertible {
    let line: Int
    let column: Int

    package var description: String { textPlace(line: line, column: column) }

    init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// The place of a byte.
    /// - Parameters:
    ///   - document: where it lies in the bytes; `nil` takes all but a byte-order mark.
    ///   - firstLine: the number of the document's first line.
    package init(
        of byte: Int, in bytes: [UInt8], _ document: Range<Int>? = nil, firstLine: Int = 1
    ) {
        let start = document?.lowerBound ?? ByteOrderMark.length(bytes)
        let newline = UInt8(ascii: "\n")
        let before = bytes[start..<byte]
        line = firstLine + before.count { $0 == newline }
        let startOfLine = before.lastIndex(of: newline).map { $0 + 1 } ?? start
        // Every scalar has one byte that continues no other.
        column = 1 + bytes[startOfLine..<byte].count { $0 & 0xC0 != 0x80 }
    }
}
