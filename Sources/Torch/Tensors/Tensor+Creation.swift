import CTorch

extension Tensor {
    /// A tensor of `shape` whose elements are all `value`.
    public static func full(
        _ shape: [Int], _ value: Double, _ dtype: DType = .float32, on device: Device = .cpu
    ) throws(TorchError) -> Tensor {
        let sizes = shape.map(Int64.init)
        return try make("full \(shape)") { out in
            ct_tensor_full(sizes, Int32(sizes.count), dtype.code, device.code, value, out)
        }
    }

    public static func zeros(
        _ shape: [Int], _ dtype: DType = .float32, on device: Device = .cpu
    ) throws(TorchError) -> Tensor {
        try full(shape, 0, dtype, on: device)
    }

    /// Zeros that take the processor's memory only where they are written: for weights that a file will fill, and that
    /// would otherwise be written twice.
    public static func lazyZeros(
        _ shape: [Int], _ dtype: DType = .float32, on device: Device = .cpu
    ) throws(TorchError) -> Tensor {
        let sizes = shape.map(Int64.init)
        return try make("lazyZeros \(shape)") { out in
            ct_tensor_lazy_zeros(sizes, Int32(sizes.count), dtype.code, device.code, out)
        }
    }

    /// A tensor whose elements are to be overwritten: they hold whatever the memory held.
    public static func uninitialized(
        _ shape: [Int], _ dtype: DType = .float32, on device: Device = .cpu
    ) throws(TorchError) -> Tensor {
        let sizes = shape.map(Int64.init)
        return try make("uninitialized \(shape)") { out in
            ct_tensor_empty(sizes, Int32(sizes.count), dtype.code, device.code, out)
        }
    }

    /// A tensor of the elements in row-major order. On a GPU the copy is not waited for.
    /// - Precondition: `shape` holds as many elements as there are.
    public static func of<Element: TensorElement>(
        _ elements: [Element], shape: [Int]? = nil, on device: Device = .cpu
    ) throws(TorchError) -> Tensor {
        let shape = shape ?? [elements.count]
        precondition(
            shape.reduce(1, *) == elements.count,
            "\(elements.count) elements do not fill the shape \(shape)")
        let sizes = shape.map(Int64.init)
        return try make("tensor \(shape)") { out in
            elements.withUnsafeBytes { bytes in
                ct_tensor_from_bytes(
                    bytes.baseAddress, sizes, Int32(sizes.count), Element.dtype.code, device.code,
                    out)
            }
        }
    }

    /// The same elements on another device: itself where they are there already.
    public func moved(to device: Device) throws(TorchError) -> Tensor {
        try .make("move to \(device)") { ct_tensor_to_device(handle, device.code, $0) }
    }

    /// The elements in row-major order, converted to `Element`. Waits for the tensor's device.
    public func elements<Element: TensorElement>(
        as type: Element.Type = Element.self
    ) throws(TorchError) -> [Element] {
        var values = [Element](repeating: .zero, count: count)
        let status = values.withUnsafeMutableBytes { bytes in
            ct_tensor_write_bytes(handle, bytes.baseAddress, Element.dtype.code)
        }
        try check(status, "reading \(self)")
        return values
    }

    /// The only element, as float64.
    /// - Precondition: there is exactly one.
    public func scalar() throws(TorchError) -> Double {
        precondition(count == 1, "scalar() of a tensor of shape \(shape)")
        return try elements(as: Double.self)[0]
    }

    /// Overwrites the elements with row-major bytes of another type, converting them.
    /// - Precondition: `bytes` holds exactly as many elements of `dtype` as the tensor.
    public func copy(bytes: UnsafeRawBufferPointer, of dtype: DType) throws(TorchError) {
        precondition(
            bytes.count == count * dtype.byteCount,
            "\(bytes.count) bytes of \(dtype) for a tensor of shape \(shape)")
        try check(
            ct_tensor_read_bytes(handle, bytes.baseAddress, dtype.code), "filling \(self)")
    }

    /// Writes the elements in row-major order as `dtype`.
    /// - Precondition: `bytes` has exactly the room they need.
    public func write(to bytes: UnsafeMutableRawBufferPointer, as dtype: DType) throws(TorchError) {
        precondition(
            bytes.count == count * dtype.byteCount,
            "\(bytes.count) bytes of \(dtype) for a tensor of shape \(shape)")
        try check(ct_tensor_write_bytes(handle, bytes.baseAddress, dtype.code), "writing \(self)")
    }
}
