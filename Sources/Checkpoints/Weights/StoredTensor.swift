import Torch

/// A tensor in a file: what the file's table of contents says, checked, and where the elements are.
public struct StoredTensor {
    public let name: String
    /// As safetensors files call it, such as `BF16`.
    public let typeName: String
    public let shape: [Int]
    let file: MappedFile
    /// From the first element to the last.
    let bytes: Range<Int>
    /// Elements from one to the next along each axis; `nil` where they follow each other row by row.
    var strides: [Int]?

    /// `nil` when no tensor can hold the elements.
    public var dtype: DType? { StoredType.dtype(typeName) }

    /// A copy, in its own type.
    func tensor() throws(CheckpointError) -> Tensor {
        let dtype = try readableType()
        do {
            let tensor = try Tensor.uninitialized(shape, dtype)
            try fill(tensor, dtype)
            return tensor
        } catch {
            throw failure("\(error)")
        }
    }

    /// Overwrites the elements of `target`, which has the same shape, converting them.
    func copy(to target: Tensor) throws(CheckpointError) {
        let dtype = try readableType()
        guard target.shape == shape else {
            throw failure("has the shape \(shape), not \(target.shape)")
        }
        do {
            try fill(target, dtype)
        } catch {
            throw failure("\(error)")
        }
    }

    /// The index of the first number that is not finite in float32.
    func firstNonFinite() -> Int? {
        guard let dtype else { return nil }
        var first: Int?
        forEachPiece { piece, bytes in
            guard first == nil else { return }
            let index = Checkpoints.firstNonFinite(bytes, dtype, inFloat32: true)
            first = index.map { piece.bytes.lowerBound / dtype.byteCount + $0 }
        }
        return first
    }

    private func fill(_ target: Tensor, _ dtype: DType) throws(TorchError) {
        try withoutGradients { () throws(TorchError) in
            try forEachPiece { piece, bytes throws(TorchError) in
                let isWhole = target.rank == 0 || piece.rows.count == target.size(0)
                let part = isWhole ? target : try target.slice(piece.rows)
                try part.copy(unaligned: bytes, of: dtype)
            }
        }
    }

    private func readableType() throws(CheckpointError) -> DType {
        guard let dtype else { throw failure("elements of type \(typeName) cannot be read") }
        if dtype == .bool {
            try forEachPiece { _, bytes throws(CheckpointError) in
                guard bytes.allSatisfy({ $0 <= 1 }) else {
                    throw failure("holds bytes that are neither true nor false")
                }
            }
        }
        return dtype
    }

    private func failure(_ message: String) -> CheckpointError {
        CheckpointError(file: file.path, "\(name): \(message)")
    }
}
