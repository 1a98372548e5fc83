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

    private let file: OpenFile
    /// Where the first element lies.
    private let start: Int
    private let dtype: DType
    private let isFortranOrder: Bool
    private let count: Int
    private var row = 0
    private let blockRows: Int

    private var rowSize: Int { dimensions * dtype.byteCount }

    /// - Parameters:
    ///   - start: where the elements begin in the file, which holds all of them.
    ///   - shape: points and dimensions, none of them 0.
    init(
        _ name: String, _ file: OpenFile, _ start: Int, _ dtype: DType, shape: (Int, Int),
        isFortranOrder: Bool = false, rowsPerBlock: (Int) -> Int
    ) {
        (self.name, self.file, self.start, self.dtype) = (name, file, start, dtype)
        (count, dimensions) = shape
        pointCount = count
        self.isFortranOrder = isFortranOrder
        blockRows = max(1, rowsPerBlock(dimensions))
    }

    func next() throws(CheckpointError) -> Tensor? {
        guard row < count else {
            try file.checkUnchanged()
            return nil
        }
        let rows = row..<row + min(blockRows, count - row)
        let bytes = UnsafeMutableRawBufferPointer.allocate(
            byteCount: rows.count * rowSize, alignment: 64)
        defer { bytes.deallocate() }
        if isFortranOrder {
            try readColumns(rows, into: bytes)
        } else {
            let first = start + rows.lowerBound * rowSize
            try file.read(first..<first + bytes.count, into: bytes)
        }
        row = rows.upperBound
        return try points(rows, UnsafeRawBufferPointer(bytes))
    }

    private func readColumns(
        _ rows: Range<Int>, into bytes: UnsafeMutableRawBufferPointer
    ) throws(CheckpointError) {
        let size = rows.count * dtype.byteCount
        for column in 0..<dimensions {
            let first = start + (column * count + rows.lowerBound) * dtype.byteCount
            let place = column * size
            try file.read(
                first..<first + size,
                into: UnsafeMutableRawBufferPointer(rebasing: bytes[place..<place + size]))
        }
    }

    private func points(
        _ rows: Range<Int>, _ bytes: UnsafeRawBufferPointer
    ) throws(CheckpointError) -> Tensor {
        do {
            let shape = [rows.count, dimensions]
            let stored = try Tensor.uninitialized(
                isFortranOrder ? shape.reversed() : shape, dtype == .float64 ? dtype : .float32)
            try stored.copy(bytes: bytes, of: dtype)
            let points = isFortranOrder ? try stored.transposed().contiguous() : stored
            if firstNonFinite(bytes, dtype) != nil { try refuse(points, rows) }
            return points
        } catch let error as CheckpointError {
            throw error
        } catch {
            throw CheckpointError(file: file.path, "\(name): \(error)")
        }
    }

    /// Names the first number that is not finite, row by row.
    private func refuse(_ points: Tensor, _ rows: Range<Int>) throws {
        let numbers = try points.elements(as: Double.self)
        guard let index = numbers.firstIndex(where: { !$0.isFinite }) else { return }
        let (row, column) = index.quotientAndRemainder(dividingBy: dimensions)
        throw CheckpointError(
            file: file.path,
            "\(name): row \(rows.lowerBound + row), column \(column) (from 0) is \(numbers[index]), "
                + "not a finite number")
    }
}
