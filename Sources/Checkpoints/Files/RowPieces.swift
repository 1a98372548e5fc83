/// Indices along the first axis, and where their elements lie among all of them, row by row.
typealias RowPiece = (rows: Range<Int>, bytes: Range<Int>)

/// A tensor's elements in pieces of about a megabyte or one index of the first axis, so that a model is
/// never in memory twice. A tensor without axes has one piece, an empty one none.
func rowPieces(_ shape: [Int], elementSize: Int) -> [RowPiece] {
    let byteCount = shape.reduce(elementSize, *)
    guard byteCount > 0 else { return [] }
    let rowCount = shape.first ?? 1
    let rowByteCount = byteCount / rowCount
    let step = max(1, (1 << 20) / rowByteCount)
    return stride(from: 0, to: rowCount, by: step).map { start in
        let rows = start..<min(start + step, rowCount)
        return (rows, rows.lowerBound * rowByteCount..<rows.upperBound * rowByteCount)
    }
}
