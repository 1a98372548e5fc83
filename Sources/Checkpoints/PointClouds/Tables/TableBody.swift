import Files
import Foundation
import Options

/// The lines of a table as they come: the first, and the numbers of those below it in all columns.
final class TableBody {
    let file: OpenFile
    let separator: UInt8
    /// The first line that is not empty.
    let firstLine: HeldBytes
    /// What was found in the rows that have been read.
    var rows = TableRows()
    /// The numbers of the rows that have been read and not taken, row by row.
    private(set) var numbers: [Double] = []
    private(set) var isAtEnd = false
    private let lines: TableLines

    init(_ file: OpenFile) throws(CheckpointError) {
        self.file = file
        let start = try file.bytes(0..<min(1 << 20, file.byteCount))
        if let problem = ByteOrderMark.problem(start) {
            throw CheckpointError(file: file.path, Message(problem))
        }
        separator = Self.separator(start)
        lines = TableLines(file, at: ByteOrderMark.length(start))
        guard let line = try lines.next() else {
            throw CheckpointError(file: file.path, "holds no numbers")
        }
        firstLine = HeldBytes(line)
        if let empty = lines.emptyLine { rows.reportEmptyLine(empty) }
    }

    var bytesRead: Int { lines.position }

    /// Reads the next row.
    /// - Returns: its cells, until another is read; `nil` after the last.
    @discardableResult
    func readRow() throws(CheckpointError) -> TableCells? {
        guard let line = try lines.next() else {
            isAtEnd = true
            return nil
        }
        // Empty lines may only end the file.
        if let empty = lines.emptyLine { rows.reportEmptyLine(empty) }
        let cells = TableCells(line, separator: separator)
        rows.add(cells, line: lines.line, to: &numbers)
        return cells
    }

    /// Reads the other rows for what is wrong with them.
    func readToEnd() throws(CheckpointError) {
        repeat { numbers.removeAll(keepingCapacity: true) } while try readRow() != nil
    }

    /// Looks through the rows that have not been read, and leaves them to be read.
    func follow(
        _ facts: Set<TableFacts.Fact>, in known: TableFacts
    ) throws(CheckpointError) -> TableFacts {
        var known = known
        let limit = facts.map(\.cellCount).max() ?? 1
        let rest = TableLines(file, at: lines.position)
        while let line = try rest.next() {
            known.follow(TableCells(line, separator: separator, limit: limit), facts)
        }
        return known
    }

    /// Puts a row before those that have been read.
    func putFirst(_ row: [Double]) { numbers.insert(contentsOf: row, at: 0) }

    /// Takes as many numbers from the first on.
    func take(_ count: Int) -> [Double] {
        var taken = numbers
        numbers = Array(numbers.dropFirst(count))
        numbers.reserveCapacity(count)
        taken.removeLast(taken.count - count)
        return taken
    }

    /// The tabs, semicolons or commas that the first line has outside quotes; of several the kind that
    /// the second line has as well.
    private static func separator(_ bytes: [UInt8]) -> UInt8 {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 2)
        let found = lines.prefix(2).map { line in
            var isQuoted = false
            var kinds: Set<UInt8> = []
            for byte in line {
                if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
                if !isQuoted { kinds.insert(byte) }
            }
            return kinds
        }
        let kinds = "\t;,".utf8
        return kinds.first { kind in found.allSatisfy { $0.contains(kind) } }
            ?? kinds.first { found.first?.contains($0) == true } ?? UInt8(ascii: ",")
    }
}

/// A copy of some bytes that stays where it is.
final class HeldBytes {
    let bytes: Slice<UnsafeRawBufferPointer>

    init(_ bytes: Slice<UnsafeRawBufferPointer>) {
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
        copy.copyBytes(from: bytes)
        self.bytes = UnsafeRawBufferPointer(copy)[...]
    }

    deinit { bytes.base.deallocate() }
}
