import Torch

/// The singular values of a matrix of float64, largest first: `min(rows, columns)` of them.
///
/// They are the upper half of the eigenvalues of `[[0, A], [Aᵀ, 0]]` (Jordan and Wielandt; Golub and Van Loan 2013,
/// section 8.6), which keeps those near 0 as exact as the largest: the eigenvalues of `AᵀA` would lose half of their
/// digits.
func singularValues(_ matrix: Tensor) throws(TorchError) -> [Double] {
    let (rows, columns) = (matrix.size(0), matrix.size(1))
    let top = try Tensor.concatenated(
        [.zeros([rows, rows], .float64, on: matrix.place), matrix], along: 1)
    let bottom = try Tensor.concatenated(
        [matrix.transposed(), .zeros([columns, columns], .float64, on: matrix.place)], along: 1)
    let ascending = try symmetricEigenvalues(Tensor.concatenated([top, bottom]))
        .elements(as: Double.self)
    return ascending.reversed().prefix(min(rows, columns)).map { max($0, 0) }
}
