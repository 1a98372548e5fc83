import CTorch

/// The fused operations on point clouds and their covariances that the measures and methods use.
package enum CloudKernels {
    /// Whether `pooledMoments` and `centredProducts` run on this processor: they need AVX-512.
    package static var areAvailable: Bool { ct_has_moment_kernels() }

    /// The mean `[dimensions]` and the products of the centred points `[dimensions, dimensions]` of
    /// all clouds together, float64.
    ///
    /// A dimension that does not vary has products of exactly 0; otherwise relative errors are near
    /// 1e-6, also where the mean is far from 0.
    /// - Parameter clouds: `[points, dimensions]` each, none empty; float32, bfloat16 or float16.
    package static func pooledMoments(
        _ clouds: [Tensor]
    ) throws(TorchError) -> (mean: Tensor, products: Tensor) {
        let handles: [OpaquePointer?] = clouds.map(\.handle)
        var products: OpaquePointer?
        let mean = try Tensor.make("moments of \(clouds.count) clouds") { out in
            ct_pooled_moments(handles, Int32(handles.count), out, &products)
        }
        guard let products else {
            throw TorchError(.other, operation: "moments", message: "gave no products")
        }
        return (mean, Tensor(owning: products))
    }

    /// `(cloud - mean) (scale matrix + diagonal I)` for each cloud, in the cloud's type.
    /// - Parameters:
    ///   - mean: float64, `[dimensions]`.
    ///   - matrix: float64, `[dimensions, dimensions]`, symmetric. Scaled, it is rounded to the
    ///     cloud's type; nothing else is rounded before the result.
    package static func centredProducts(
        _ clouds: [Tensor], mean: Tensor, matrix: Tensor, scale: Double, diagonal: Double
    ) throws(TorchError) -> [Tensor] {
        let handles: [OpaquePointer?] = clouds.map(\.handle)
        var results = [OpaquePointer?](repeating: nil, count: clouds.count)
        let status = ct_centred_products(
            handles, Int32(handles.count), mean.handle, matrix.handle, scale, diagonal, &results)
        try check(status, "centred products of \(clouds.count) clouds")
        return results.compactMap { $0.map(Tensor.init(owning:)) }
    }

    /// Replaces a square float64 matrix by
    /// `own matrix + targetShare target + (diagonal + traceShare tr matrix) I`.
    /// - Parameter target: as many numbers, row-major.
    /// - Returns: the trace and the sum of the squared elements of the result.
    package static func shrink(
        _ matrix: Tensor, own: Double, target: [Double]? = nil, targetShare: Double = 0,
        diagonal: Double = 0, traceShare: Double = 0
    ) throws(TorchError) -> (trace: Double, squaredNorm: Double) {
        precondition(
            target.map { $0.count == matrix.count } ?? true,
            "\(target?.count ?? 0) numbers for a matrix of shape \(matrix.shape)")
        let shares = ct_shrinkage(
            own: own, target: targetShare, diagonal: diagonal, trace: traceShare)
        var (trace, squaredNorm) = (0.0, 0.0)
        let status =
            target?.withUnsafeBufferPointer {
                ct_shrink(matrix.handle, $0.baseAddress, shares, &trace, &squaredNorm)
            } ?? ct_shrink(matrix.handle, nil, shares, &trace, &squaredNorm)
        try check(status, "shrinkage of \(matrix)")
        return (trace, squaredNorm)
    }

    /// Moves a covariance and deviations, both float64, by `weight` toward the biased ones of the
    /// rows of `features`, computed in float64.
    /// - Returns: false where the features are not finite; then nothing is changed.
    package static func moveStatistics(
        covariance: Tensor, deviation: Tensor, toward features: Tensor, weight: Double
    ) throws(TorchError) -> Bool {
        var finite = false
        let status = ct_move_statistics(
            covariance.handle, deviation.handle, features.handle, weight, &finite)
        try check(status, "moving statistics of \(features)")
        return finite
    }

    /// The row sums of the squares of `inverse_i covariance_ij inverse_j factor`, each cut to ±1
    /// before it is squared when `clamped`.
    package static func squaredCorrelations(
        _ covariance: Tensor, inverse: [Double], factor: Double, clamped: Bool
    ) throws(TorchError) -> [Double] {
        precondition(
            covariance.count == inverse.count * inverse.count,
            "\(inverse.count) deviations for a covariance of shape \(covariance.shape)")
        var sums = [Double](repeating: 0, count: inverse.count)
        let status = ct_squared_correlations(
            covariance.handle, inverse, factor, clamped, &sums)
        try check(status, "squared correlations of \(covariance)")
        return sums
    }
}
