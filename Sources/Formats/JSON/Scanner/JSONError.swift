import Files

/// Where a document is no JSON (RFC 8259), or not the JSON that is wanted, and why.
package struct JSONError: Error, Equatable, CustomStringConvertible {
    package let reason: String
    /// The same without what the document has there: errors of one cause share it.
    package let cause: String
    /// Counted from 0 in the bytes that were given.
    package let byte: Int
    /// Counted from 1.
    package let line: Int
    /// Counted from 1, in Unicode scalars.
    package let column: Int

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
        let newline = UInt8(ascii: "\n")
        let before = bytes[document.lowerBound..<byte]
        line = firstLine + before.count { $0 == newline }
        let start = before.lastIndex(of: newline).map { $0 + 1 } ?? document.lowerBound
        // Every scalar has one byte that continues no other.
        column = 1 + bytes[start..<byte].count { $0 & 0xC0 != 0x80 }
    }

    package var description: String { "\(place): \(reason)" }

    /// `line 2, column 5`.
    package var place: String { textPlace(line: line, column: column) }
}
