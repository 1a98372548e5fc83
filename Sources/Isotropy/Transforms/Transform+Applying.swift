import Options
import Torch

extension Transform {
    /// What becomes of points.
    /// - Parameter points: `[points, dimensions]`, of any floating-point type.
    /// - Returns: float64, `[points, outputDimensions]`.
    public func callAsFunction(_ points: Tensor) throws(TorchError) -> Tensor {
        let points = try wide(points, size: dimensions)
        switch map {
        case .scaling(let mean, let scale):
            let centred = if let mean { try points.subtracting(mean) } else { points }
            return if let scale { try centred.multiplied(by: scale) } else { centred }
        case .projection(let projection):
            return try points.subtracting(projection.mean)
                .matmul(projection.matrix.transposed())
        case .removal(let mean, let directions):
            return try points.subtracting(mean).removing(directions)
        case .clusters(let clusters): return try clusters(points)
        }
    }

    /// The transform as one affine map, float64: what it can be folded into a layer by.
    /// - Returns: `nil` for clusters, where the map is another in each.
    public func affineMap() throws(TorchError) -> AffineMap? {
        switch map {
        case .scaling(let mean, let scale):
            let ones = try Tensor.full([dimensions], 1, .float64)
            let zeros = try Tensor.zeros([dimensions], .float64)
            let factor = scale ?? ones
            let shift = try (mean ?? zeros).multiplied(by: factor).multiplied(by: -1)
            return AffineMap(.diagonal(factor), shift: shift)
        case .projection(let projection):
            return try affine(projection.matrix, projection.mean)
        case .removal(let mean, let directions):
            let identity = try Tensor.of(
                Covariance(variances: Array(repeating: 1, count: dimensions)).elements,
                shape: [dimensions, dimensions])
            return try affine(identity.removing(directions), mean)
        case .clusters: return nil
        }
    }

    private func affine(_ matrix: Tensor, _ mean: Tensor) throws(TorchError) -> AffineMap {
        let shift = try matrix.matmul(mean.reshaped(to: -1, 1)).reshaped(to: -1)
        return AffineMap(.full(matrix), shift: try shift.multiplied(by: -1))
    }

    func wide(_ points: Tensor, size: Int) throws(TorchError) -> Tensor {
        guard points.rank == 2, points.size(1) == size, points.dtype?.isFloatingPoint == true else {
            throw TorchError(
                .invalidOperation, operation: kind.rawValue,
                message: "points must be numbers [points, \(size)], not \(points)")
        }
        return try points.detached().moved(to: .cpu).converted(to: .float64)
    }
}
