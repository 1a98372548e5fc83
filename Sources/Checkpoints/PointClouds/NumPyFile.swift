import Foundation
import Options
import Torch

/// NumPy's format for one array: `\x93NUMPY`, a version, and a Python dictionary before the numbers.
enum NumPyFile {
    static func open(
        _ url: URL, name: String, rowsPerBlock: (Int) -> Int
    ) throws(CheckpointError) -> StoredPoints {
        let file = try OpenFile(contentsOf: url)
        let range = try headerRange(file)
        let header = try NumPyHeader(file.bytes(range), file: file.path)
        guard header.shape.count == 2 else {
            throw CheckpointError(
                file: file.path,
                "holds an array of rank \(header.shape.count) \(header.shape), not the rows of points "
                    + "of an array of rank 2")
        }
        let dtype = try header.dtype(file: file.path)
        let found = file.byteCount - range.upperBound
        let (count, overflow) = header.shape[0].multipliedReportingOverflow(by: header.shape[1])
        let (size, tooLarge) = count.multipliedReportingOverflow(by: dtype.byteCount)
        guard !overflow, !tooLarge, size == found else {
            let needed = overflow || tooLarge ? "more bytes than there are" : "\(size) bytes"
            throw CheckpointError(
                file: file.path,
                "\(header.typeName) \(header.shape) needs \(needed) after the header, the file has "
                    + "\(found)")
        }
        guard count > 0 else {
            throw CheckpointError(
                file: file.path, "\(name): has no points, its shape is \(header.shape)")
        }
        return StoredPoints(
            name, file, range.upperBound, dtype, shape: (header.shape[0], header.shape[1]),
            isFortranOrder: header.isFortranOrder, rowsPerBlock: rowsPerBlock)
    }

    /// Where the dictionary lies, at whose end the numbers begin.
    private static func headerRange(_ file: OpenFile) throws(CheckpointError) -> Range<Int> {
        let bytes = try file.bytes(0..<min(12, file.byteCount))
        guard bytes.starts(with: [0x93] + Array("NUMPY".utf8)), bytes.count >= 10 else {
            throw CheckpointError(
                file: file.path, "is no .npy file: it does not begin with \\x93NUMPY")
        }
        func size(_ places: Range<Int>) -> Int {
            bytes[places].reversed().reduce(0) { $0 << 8 | Int($1) }
        }
        let range: Range<Int>
        switch bytes[6] {
        case 1: range = 10..<10 + size(8..<10)
        case 2, 3:
            guard bytes.count >= 12 else {
                throw CheckpointError(file: file.path, "is cut off in its header")
            }
            range = 12..<12 + size(8..<12)
        default:
            throw CheckpointError(
                file: file.path, ".npy format version \(bytes[6]).\(bytes[7]) is not known")
        }
        guard range.upperBound <= file.byteCount else {
            throw CheckpointError(file: file.path, "is cut off in its header")
        }
        return range
    }
}
