import CTorch

extension Tensor {
    /// The same elements in another shape; one axis may be -1.
    public func reshaped(to shape: Int...) throws(TorchError) -> Tensor {
        try reshaped(to: shape)
    }

    public func reshaped(to shape: [Int]) throws(TorchError) -> Tensor {
        let sizes = shape.map(Int64.init)
        return try .make("reshape \(self.shape) to \(shape)") {
            ct_reshape(handle, sizes, Int32(sizes.count), $0)
        }
    }

    /// The same elements with two axes exchanged.
    public func transposed(_ first: Int = -2, _ second: Int = -1) throws(TorchError) -> Tensor {
        try .make("transpose \(shape)") { ct_transpose(handle, Int32(first), Int32(second), $0) }
    }

    /// A view of a range along an axis.
    public func slice(_ range: Range<Int>, along axis: Int = 0) throws(TorchError) -> Tensor {
        try .make("slice \(range) of \(shape)") {
            ct_narrow(handle, Int32(axis), Int64(range.lowerBound), Int64(range.count), $0)
        }
    }

    /// A copy of the rows (or what `axis` counts) at `indices`, an int64 vector.
    public func gathered(_ indices: Tensor, along axis: Int = 0) throws(TorchError) -> Tensor {
        try .make("gather from \(shape)") {
            ct_index_select(handle, Int32(axis), indices.handle, $0)
        }
    }

    /// The tensors one after the other along an axis.
    public static func concatenated(
        _ tensors: [Tensor], along axis: Int = 0
    ) throws(TorchError) -> Tensor {
        let handles: [OpaquePointer?] = tensors.map(\.handle)
        return try make("concatenate \(tensors.count) tensors") {
            ct_concatenate(handles, Int32(handles.count), Int32(axis), $0)
        }
    }

    /// The same elements one after the other in memory: itself when they are already.
    public func contiguous() throws(TorchError) -> Tensor {
        try .make("contiguous") { ct_contiguous(handle, $0) }
    }

    /// An independent copy.
    public func cloned() throws(TorchError) -> Tensor {
        try .make("clone") { ct_clone(handle, $0) }
    }

    /// The elements as another type: itself when they are already.
    public func converted(to dtype: DType) throws(TorchError) -> Tensor {
        try .make("convert to \(dtype)") { ct_convert(handle, dtype.code, $0) }
    }
}
