import Figures

/// Rows of cells as lines in which columns stand below each other, two spaces apart.
/// - Parameter numbersFrom: the first column that is aligned to the right; `nil` for none.
func alignedColumns(_ rows: [[String]], numbersFrom: Int? = nil) -> String {
    let count = rows.map(\.count).max() ?? 0
    let first = numbersFrom ?? count
    let table = TextTable(
        header: [], rows: rows, alignments: (0..<count).map { $0 < first ? .leading : .trailing })
    return String(table.text().dropLast())
}
