import Torch

/// IsoScore* of a cloud, and its derivative with respect to the cloud's covariance, where the points are
/// and without waiting for it.
struct ShrunkScore {
    let count: Int
    /// Float64, `[dimensions]`.
    let mean: Tensor
    /// The shrunk covariance, float64 `[d, d]`.
    private let shrunk: Tensor
    private let score: CovarianceKernels.Score

    /// Takes over the products of `cloud`: its covariance is shrunk in place.
    /// - Parameters:
    ///   - sample: the target's covariance beside the cloud, where it is one.
    ///   - weight: the target's share.
    init(
        _ cloud: CloudProducts, target: ShrinkageTarget, sample: Tensor?, weight: Double
    ) throws(TorchError) {
        let size = cloud.mean.count
        let divisor = Double(cloud.count - 1)
        var shares = CovarianceKernels.Shares(own: (1 - weight) / divisor)
        switch target {
        case .covariance(let covariance):
            precondition(
                covariance.dimensions == size,
                "a target of \(covariance.dimensions) dimensions for states of \(size)")
            shares.target = weight
        case .identity: shares.diagonal = weight
        case .scaledIdentity: shares.trace = weight / divisor / Double(size)
        }
        score = try CovarianceKernels.shrunkScore(
            cloud.products, target: weight == 0 ? nil : sample, shares: shares, weight: weight,
            followsTrace: target == .scaledIdentity)
        (count, mean, shrunk) = (cloud.count, cloud.mean, cloud.products)
    }

    /// A float64 scalar; 1 where nothing varies.
    func value() throws(TorchError) -> Tensor { try score.value() }

    /// Whether anything varies. Waits for the score. What is not a number counts: the trainer names the
    /// step at which a loss stops being finite.
    func varies() throws(TorchError) -> Bool {
        try score.numbers.slice(4..<5).scalar() != 0
    }

    /// `factor upstream` times d score / d X for the points X of each cloud: `2/(N - 1) (X - mean) D`.
    /// - Parameter upstream: a scalar.
    func gradients(
        of clouds: [Tensor], factor: Double, upstream: Tensor
    ) throws(TorchError) -> [Tensor] {
        let scale = factor * 2 / Double(count - 1)
        return try CloudKernels.centredProducts(
            clouds, mean: mean, matrix: shrunk,
            factor: CloudKernels.Factor(
                scale: scale, diagonal: scale, factors: score.derivative(), upstream: upstream))
    }
}
