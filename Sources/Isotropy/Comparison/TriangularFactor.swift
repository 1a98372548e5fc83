import Torch

/// The triangular factor of a tall matrix whose rows come in blocks, by reflections (Householder 1958; Golub and Van
/// Loan 2013, section 5.2): it has the matrix's singular values, as exact beside the largest as numbers are.
struct TriangularFactor {
    /// The columns.
    let size: Int
    /// Row-major, `[size, size]`, 0 below the diagonal.
    private(set) var elements: [Double]

    init(size: Int) {
        self.size = size
        elements = Array(repeating: 0, count: size * size)
    }

    /// - Parameter rows: row-major, `[rows, size]`.
    mutating func add(_ rows: [Double]) {
        let count = size + rows.count / size
        var matrix = elements + rows
        for column in 0..<size {
            func norm(from first: Int) -> Double {
                (first..<count).reduce(0) {
                    $0 + matrix[$1 * size + column] * matrix[$1 * size + column]
                }.squareRoot()
            }
            let length = norm(from: column)
            guard length > 0 else { continue }
            let top = matrix[column * size + column]
            // Away from the number that it replaces, so that nothing cancels.
            let diagonal = top > 0 ? -length : length
            matrix[column * size + column] = top - diagonal
            let half = length * (length + abs(top))
            for other in (column + 1)..<max(size, column + 1) {
                let along = (column..<count).reduce(0.0) {
                    $0 + matrix[$1 * size + column] * matrix[$1 * size + other]
                }
                let step = along / half
                for row in column..<count {
                    matrix[row * size + other] -= step * matrix[row * size + column]
                }
            }
            matrix[column * size + column] = diagonal
            for row in (column + 1)..<max(count, column + 1) { matrix[row * size + column] = 0 }
        }
        elements = Array(matrix[..<(size * size)])
    }

    /// Largest first.
    func singularValues() throws(TorchError) -> [Double] {
        try Isotropy.singularValues(Tensor.of(elements, shape: [size, size]))
    }
}
