import CTorch

/// The fused operations on point clouds and their covariances that the measures and methods use.
package enum CloudKernels {
    /// Whether `pooledMoments` and `centredProducts` have a form of their own for `cloud`: on the
    /// processor they need AVX-512 and numbers of at most 32 bits.
    package static func areAvailable(for cloud: Tensor) -> Bool {
        KernelForm.of(cloud) == .fused && cloud.dtype != .float64
            && ct_has_moment_kernels_for(cloud.handle)
    }

    /// The mean `[dimensions]` and the products of the centred points `[dimensions, dimensions]` of
    /// all clouds together, float64.
    ///
    /// A dimension that does not vary has products of exactly 0; otherwise relative errors are near
    /// 1e-6, also where the mean is far from 0.
    /// - Parameter clouds: `[points, dimensions]` each, none empty; float32, bfloat16 or float16.
    package static func pooledMoments(
        _ clouds: [Tensor]
    ) throws(TorchError) -> (mean: Tensor, products: Tensor) {
        if let first = clouds.first, !areAvailable(for: first) {
            return try referencePooledMoments(clouds, precision: .float32)
        }
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

    /// What points are multiplied by: `scale matrix + diagonal I`.
    package struct Factor {
        package var scale: Double
        package var diagonal: Double
        /// Float64 `[2]` beside the matrix: multiplies `scale` and `diagonal`.
        package var factors: Tensor?
        /// A scalar beside the matrix: multiplies both.
        package var upstream: Tensor?

        package init(
            scale: Double, diagonal: Double, factors: Tensor? = nil, upstream: Tensor? = nil
        ) {
            (self.scale, self.diagonal) = (scale, diagonal)
            (self.factors, self.upstream) = (factors, upstream)
        }
    }

    /// `(cloud - mean) (scale matrix + diagonal I)` for each cloud, in the cloud's type.
    /// - Parameters:
    ///   - mean: float64, `[dimensions]`.
    ///   - matrix: float64, `[dimensions, dimensions]`, symmetric. Scaled, it is rounded to the
    ///     cloud's type; nothing else is rounded before the result, but for the centred points on GPUs.
    package static func centredProducts(
        _ clouds: [Tensor], mean: Tensor, matrix: Tensor, factor: Factor
    ) throws(TorchError) -> [Tensor] {
        if let first = clouds.first, !areAvailable(for: first) {
            return try referenceCentredProducts(
                clouds, mean: mean, matrix: matrix, factor: factor)
        }
        let handles: [OpaquePointer?] = clouds.map(\.handle)
        var results = [OpaquePointer?](repeating: nil, count: clouds.count)
        let code = ct_factor(
            scale: factor.scale, diagonal: factor.diagonal, factors: factor.factors?.handle,
            upstream: factor.upstream?.handle)
        let status = withExtendedLifetime((clouds, factor)) {
            ct_centred_products(
                handles, Int32(handles.count), mean.handle, matrix.handle, code, &results)
        }
        try check(status, "centred products of \(clouds.count) clouds")
        return results.compactMap { $0.map(Tensor.init(owning:)) }
    }
}
