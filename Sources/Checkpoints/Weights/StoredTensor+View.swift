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

    /// Calls `body` with the elements one after the other, row by row: those of the file, or a copy
    /// where the file has them in another order.
    func withElements<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try file.withBytes(bytes) { bytes throws(Failure) in
            guard let strides, let size = StoredType.byteCount(typeName) else {
                return try body(bytes)
            }
            let gathered = UnsafeMutableRawBufferPointer.allocate(
                byteCount: shape.reduce(size, *), alignment: size)
            defer { gathered.deallocate() }
            gather(bytes, strides, size, to: gathered)
            return try body(UnsafeRawBufferPointer(gathered))
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
