/// Rows of cells as lines in which columns stand below each other, two spaces apart.
/// - Parameter numbersFrom: the first column that is aligned to the right; `nil` for none.
func alignedColumns(_ rows: [[String]], numbersFrom: Int? = nil) -> String {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
        rows.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { cells in
        let padded = zip(cells, widths).enumerated().map { column, cell in
            let space = String(repeating: " ", count: cell.1 - cell.0.count)
            let isNumber = numbersFrom.map { column >= $0 } ?? false
            return isNumber ? space + cell.0 : cell.0 + space
        }
        let line = padded.joined(separator: "  ")
        return String(line.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
}
