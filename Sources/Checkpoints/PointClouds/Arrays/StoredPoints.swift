import Options
import Torch

/// Points that a file holds as the bytes of a matrix.
///
/// Rows that follow each other are read as they are. Of columns that follow each other (NumPy's Fortran order) a
/// block is read in one piece from each column.
final class StoredPoints: PointCloudReader {
    let name: String
    let dimensions: Int
    let pointCount: Int?
    var byteCount: Int { count * rowSize }
    var bytesRead: Int { row * rowSize }
    private(set) var skipped = SkippedRows()
    private(set) var blockRows = BlockRows(range: 0..<0, skipped: [])

    private let store: any ArrayStore
    /// Where the first element lies.
    private let start: Int
    private let dtype: DType
    private let isFortranOrder: Bool
    private let skips: Bool
    private let count: Int
    private var row = 0
    private var problems: CheckpointError
    private let rowsPerBlock: Int

    private var rowSize: Int { dimensions * dtype.byteCount }

    /// - Parameters:
    ///   - start: where the elements begin in the store, which holds all of them.
    ///   - shape: neither size is 0.
    ///   - skips: whether rows that are not finite are left out.
    init(
        _ name: String, _ store: any ArrayStore, _ start: Int, _ dtype: DType, _ shape: CloudShape,
        isFortranOrder: Bool = false, skips: Bool, rowsPerBlock: (Int) -> Int
    ) {
        (self.name, self.store, self.start, self.dtype) = (name, store, start, dtype)
        (count, dimensions, pointCount) = (shape.rows, shape.dimensions, shape.rows)
        (self.isFortranOrder, self.skips) = (isFortranOrder, skips)
        problems = CheckpointError(file: store.path)
        self.rowsPerBlock = max(1, rowsPerBlock(dimensions))
    }

    func next() throws(CheckpointError) -> Tensor? {
        while row < count {
            let (points, found) = try nextBlock()
            if skips {
                skipped.add(blockRows.skipped)
                if blockRows.count > 0 { return points }
            } else if problems.isEmpty, found.isEmpty {
                return points
            }
            guard !skips else { continue }
            for (row, column, value) in found {
                problems.add(
                    "\(name): row \(row), column \(column) (from 0) is \(value), not a finite number"
                )
            }
            problems.advice = CheckpointError.badRowsAdvice
        }
        try store.checkWhole()
        try problems.throwIfAny()
        if skipped.count == count { throw .allSkipped(count, of: name, in: store.path) }
        return nil
    }

    /// The finite rows of the next block, and the first number in each other row that is not.
    private func nextBlock() throws(CheckpointError) -> (
        Tensor, found: [(row: Int, column: Int, value: Double)]
    ) {
        let rows = row..<row + min(rowsPerBlock, count - row)
        let bytes = UnsafeMutableRawBufferPointer.allocate(
            byteCount: rows.count * rowSize, alignment: 64)
        defer { bytes.deallocate() }
        if isFortranOrder {
            try readColumns(rows, into: bytes)
        } else {
            let first = start + rows.lowerBound * rowSize
            try store.read(first..<first + bytes.count, into: bytes)
        }
        row = rows.upperBound
        blockRows = BlockRows(range: rows, skipped: [])
        do {
            let points = try points(rows, UnsafeRawBufferPointer(bytes))
            guard firstNonFinite(UnsafeRawBufferPointer(bytes), dtype) != nil else {
                return (points, [])
            }
            let screened = ScreenedRows(
                try points.elements(as: Double.self), rows, dimensions: dimensions)
            blockRows = screened.rows
            let kept = try Tensor.of(screened.numbers, shape: [blockRows.count, dimensions])
            return (try kept.converted(to: dtype == .float64 ? dtype : .float32), screened.found)
        } catch {
            throw CheckpointError(file: store.path, "\(name): \(error)")
        }
    }

    private func readColumns(
        _ rows: Range<Int>, into bytes: UnsafeMutableRawBufferPointer
    ) throws(CheckpointError) {
        let size = rows.count * dtype.byteCount
        for column in 0..<dimensions {
            let first = start + (column * count + rows.lowerBound) * dtype.byteCount
            let place = column * size
            try store.read(
                first..<first + size,
                into: UnsafeMutableRawBufferPointer(rebasing: bytes[place..<place + size]))
        }
    }

    private func points(
        _ rows: Range<Int>, _ bytes: UnsafeRawBufferPointer
    ) throws(TorchError) -> Tensor {
        let shape = [rows.count, dimensions]
        let stored = try Tensor.uninitialized(
            isFortranOrder ? shape.reversed() : shape, dtype == .float64 ? dtype : .float32)
        try stored.copy(bytes: bytes, of: dtype)
        return isFortranOrder ? try stored.transposed().contiguous() : stored
    }
}
