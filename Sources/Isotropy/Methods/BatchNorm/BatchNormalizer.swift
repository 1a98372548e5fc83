import Foundation
import Layers
import Torch

/// Batch normalization without a learned affine map (Eq. 2 of Zhou et al. 2021).
///
/// Training centres and scales by the batch's own mean and biased variance, through which gradients
/// flow; evaluation by their moving averages, which start at the first batch (both averages are
/// divided by `1 - (1 - momentum)^steps`). A training batch of one sentence has no variance: it is
/// treated as in evaluation and updates nothing.
public final class BatchNormalizer: Normalizer {
    public let size: Int
    public let epsilon: Double
    public let momentum: Double
    public private(set) var steps = 0
    private var mean: [Double]
    private var variance: [Double]

    /// - Parameters:
    ///   - size: the number of hidden dimensions.
    ///   - epsilon: added to the variance. Eq. 2 has none (0); a dimension without variance is then
    ///     centred and keeps scale 1.
    ///   - momentum: the weight of a new batch in the moving averages.
    public init(size: Int, epsilon: Double = 1e-5, momentum: Double = 0.1) {
        precondition(size > 0 && epsilon >= 0 && momentum > 0 && momentum <= 1)
        self.size = size
        self.epsilon = epsilon
        self.momentum = momentum
        mean = Array(repeating: 0, count: size)
        variance = Array(repeating: 0, count: size)
    }

    public func callAsFunction(
        _ features: Tensor, _ pass: ForwardPass
    ) throws(TorchError) -> Tensor {
        precondition(features.size(-1) == size, "\(features.shape) for \(size) dimensions")
        guard pass.isTraining, features.size(0) > 1 else {
            guard let map = try evaluationMap() else { return features }
            return try map(features)
        }
        // Shifting by a point changes nothing but rounding: what does not vary becomes exactly 0.
        let first = try features.slice(0..<1).detached()
        let shifted = try features.subtracting(first)
        let offset = try shifted.mean(along: 0, keepingRank: true)
        let centred = try shifted.subtracting(offset)
        let batchVariance = try centred.multiplied(by: centred).mean(along: 0, keepingRank: true)
        let variances = try batchVariance.elements(as: Double.self)
        guard variances.allSatisfy(\.isFinite) else {
            throw TorchError(
                .notFinite, operation: "batch normalization",
                message: "the sentence features are not finite")
        }
        try update(first.adding(offset).elements(), variances)
        let epsilons = variances.map { Float($0 + epsilon > 0 ? epsilon : 1) }
        let added = try batchVariance.adding(
            Tensor.of(epsilons, shape: [1, size], on: features.place))
        return try centred.multiplied(by: added.raised(to: -0.5))
    }

    private func update(_ batchMean: [Double], _ batchVariance: [Double]) {
        for index in 0..<size {
            mean[index] += momentum * (batchMean[index] - mean[index])
            variance[index] += momentum * (batchVariance[index] - variance[index])
        }
        steps += 1
    }

    public func state() throws(TorchError) -> [(name: String, tensor: Tensor)] {
        [
            ("mean", try Tensor.of(mean)), ("variance", try Tensor.of(variance)),
            ("steps", try Tensor.of([steps])),
        ]
    }

    public func restore(_ state: [String: Tensor]) throws(TorchError) {
        let reader = StateReader(state: state, owner: "batch normalization")
        let newMean = try reader.values("mean", shape: [size])
        let newVariance = try reader.values("variance", shape: [size])
        steps = try reader.count("steps")
        (mean, variance) = (newMean, newVariance)
    }

    public func evaluationMap() throws(TorchError) -> AffineMap? {
        guard steps > 0 else { return nil }
        let share = 1 - pow(1 - momentum, Double(steps))
        let scale = variance.map { value in
            let sum = value / share + epsilon
            return sum > 0 ? 1 / sum.squareRoot() : 1
        }
        let shift = zip(mean, scale).map { Float(-$0 / share * $1) }
        return AffineMap(
            .diagonal(try Tensor.of(scale.map(Float.init))), shift: try Tensor.of(shift))
    }
}
