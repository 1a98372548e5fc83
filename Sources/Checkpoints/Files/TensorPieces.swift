import Torch

/// Gives the bytes of a tensor's elements in order, a few megabytes at a time.
/// - Parameters:
///   - name: the tensor's in the file at `path`, for messages.
func forEachPiece(
    of tensor: Tensor, named name: String, as dtype: DType, path: String,
    _ body: (UnsafeRawBufferPointer) throws(CheckpointError) -> Void
) throws(CheckpointError) {
    let pieces = rowPieces(tensor.shape, elementSize: dtype.byteCount)
    let room = UnsafeMutableRawBufferPointer.allocate(
        byteCount: pieces.map(\.bytes.count).max() ?? 0, alignment: 64)
    defer { room.deallocate() }
    for piece in pieces {
        let buffer = UnsafeMutableRawBufferPointer(rebasing: room[..<piece.bytes.count])
        do {
            let part = try withoutGradients { () throws(TorchError) in
                tensor.rank == 0 ? tensor : try tensor.slice(piece.rows)
            }
            try part.write(to: buffer, as: dtype)
        } catch {
            throw CheckpointError(file: path, "\(name): \(error)")
        }
        try body(UnsafeRawBufferPointer(buffer))
    }
}
