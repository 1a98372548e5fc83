import CTorch

/// The fused operations on covariances, `[dimensions, dimensions]` in float64. None waits for a GPU.
package enum CovarianceKernels {
    /// What a matrix becomes: `own matrix + target T + (diagonal + trace tr matrix) I`.
    package struct Shares {
        package var own, target, diagonal, trace: Double

        package init(own: Double, target: Double = 0, diagonal: Double = 0, trace: Double = 0) {
            (self.own, self.target, self.diagonal, self.trace) = (own, target, diagonal, trace)
        }
    }

    /// IsoScore* of a shrunk matrix with trace t and squared norm F, and its derivative: float64
    /// `[5]` beside the matrix.
    package struct Score {
        /// The score `(t²/F - 1) / (d - 1)`; the derivative with respect to the matrix before it
        /// shrank, as multiples of the shrunk one and of the identity; t; F.
        package let numbers: Tensor

        /// A scalar.
        package func value() throws(TorchError) -> Tensor {
            try numbers.slice(0..<1).reshaped(to: [])
        }

        /// The derivative's two multiples, `[2]`.
        package func derivative() throws(TorchError) -> Tensor { try numbers.slice(1..<3) }
    }

    /// Shrinks `matrix` in place and scores the result.
    ///
    /// Where nothing varies (F = 0) the score is 1 and its derivative 0.
    /// - Parameters:
    ///   - target: `[dimensions, dimensions]`, beside the matrix.
    ///   - weight: the target's share as Algorithm 1 of Rudman and Eickhoff 2024 counts it.
    ///   - followsTrace: whether the target is the scaled identity of the matrix itself.
    package static func shrunkScore(
        _ matrix: Tensor, target: Tensor? = nil, shares: Shares, weight: Double,
        followsTrace: Bool = false
    ) throws(TorchError) -> Score {
        guard case .fused = KernelForm.of(matrix) else {
            return try referenceShrunkScore(
                matrix, target: target, shares: shares, weight: weight, followsTrace: followsTrace)
        }
        let code = ct_shrinkage(
            own: shares.own, target: shares.target, diagonal: shares.diagonal, trace: shares.trace)
        let numbers = try Tensor.make("shrinkage of \(matrix)") {
            ct_shrunk_score(matrix.handle, target?.handle, code, weight, followsTrace, $0)
        }
        return Score(numbers: numbers)
    }

    /// Moves a covariance and deviations, both float64, by `weight` toward the biased ones of the
    /// rows of `features`, computed in float64.
    /// - Returns: uint8 `[1]` beside them, 0 where the features are not finite; then nothing is
    ///   changed.
    package static func moveStatistics(
        covariance: Tensor, deviation: Tensor, toward features: Tensor, weight: Double
    ) throws(TorchError) -> Tensor {
        guard case .fused = KernelForm.of(features) else {
            return try referenceMoveStatistics(
                covariance: covariance, deviation: deviation, toward: features, weight: weight)
        }
        return try .make("moving statistics of \(features)") {
            ct_move_statistics(covariance.handle, deviation.handle, features.handle, weight, $0)
        }
    }

    /// The row sums of the squares of `inverse_i covariance_ij inverse_j factor`, each cut to ±1
    /// before it is squared when `clamped`. Of a matrix in main memory.
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

    /// The choices of isotropic batch normalization (Zhou et al. 2021).
    package struct Scaling {
        /// What the statistics are divided by when they are read.
        package var share: Double
        package var epsilon: Double
        /// The exponent of Eq. 6.
        package var beta: Double
        /// Whether Eq. 4 averages squared correlations; else it adds them.
        package var averages: Bool
        /// Whether a correlation is cut to ±1 before it is squared.
        package var clamps: Bool
        /// Whether the variances of Eq. 7 are the covariance's diagonal; else squared deviations.
        package var fromCovariance: Bool
        /// Whether Eq. 7 takes the root.
        package var takesRoot: Bool
        package var epsilonInDenominator: Bool

        package init(
            share: Double, epsilon: Double, beta: Double, averages: Bool, clamps: Bool,
            fromCovariance: Bool, takesRoot: Bool, epsilonInDenominator: Bool
        ) {
            (self.share, self.epsilon, self.beta) = (share, epsilon, beta)
            (self.averages, self.clamps, self.fromCovariance) = (averages, clamps, fromCovariance)
            (self.takesRoot, self.epsilonInDenominator) = (takesRoot, epsilonInDenominator)
        }
    }

    /// The number that multiplies each dimension (Eq. 4, 6 and 7), float32 `[dimensions]`, beside the
    /// statistics, where `scalesWithoutWaiting` says so. A dimension that does not vary keeps 1.
    package static func isotropicScale(
        covariance: Tensor, deviation: Tensor, _ scaling: Scaling
    ) throws(TorchError) -> Tensor {
        let code = ct_isobn(
            share: scaling.share, epsilon: scaling.epsilon, beta: scaling.beta,
            averages: scaling.averages, clamps: scaling.clamps,
            from_covariance: scaling.fromCovariance, takes_root: scaling.takesRoot,
            epsilon_in_denominator: scaling.epsilonInDenominator)
        return try .make("isotropic scale of \(covariance)") {
            ct_isobn_scale(covariance.handle, deviation.handle, code, $0)
        }
    }

    /// Whether `isotropicScale` has a form for where `tensor` is: on GPUs.
    package static func scalesWithoutWaiting(beside tensor: Tensor) -> Bool {
        KernelForm.of(tensor) == .fused && ct_takes_cuda_kernels(tensor.handle)
    }
}
