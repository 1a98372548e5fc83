import Torch

/// IsoScore* of a cloud, and its derivative with respect to the cloud's covariance.
struct ShrunkScore {
    let count: Int
    /// Float64, `[1, dimensions]`.
    let mean: Tensor
    let score: Double
    /// The shrunk covariance, float64 `[d, d]`.
    private let shrunk: Tensor
    private let trace: Double
    private let squaredNorm: Double
    private let weight: Double
    private let followsTrace: Bool

    /// Takes over the products of `cloud`: its covariance is shrunk in place.
    /// - Parameter weight: the target's share.
    /// - Returns: `nil` where nothing varies.
    init?(
        _ cloud: CloudProducts, target: ShrinkageTarget, weight: Double
    ) throws(TorchError) {
        let size = cloud.mean.count
        let divisor = Double(cloud.count - 1)
        let own = (1 - weight) / divisor
        switch target {
        case .covariance(let covariance):
            precondition(
                covariance.dimensions == size,
                "a target of \(covariance.dimensions) dimensions for states of \(size)")
            (trace, squaredNorm) = try CloudKernels.shrink(
                cloud.products, own: own, target: weight == 0 ? nil : covariance.elements,
                targetShare: weight)
        case .identity:
            (trace, squaredNorm) = try CloudKernels.shrink(
                cloud.products, own: own, diagonal: weight)
        case .scaledIdentity:
            (trace, squaredNorm) = try CloudKernels.shrink(
                cloud.products, own: own, traceShare: weight / divisor / Double(size))
        }
        // Not a number stays so: the trainer names the step at which a loss stops being finite.
        if squaredNorm == 0 { return nil }
        score = (trace * trace / squaredNorm - 1) / Double(size - 1)
        (count, mean, shrunk) = (cloud.count, cloud.mean, cloud.products)
        self.weight = weight
        followsTrace = target == .scaledIdentity
    }

    /// d score / d S for the cloud's own covariance S, as multiples of the shrunk covariance and of
    /// the identity: `(1 - weight) A`, and `weight tr(A) / d I` when the target follows S, with
    /// `A = (2t/F I - 2t²/F² shrunk) / (d - 1)`.
    private var derivative: (onShrunk: Double, onIdentity: Double) {
        let size = Double(mean.count)
        let onIdentity = 2 * trace / squaredNorm / (size - 1)
        let onShrunk = -2 * trace * trace / squaredNorm / squaredNorm / (size - 1)
        let traceOfA = onIdentity * size + onShrunk * trace
        let diagonal = onIdentity * (1 - weight) + (followsTrace ? weight * traceOfA / size : 0)
        return (onShrunk * (1 - weight), diagonal)
    }

    /// `factor` times d score / d X for the points X of each cloud: `2/(N - 1) (X - mean) D`.
    func gradients(of clouds: [Tensor], factor: Double) throws(TorchError) -> [Tensor] {
        let (onShrunk, onIdentity) = derivative
        let scale = factor * 2 / Double(count - 1)
        let areNarrow = !clouds.contains { $0.dtype == .float64 }
        if areNarrow && CloudKernels.areAvailable {
            return try CloudKernels.centredProducts(
                clouds, mean: mean, matrix: shrunk, scale: onShrunk * scale,
                diagonal: onIdentity * scale)
        }
        let matrix = try shrunk.multiplied(by: onShrunk * scale)
        let ones = Covariance(variances: Array(repeating: onIdentity * scale, count: mean.count))
        try matrix.add(ones.tensor())
        return try clouds.map { cloud throws(TorchError) in
            try gradient(of: cloud, matrix: matrix)
        }
    }

    /// `(X - mean) matrix` in the states' type.
    private func gradient(of cloud: Tensor, matrix: Tensor) throws(TorchError) -> Tensor {
        let type = cloud.dtype ?? .float32
        if type == .bfloat16 || type == .float16 {
            let centred = try cloud.subtracting(mean.converted(to: .float32)).converted(to: type)
            return try centred.matmul(matrix.converted(to: type))
        }
        // The matrix is symmetric, so x matrix - mean matrix is one linear layer.
        let bias = try mean.matmul(matrix).reshaped(to: [-1]).multiplied(by: -1)
        return try linear(
            cloud, weight: matrix.converted(to: type), bias: bias.converted(to: type))
    }
}
