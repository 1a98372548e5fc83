import CTorch

/// The gradient of a table of which few rows were read: those rows alone, all others being zero.
public struct RowGradient {
    /// The rows' numbers, int64 `[count]`, ascending without repeats.
    public let rows: Tensor
    /// Their gradients, float32 `[count, width]`.
    public let values: Tensor

    public init(rows: Tensor, values: Tensor) {
        self.rows = rows
        self.values = values
    }

    /// The sums of the rows of `gradient` (float32 `[tokens, hidden]`) that have the same id, added in
    /// the order of the tokens.
    /// - Parameter ids: int64 `[tokens]`, in main memory wherever the gradient is.
    public static func summing(
        _ gradient: Tensor, by ids: Tensor
    ) throws(TorchError) -> RowGradient {
        guard case .fused = KernelForm.of(gradient) else {
            return try referenceSum(gradient, by: ids)
        }
        let results = try Tensor.makeSeveral(2, "row sums \(gradient.shape)") {
            ct_row_sums(ids.handle, gradient.handle, $0)
        }
        return RowGradient(rows: results[0], values: results[1])
    }

    /// The whole table's gradient, `[count, hidden]`, with its zeros.
    public func dense(count: Int) throws(TorchError) -> Tensor {
        guard case .fused = KernelForm.of(values) else { return try referenceDense(count: count) }
        return try .make("dense rows \(values.shape)") {
            ct_dense_rows(rows.handle, values.handle, Int64(count), $0)
        }
    }

    /// The sum of both gradients; where a row is in both, `self` is the first summand.
    public func merging(_ other: RowGradient) throws(TorchError) -> RowGradient {
        guard case .fused = KernelForm.of(values) else { return try referenceMerge(other) }
        var sums: OpaquePointer?
        let merged = try Tensor.make("merge rows \(values.shape) \(other.values.shape)") { out in
            ct_merge_rows(
                rows.handle, values.handle, other.rows.handle, other.values.handle, out, &sums)
        }
        guard let sums else {
            throw TorchError(.other, operation: "merge rows", message: "gave no values")
        }
        return RowGradient(rows: merged, values: Tensor(owning: sums))
    }
}
