import Options
import Torch

/// The eigenvectors of a covariance and the variances along them, largest first.
package struct PrincipalDirections {
    /// `[dimensions, dimensions]`, float64: a direction a row, orthonormal, its largest coordinate positive.
    package let directions: Tensor
    /// None negative; 0 beyond `rank`.
    package let variances: [Double]
    /// How many directions vary by more than rounding, as ``Spectrum`` has it.
    let rank: Int

    /// - Parameter moments: of two points at least.
    package init(_ moments: Moments) throws(TorchError) {
        guard let covariance = moments.covariance() else {
            throw TorchError(
                .invalidOperation, operation: "directions", message: "of \(moments.count) points")
        }
        let size = covariance.dimensions
        let (values, vectors) = try symmetricEigensystem(covariance.tensor())
        let ascending: [Double] = try values.elements()
        let floor = (ascending.last ?? 0) * Double(size) * .ulpOfOne
        let bound = min(moments.count - 1, size)
        variances = ascending.reversed().enumerated().map {
            $0 < bound && $1 > floor ? $1 : 0
        }
        rank = variances.count { $0 > 0 }
        let columns: [Double] = try vectors.elements()
        var rows: [Double] = []
        rows.reserveCapacity(size * size)
        for column in (0..<size).reversed() {
            let direction = (0..<size).map { columns[$0 * size + column] }
            let largest = direction.max { $0.magnitude < $1.magnitude } ?? 0
            rows += largest < 0 ? direction.map { -$0 } : direction
        }
        directions = try Tensor.of(rows, shape: [size, size])
    }

    /// The first of them.
    func first(_ count: Int) throws(TorchError) -> Tensor {
        try directions.slice(0..<count).cloned()
    }
}
