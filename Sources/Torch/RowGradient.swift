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

    /// The sum of both gradients; where a row is in both, `self` is the first summand.
    public func merging(_ other: RowGradient) throws(TorchError) -> RowGradient {
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
