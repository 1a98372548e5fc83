import Files
import Formats
import Options

/// The bytes of a UTF-8 file and where its lines are.
struct TextLines {
    let bytes: [UInt8]
    /// Without LF or CRLF; a byte-order mark at the start is left out.
    let lines: [Range<Int>]

    /// Reports a file that cannot be read, and every line that is not UTF-8.
    init?(path: String, _ problems: inout DataError) {
        guard let bytes = fileBytes(path, &problems) else { return nil }
        self.bytes = bytes
        lines = Self.lines(bytes)
        if lines.count == 1, bytes[lines[0]].contains(UInt8(ascii: "\r")) {
            problems.add(.init(file: path, "its lines end in CR alone; they must in LF or CRLF"))
            return nil
        }
        var isValid = true
        for (index, line) in lines.enumerated() {
            guard let place = firstInvalidUTF8(bytes[line]) else { continue }
            isValid = false
            problems.add(
                .init(
                    file: path, line: index + 1,
                    "\(notUTF8(bytes[place], at: place)) of the file; save it as UTF-8",
                    cause: "not UTF-8"))
        }
        guard isValid else { return nil }
    }

    /// The cells of a line: what stands between tabs.
    func cells(of line: Range<Int>) -> [Range<Int>] {
        var cells: [Range<Int>] = []
        self.cells(of: line, into: &cells)
        return cells
    }

    /// The same, in place of what the array holds.
    func cells(of line: Range<Int>, into cells: inout [Range<Int>]) {
        cells.removeAll(keepingCapacity: true)
        var start = line.lowerBound
        bytes.withUnsafeBufferPointer { bytes in
            for index in line where bytes[index] == UInt8(ascii: "\t") {
                cells.append(start..<index)
                start = index + 1
            }
        }
        cells.append(start..<line.upperBound)
    }

    func string(_ cell: Range<Int>) -> String {
        String(decoding: bytes[cell], as: UTF8.self)
    }

    private static func lines(_ bytes: [UInt8]) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = ByteOrderMark.length(bytes)
        bytes.withUnsafeBufferPointer { bytes in
            while start < bytes.count {
                var end = start
                while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
                let isCRLF = end > start && bytes[end - 1] == UInt8(ascii: "\r")
                lines.append(start..<(isCRLF ? end - 1 : end))
                start = end + 1
            }
        }
        return lines
    }
}
