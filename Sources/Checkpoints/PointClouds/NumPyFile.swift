import Foundation
import Options
import Torch

/// NumPy's format for one array: `\x93NUMPY`, a version, and a Python dictionary before the numbers.
enum NumPyFile {
    static func read(_ url: URL, name: String) throws(CheckpointError) -> PointCloud {
        let file = try MappedFile(contentsOf: url)
        let (json, dataStart) = try headerRange(file)
        let header = try file.withBytes(json) { bytes throws(CheckpointError) in
            try NumPyHeader(bytes, file: file.path)
        }
        guard header.shape.count == 2 else {
            throw CheckpointError(
                file: file.path,
                "holds an array of rank \(header.shape.count) \(header.shape), not the rows of points "
                    + "of an array of rank 2")
        }
        let dtype = try header.dtype(file: file.path)
        let found = file.bytes.count - dataStart
        let (count, overflow) = header.shape[0].multipliedReportingOverflow(by: header.shape[1])
        let (size, tooLarge) = count.multipliedReportingOverflow(by: dtype.byteCount)
        guard !overflow, !tooLarge, size == found else {
            let needed = overflow || tooLarge ? "more bytes than there are" : "\(size) bytes"
            throw CheckpointError(
                file: file.path,
                "\(header.typeName) \(header.shape) needs \(needed) after the header, the file has "
                    + "\(found)")
        }
        let points: Tensor
        do {
            let shape = header.isFortranOrder ? header.shape.reversed() : header.shape
            let stored = try Tensor.uninitialized(shape, dtype == .float64 ? dtype : .float32)
            try file.withBytes(dataStart..<file.bytes.count) { bytes throws(TorchError) in
                try stored.copy(unaligned: bytes, of: dtype)
            }
            points = header.isFortranOrder ? try stored.transposed().contiguous() : stored
        } catch {
            throw CheckpointError(file: file.path, "\(error)")
        }
        return try PointCloud(name, points, file: file.path)
    }

    /// Where the dictionary lies, and where the numbers begin.
    private static func headerRange(
        _ file: MappedFile
    ) throws(CheckpointError) -> (Range<Int>, Int) {
        let bytes = file.bytes
        defer { withExtendedLifetime(file) {} }
        guard bytes.starts(with: [0x93] + Array("NUMPY".utf8)), bytes.count >= 10 else {
            throw CheckpointError(
                file: file.path, "is no .npy file: it does not begin with \\x93NUMPY")
        }
        let start: Int
        let size: Int
        switch bytes[6] {
        case 1:
            start = 10
            size = Int(
                UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt16.self)))
        case 2, 3:
            start = 12
            guard bytes.count >= start else {
                throw CheckpointError(file: file.path, "is cut off in its header")
            }
            size = Int(
                UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self)))
        default:
            throw CheckpointError(
                file: file.path, ".npy format version \(bytes[6]).\(bytes[7]) is not known")
        }
        guard size <= bytes.count - start else {
            throw CheckpointError(file: file.path, "is cut off in its header")
        }
        return (start..<start + size, start + size)
    }
}
