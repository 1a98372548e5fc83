import Torch

/// IsoScore* of a cloud, and its derivative with respect to the cloud's covariance.
struct ShrunkScore {
    let cloud: CloudProducts
    let score: Double
    /// The shrunk covariance, float64 `[d, d]`.
    private let shrunk: Tensor
    private let trace: Double
    private let squaredNorm: Double
    private let weight: Double
    private let followsTrace: Bool

    /// - Parameter weight: the target's share.
    /// - Returns: `nil` where nothing varies.
    init?(
        _ cloud: CloudProducts, target: ShrinkageTarget, weight: Double
    ) throws(TorchError) {
        let size = cloud.mean.count
        let divisor = Double(cloud.count - 1)
        let mixed = try cloud.products.multiplied(by: (1 - weight) / divisor)
        let diagonal = try Tensor.of((0..<size).map { $0 * (size + 1) })
        switch target {
        case .covariance(let covariance):
            precondition(
                covariance.dimensions == size,
                "a target of \(covariance.dimensions) dimensions for states of \(size)")
            if weight != 0 { try mixed.add(covariance.tensor(), scale: weight) }
        case .identity:
            if weight != 0 { try mixed.add(ShrunkScore.identity(size), scale: weight) }
        case .scaledIdentity:
            let own = try cloud.products.reshaped(to: [-1]).gathered(diagonal).sum().scalar()
            let scale = weight * own / divisor / Double(size)
            if weight != 0 { try mixed.add(ShrunkScore.identity(size), scale: scale) }
        }
        trace = try mixed.reshaped(to: [-1]).gathered(diagonal).sum().scalar()
        squaredNorm = try mixed.multiplied(by: mixed).sum().scalar()
        // Not a number stays so: the trainer names the step at which a loss stops being finite.
        if squaredNorm == 0 { return nil }
        score = (trace * trace / squaredNorm - 1) / Double(size - 1)
        self.cloud = cloud
        self.weight = weight
        shrunk = mixed
        followsTrace = target == .scaledIdentity
    }

    /// d score / d S for the cloud's own covariance S, symmetric float64 `[d, d]`:
    /// `(1 - weight) A`, and `weight tr(A) / d I` when the target follows S, with
    /// `A = (2t/F I - 2t²/F² shrunk) / (d - 1)`.
    func derivative() throws(TorchError) -> Tensor {
        let size = Double(cloud.mean.count)
        let onIdentity = 2 * trace / squaredNorm / (size - 1)
        let onShrunk = -2 * trace * trace / squaredNorm / squaredNorm / (size - 1)
        let derivative = try shrunk.multiplied(by: onShrunk * (1 - weight))
        let traceOfA = onIdentity * size + onShrunk * trace
        let diagonal = onIdentity * (1 - weight) + (followsTrace ? weight * traceOfA / size : 0)
        try derivative.add(ShrunkScore.identity(cloud.mean.count), scale: diagonal)
        return derivative
    }

    private static func identity(_ size: Int) throws(TorchError) -> Tensor {
        let ones = [Double](repeating: 1, count: size)
        return try Covariance(variances: ones).tensor()
    }
}
