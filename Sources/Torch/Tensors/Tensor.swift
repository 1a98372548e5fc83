import CTorch

/// An array of numbers with a shape, held by libtorch.
///
/// A tensor is a reference: two names may share its elements, and methods whose name is a command
/// (`add`, `copy`, `fill`) change them for both. It belongs to one thread at a time.
public final class Tensor {
    let handle: OpaquePointer

    /// Takes over a handle that the seam produced.
    init(owning handle: OpaquePointer) {
        self.handle = handle
    }

    deinit {
        ct_tensor_release(handle)
    }

    /// Runs a producing call of the seam and owns what it gives.
    static func make(
        _ operation: @autoclosure () -> String,
        _ call: (UnsafeMutablePointer<OpaquePointer?>) -> ct_status
    ) throws(TorchError) -> Tensor {
        var result: OpaquePointer?
        try check(call(&result), operation())
        guard let result else {
            throw TorchError(.other, operation: operation(), message: "gave no tensor")
        }
        return Tensor(owning: result)
    }

    /// Runs a call of the seam that produces several tensors.
    static func makeSeveral(
        _ count: Int, _ operation: @autoclosure () -> String,
        _ call: (UnsafeMutablePointer<OpaquePointer?>) -> ct_status
    ) throws(TorchError) -> [Tensor] {
        var handles = [OpaquePointer?](repeating: nil, count: count)
        let status = handles.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.map(call) ?? CT_OTHER_ERROR
        }
        try check(status, operation())
        let tensors = handles.compactMap { $0.map(Tensor.init(owning:)) }
        guard tensors.count == count else {
            throw TorchError(.other, operation: operation(), message: "gave too few tensors")
        }
        return tensors
    }

    /// The length of each axis.
    public var shape: [Int] {
        (0..<ct_tensor_rank(handle)).map { Int(ct_tensor_size(handle, $0)) }
    }

    public var rank: Int { Int(ct_tensor_rank(handle)) }

    /// The number of elements.
    public var count: Int { Int(ct_tensor_element_count(handle)) }

    /// The type of the elements; `nil` only for one that this package never makes.
    public var dtype: DType? { DType(code: ct_tensor_dtype(handle)) }

    /// The length of one axis; a negative axis counts from the last.
    public func size(_ axis: Int) -> Int {
        Int(ct_tensor_size(handle, Int32(axis < 0 ? rank + axis : axis)))
    }

    /// Where the elements are; `nil` only for a device that this package never uses.
    public var device: Device? { Device(code: ct_tensor_device(handle)) }

    /// The device for what belongs beside this tensor.
    package var place: Device { device ?? .cpu }

    /// Whether gradients flow back to this tensor.
    public var requiresGradient: Bool { ct_requires_gradient(handle) }
}

extension Tensor: CustomStringConvertible {
    public var description: String {
        "Tensor(\(shape), \(dtype?.rawValue ?? "unknown type")\(device == .cpu ? "" : ", \(device?.description ?? "unknown device")"))"
    }
}
