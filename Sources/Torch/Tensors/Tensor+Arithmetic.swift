import CTorch

extension Tensor {
    /// `self + scale * other`, with broadcasting.
    public func adding(_ other: Tensor, scale: Double = 1) throws(TorchError) -> Tensor {
        try .make("add \(shape) \(other.shape)") { ct_add(handle, other.handle, scale, $0) }
    }

    public func subtracting(_ other: Tensor) throws(TorchError) -> Tensor {
        try adding(other, scale: -1)
    }

    public func multiplied(by other: Tensor) throws(TorchError) -> Tensor {
        try .make("multiply \(shape) \(other.shape)") { ct_multiply(handle, other.handle, $0) }
    }

    public func divided(by other: Tensor) throws(TorchError) -> Tensor {
        try .make("divide \(shape) \(other.shape)") { ct_divide(handle, other.handle, $0) }
    }

    public func adding(_ value: Double) throws(TorchError) -> Tensor {
        try .make("add \(value)") { ct_add_scalar(handle, value, $0) }
    }

    public func multiplied(by value: Double) throws(TorchError) -> Tensor {
        try .make("multiply by \(value)") { ct_multiply_scalar(handle, value, $0) }
    }

    public func raised(to exponent: Double) throws(TorchError) -> Tensor {
        try .make("power") { ct_power(handle, exponent, $0) }
    }

    public func clamped(to range: ClosedRange<Double>) throws(TorchError) -> Tensor {
        try .make("clamp") { ct_clamp(handle, range.lowerBound, range.upperBound, $0) }
    }

    /// The matrix product.
    public func matmul(_ other: Tensor) throws(TorchError) -> Tensor {
        try .make("matmul \(shape) \(other.shape)") { ct_matmul(handle, other.handle, $0) }
    }

    /// The sum over `axes`, or over everything when none is named.
    public func sum(along axes: Int..., keepingRank: Bool = false) throws(TorchError) -> Tensor {
        let list = axes.map(Int64.init)
        return try .make("sum") { ct_sum(handle, list, Int32(list.count), keepingRank, $0) }
    }

    /// The mean over `axes`, or over everything when none is named.
    public func mean(along axes: Int..., keepingRank: Bool = false) throws(TorchError) -> Tensor {
        let list = axes.map(Int64.init)
        return try .make("mean") { ct_mean(handle, list, Int32(list.count), keepingRank, $0) }
    }

    /// The index of the largest element along an axis, as int64.
    public func argmax(along axis: Int) throws(TorchError) -> Tensor {
        try .make("argmax") { ct_argmax(handle, Int32(axis), $0) }
    }

    /// Whether no element is infinite or not a number.
    public func isFinite() throws(TorchError) -> Bool {
        var finite = false
        try check(ct_all_finite(handle, &finite), "isFinite")
        return finite
    }

    /// The sum of the squared elements in float64 (float32 or bfloat16 elements).
    public func sumOfSquares() throws(TorchError) -> Double {
        try Torch.sumOfSquares([self])
    }
}

/// The sum of the squared elements of all tensors in float64 (float32 or bfloat16 elements). Waits for
/// their device.
public func sumOfSquares(_ tensors: [Tensor]) throws(TorchError) -> Double {
    let handles: [OpaquePointer?] = tensors.map(\.handle)
    var total = 0.0
    let status = withExtendedLifetime(tensors) {
        ct_sum_of_squares(handles, Int32(handles.count), &total)
    }
    try check(status, "sumOfSquares")
    return total
}

// MARK: - In place

extension Tensor {
    /// Adds `scale * other` to the elements.
    public func add(_ other: Tensor, scale: Double = 1) throws(TorchError) {
        try check(ct_in_place_add(handle, other.handle, scale), "in-place add")
    }

    /// Adds the rows of `source` to those at `indices` (int64, without repetitions).
    public func addRows(_ source: Tensor, at indices: Tensor) throws(TorchError) {
        try check(
            ct_in_place_add_rows(handle, source.handle, indices.handle),
            "add rows \(source.shape) to \(shape)")
    }

    /// Overwrites the rows at `indices` (int64, without repetitions) with those of `source`.
    public func copyRows(_ source: Tensor, at indices: Tensor) throws(TorchError) {
        try check(
            ct_in_place_copy_rows(handle, source.handle, indices.handle),
            "copy rows \(source.shape) to \(shape)")
    }

    public func multiply(by factor: Double) throws(TorchError) {
        try check(ct_in_place_multiply(handle, factor), "in-place multiply")
    }

    /// Overwrites the elements with those of `source`, converting their type.
    public func copy(_ source: Tensor) throws(TorchError) {
        try check(ct_in_place_copy(handle, source.handle), "copy \(source.shape) to \(shape)")
    }

    public func fill(_ value: Double) throws(TorchError) {
        try check(ct_in_place_fill(handle, value), "fill")
    }
}
