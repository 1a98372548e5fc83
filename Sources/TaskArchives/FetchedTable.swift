/// A tab-separated file with a header, as bytes; every row has as many cells as the header.
struct FetchedTable {
    let name: String
    /// With the byte-order mark and the carriage return that the file has.
    let header: ArraySlice<UInt8>
    let rows: [ArraySlice<UInt8>]
    private let columns: [String]

    init(_ name: String, _ bytes: [UInt8]) throws(DerivationProblem) {
        self.name = name
        let lines = tableLines(bytes)
        guard let header = lines.first else { throw DerivationProblem(name, "is empty") }
        self.header = header
        columns = tableCells(header).map(text)
        rows = Array(lines.dropFirst())
        for (index, row) in rows.enumerated() {
            let count = tableCells(row).count
            guard count == columns.count else {
                throw DerivationProblem(name, "has \(count) cells, not \(columns.count)", index + 1)
            }
        }
    }

    /// The columns' places by their names.
    func places(of names: [String]) throws(DerivationProblem) -> [Int] {
        try names.map { column throws(DerivationProblem) in
            guard let place = columns.firstIndex(of: column) else {
                throw DerivationProblem(name, "has no column '\(column)'")
            }
            return place
        }
    }
}

let tab = UInt8(ascii: "\t")
let newline = UInt8(ascii: "\n")

/// The lines of a file; what follows the last line's end is one only if there is something.
func tableLines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines = bytes.split(separator: newline, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
}

/// What stands between a line's tabs, without a byte-order mark before it and a carriage return
/// behind it.
func tableCells(_ line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    trimmed(line).split(separator: tab, omittingEmptySubsequences: false)
}

func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: trimmed(bytes), as: UTF8.self) }

private func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var line = line
    if line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
    if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
    return line
}
