import Files
import Formats
import Foundation
import Torch

/// Writes rows that come in blocks as an `.npy` file of version 1.0, all of them or nothing: memory holds one block.
///
/// How many there are needs not be known: the header is written last, in a room of its own.
/// - Parameters:
///   - columns: of each row.
///   - dtype: of the file; the blocks are converted to it.
///   - body: gives the blocks, `[rows, columns]`, to the function that it gets.
/// - Returns: the number of rows.
@discardableResult
public func writeNumPyRows(
    to url: URL, columns: Int, dtype: DType,
    _ body: (_ write: (Tensor) throws -> Void) throws -> Void
) throws -> Int {
    // The largest count has 19 digits.
    let room = 128
    var count = 0
    try AtomicFile.write(to: url, failing: { CheckpointError($0) as any Error }) { file throws in
        try file.append(
            try numPyHeader(dtype, shape: [0, columns], byteCount: room, path: url.path))
        try body { block in
            precondition(
                block.rank == 2 && block.size(1) == columns,
                "rows of shape \(block.shape), not [rows, \(columns)]")
            try forEachPiece(of: block, named: "the array", as: dtype, path: url.path) {
                piece throws(CheckpointError) in
                do throws(FileFailure) {
                    try file.append(piece)
                } catch {
                    throw CheckpointError(error)
                }
            }
            count += block.size(0)
        }
        try file.replaceStart(
            try numPyHeader(dtype, shape: [count, columns], byteCount: room, path: url.path))
    }
    return count
}
