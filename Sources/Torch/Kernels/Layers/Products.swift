import CTorch

/// A matrix as one side of a product: itself or its transpose, which is not copied.
public struct Operand {
    let tensor: Tensor
    let isTransposed: Bool

    var code: ct_operand { ct_operand(tensor: tensor.handle, transposed: isTransposed) }

    /// As a tensor of its own.
    func matrix() throws(TorchError) -> Tensor { isTransposed ? try tensor.transposed() : tensor }

    var shape: [Int] { isTransposed ? tensor.shape.reversed() : tensor.shape }
}

extension Tensor {
    /// This matrix as it is, for a product.
    public var plain: Operand { Operand(tensor: self, isTransposed: false) }

    /// This matrix with rows and columns exchanged, for a product.
    public var transpose: Operand { Operand(tensor: self, isTransposed: true) }
}

/// `a b`, with `bias` (a number for each column) added to every row. No gradient is recorded.
///
/// Both have one type, float32 or bfloat16; sums are float32, rounded once.
public func product(
    _ a: Operand, _ b: Operand, bias: Tensor? = nil
) throws(TorchError) -> Tensor {
    switch KernelForm.of(a.tensor) {
    case .fused:
        return try .make("product \(a.shape) \(b.shape)") {
            ct_product(a.code, b.code, bias?.handle, $0)
        }
    case .reference:
        let result = try a.matrix().matmul(b.matrix())
        return if let bias { try result.adding(bias) } else { result }
    }
}

extension Tensor {
    /// Adds `a b` to the elements.
    public func addProduct(_ a: Operand, _ b: Operand) throws(TorchError) {
        guard case .fused = KernelForm.of(self) else { return try add(product(a, b)) }
        try check(ct_add_product(handle, a.code, b.code), "add product \(a.shape) \(b.shape)")
    }

    /// Overwrites the elements, which may be some rows of a larger tensor, with `a b`.
    public func writeProduct(_ a: Operand, _ b: Operand) throws(TorchError) {
        guard case .fused = KernelForm.of(self) else { return try copy(product(a, b)) }
        try check(ct_write_product(handle, a.code, b.code), "write product \(a.shape) \(b.shape)")
    }
}
