import Torch

/// Rows that are added to a cloud, with what belongs to them.
struct CloudRows {
    /// `[rows, dimensions]`, as they came.
    let points: Tensor
    /// The same over `factor`, a power of two.
    let scaled: Tensor
    let factor: Double
    /// The class of each row, from 0; `nil` where nobody asked.
    let labels: [Int]?
    /// As many rows of a second cloud; `nil` where there is none.
    let second: Tensor?

    var count: Int { points.size(0) }

    func slice(_ rows: Range<Int>) throws(TorchError) -> CloudRows {
        guard rows != 0..<count else { return self }
        return CloudRows(
            points: try points.slice(rows), scaled: try scaled.slice(rows), factor: factor,
            labels: labels.map { Array($0[rows]) },
            second: try second.map { tensor throws(TorchError) in try tensor.slice(rows) })
    }
}
