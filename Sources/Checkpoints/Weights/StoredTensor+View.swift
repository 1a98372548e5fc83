extension StoredTensor {
    /// A view of a storage whose elements begin at `start` in the file.
    init(
        _ name: String, _ view: PickleTensor, in file: MappedFile, _ start: Int, elementSize: Int
    ) {
        var (strides, rowMajor): ([Int]?, Int) = (nil, 1)
        for (size, stride) in zip(view.shape, view.strides).reversed() {
            if size != 1, stride != rowMajor { strides = view.strides }
            rowMajor *= max(size, 1)
        }
        var (first, end) = (0, 0)
        if !view.shape.contains(0) {
            first = view.offset
            end = zip(view.shape, view.strides).reduce(first + 1) { $0 + ($1.0 - 1) * $1.1 }
        }
        self.init(
            name: name, typeName: view.storage.typeName, shape: view.shape, file: file,
            bytes: start + first * elementSize..<start + end * elementSize,
            strides: end == 0 ? nil : strides)
    }

    /// Calls `body` with the elements row by row, a few megabytes at a time: those of the file, or a
    /// copy where the file has them in another order. What was read leaves the memory.
    func forEachPiece<Failure: Error>(
        _ body: (RowPiece, UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        guard let size = StoredType.byteCount(typeName) else { return }
        let pieces = rowPieces(shape, elementSize: size)
        guard let strides else {
            for piece in pieces {
                let range =
                    bytes.lowerBound + piece.bytes.lowerBound..<bytes.lowerBound
                    + piece.bytes.upperBound
                defer { file.release(range) }
                try file.withBytes(range) { part throws(Failure) in try body(piece, part) }
            }
            return
        }
        let gathered = UnsafeMutableRawBufferPointer.allocate(
            byteCount: shape.reduce(size, *), alignment: size)
        defer { gathered.deallocate() }
        file.withBytes(bytes) { gather($0, strides, size, to: gathered) }
        file.release(bytes)
        for piece in pieces {
            try body(piece, UnsafeRawBufferPointer(rebasing: gathered[piece.bytes]))
        }
    }

    private func gather(
        _ bytes: UnsafeRawBufferPointer, _ strides: [Int], _ size: Int,
        to target: UnsafeMutableRawBufferPointer
    ) {
        var index = shape.map { _ in 0 }
        var source = 0
        for position in stride(from: 0, to: target.count, by: size) {
            for byte in 0..<size { target[position + byte] = bytes[source + byte] }
            var axis = shape.count - 1
            while axis >= 0 {
                index[axis] += 1
                source += strides[axis] * size
                if index[axis] < shape[axis] { break }
                source -= strides[axis] * size * shape[axis]
                index[axis] = 0
                axis -= 1
            }
        }
    }
}
