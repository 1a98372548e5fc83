import Options
import Torch

/// NumPy's format for one array: `\x93NUMPY`, a version, and a Python dictionary before the numbers.
struct NumPyArray {
    let header: NumPyHeader
    /// Where the numbers begin.
    let start: Int

    private let store: any ArrayStore

    /// More than any array of numbers has.
    private static let headerLimit = 1 << 20

    /// Reads what is before the numbers, from front to back.
    init(_ store: any ArrayStore) throws(CheckpointError) {
        self.store = store
        let first = try store.bytes(0..<min(10, store.byteCount))
        guard first.starts(with: [0x93] + Array("NUMPY".utf8)), first.count == 10 else {
            throw store.failure("is no .npy file: it does not begin with \\x93NUMPY")
        }
        var size = Array(first[8...])
        var place = 10
        switch first[6] {
        case 1: break
        case 2, 3:
            guard store.byteCount >= 12 else {
                throw store.failure("is cut off in its header")
            }
            size += try store.bytes(10..<12)
            place = 12
        default:
            throw store.failure(".npy format version \(first[6]).\(first[7]) is not known")
        }
        let length = size.reversed().reduce(0) { $0 << 8 | Int($1) }
        start = place + length
        guard start <= store.byteCount else {
            throw store.failure("is cut off in its header")
        }
        guard length <= Self.headerLimit else {
            throw store.failure("its header has \(length) bytes, of at most \(Self.headerLimit)")
        }
        let text = try store.bytes(place..<start)
        header = try store.placing { path throws(CheckpointError) in
            try NumPyHeader(text, file: path)
        }
    }

    /// The array as a cloud.
    func points(
        _ name: String, _ options: PointCloudOptions, rowsPerBlock: (Int) -> Int
    ) throws(CheckpointError) -> StoredPoints {
        let shape: CloudShape
        do throws(CloudShapeProblem) {
            shape = try CloudShape(
                header.shape, flattens: options.flattens, isFortranOrder: header.isFortranOrder)
        } catch {
            throw store.failure(error.message)
        }
        let dtype = try store.placing { path throws(CheckpointError) in
            try header.dtype(file: path)
        }
        let found = store.byteCount - start
        let (count, overflow) = shape.rows.multipliedReportingOverflow(by: shape.dimensions)
        let (size, tooLarge) = count.multipliedReportingOverflow(by: dtype.byteCount)
        guard !overflow, !tooLarge, size == found else {
            let needed = overflow || tooLarge ? "more bytes than there are" : "\(size) bytes"
            throw store.failure(
                "\(header.typeName) \(header.shape) needs \(needed) after the header, the file has "
                    + "\(found)")
        }
        guard count > 0 else {
            throw store.failure("has no points, its shape is \(header.shape)")
        }
        return StoredPoints(
            name, store, start, dtype, shape, isFortranOrder: header.isFortranOrder,
            skips: options.skipsBadRows, rowsPerBlock: rowsPerBlock)
    }
}
