import Files
import Formats
import Foundation
import Torch

/// Writes a tensor as an `.npy` file of version 1.0, in C order, all of it or nothing.
///
/// - Throws: for elements that NumPy has no type for, bfloat16 among them.
public func writeNumPy(_ tensor: Tensor, to url: URL) throws(CheckpointError) {
    let header = try numPyHeader(of: tensor, path: url.path)
    guard let dtype = tensor.dtype else {
        throw CheckpointError(file: url.path, "\(tensor) cannot be written")
    }
    try AtomicFile.write(to: url, failing: CheckpointError.init) {
        file throws(CheckpointError) in
        func append(_ write: () throws(FileFailure) -> Void) throws(CheckpointError) {
            do throws(FileFailure) { try write() } catch { throw CheckpointError(error) }
        }
        try append { () throws(FileFailure) in try file.append(header) }
        try forEachPiece(of: tensor, named: "the array", as: dtype, path: url.path) {
            piece throws(CheckpointError) in
            try append { () throws(FileFailure) in try file.append(piece) }
        }
    }
}

/// The bytes before the elements: their count is a multiple of 64.
private func numPyHeader(of tensor: Tensor, path: String) throws(CheckpointError) -> [UInt8] {
    guard let dtype = tensor.dtype else {
        throw CheckpointError(file: path, "NumPy has no type for \(tensor)")
    }
    return try numPyHeader(dtype, shape: tensor.shape, byteCount: nil, path: path)
}

/// - Parameter byteCount: a multiple of 64 that has room for it; `nil` takes the least.
func numPyHeader(
    _ dtype: DType, shape: [Int], byteCount: Int?, path: String
) throws(CheckpointError) -> [UInt8] {
    let type: String? =
        switch dtype {
        case .float16: "<f2"
        case .float32: "<f4"
        case .float64: "<f8"
        case .int64: "<i8"
        case .int32: "<i4"
        case .uint8: "|u1"
        case .bool: "|b1"
        default: nil
        }
    guard let type else {
        throw CheckpointError(file: path, "NumPy has no type for \(dtype.rawValue) \(shape)")
    }
    let sizes = shape.map { "\($0)," }.joined(separator: " ")
    var text = "{'descr': '\(type)', 'fortran_order': False, 'shape': (\(sizes)), }"
    let magic: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0]
    let length = magic.count + 2 + text.utf8.count + 1
    let whole = byteCount ?? (length + 63) / 64 * 64
    precondition(whole >= length, "\(whole) bytes for a header of \(length)")
    text += String(repeating: " ", count: whole - length) + "\n"
    return magic + withUnsafeBytes(of: UInt16(text.utf8.count).littleEndian, Array.init)
        + Array(text.utf8)
}
