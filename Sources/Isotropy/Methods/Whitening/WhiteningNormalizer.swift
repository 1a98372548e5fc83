import Foundation
import Layers
import Torch

/// Whitening: `S^(-1/2) (h - mu)` (Eq. 1 of Zhou et al. 2021), by the symmetric root, so that features turn as
/// little as they can.
///
/// A batch of sentences has fewer points than dimensions, so its own covariance has no inverse: here mean and
/// covariance are moving statistics, the covariance of each batch about its own mean, divided by
/// `1 - (1 - momentum)^steps` when they are read. As with IsoBN they come from the detached features, and the map is
/// a constant of the backward pass. They still have no more directions than points so far: shrinkage toward the
/// scaled identity, or epsilon, keeps the rest finite.
/// A training batch of one sentence has no variance: it updates nothing. Before the first update the features pass
/// unchanged.
public final class WhiteningNormalizer: Normalizer {
    public let size: Int
    public let options: WhiteningOptions
    public private(set) var steps = 0
    /// Float64, not yet divided by the share of the steps.
    private var mean: Tensor
    private var covariance: Tensor
    /// Of the moving statistics that IsoBN keeps; whitening does not read it.
    private var deviation: Tensor
    private var map: AffineMap?

    /// - Parameter device: where the features will be.
    public init(
        size: Int, options: WhiteningOptions = WhiteningOptions(), on device: Device = .cpu
    ) throws(TorchError) {
        precondition(size > 0, "whitening of \(size) dimensions")
        self.size = size
        self.options = options
        mean = try Tensor.zeros([size], .float64, on: device)
        covariance = try Tensor.zeros([size, size], .float64, on: device)
        deviation = try Tensor.zeros([size], .float64, on: device)
    }

    public func callAsFunction(
        _ features: Tensor, _ pass: ForwardPass
    ) throws(TorchError) -> Tensor {
        precondition(features.size(-1) == size, "\(features.shape) for \(size) dimensions")
        if pass.isTraining && features.size(0) > 1 { try update(features) }
        guard let map = try evaluationMap() else { return features }
        return try map(features)
    }

    private func update(_ features: Tensor) throws(TorchError) {
        let isFinite = try CovarianceKernels.moveStatistics(
            covariance: covariance, deviation: deviation, toward: features,
            weight: options.momentum)
        guard try isFinite.scalar() != 0 else {
            throw TorchError(
                .notFinite, operation: "whitening", message: "the sentence features are not finite")
        }
        let batch = try features.detached().converted(to: .float64).mean(along: 0)
        mean = try mean.multiplied(by: 1 - options.momentum)
            .adding(batch.multiplied(by: options.momentum))
        steps += 1
        map = nil
    }

    public func evaluationMap() throws(TorchError) -> AffineMap? {
        guard steps > 0 else { return nil }
        if let map { return map }
        let computed = try whiteningMap()
        map = computed
        return computed
    }

    /// - Throws: where a variance is not positive, with the rank that the covariance has.
    private func whiteningMap() throws(TorchError) -> AffineMap {
        let share = 1 - pow(1 - options.momentum, Double(steps))
        let raw = try covariance.moved(to: .cpu).multiplied(by: 1 / share)
        let (values, vectors) = try symmetricEigensystem(raw)
        let own: [Double] = try values.elements()
        let scaled = own.reduce(0, +) / Double(size)
        let variances = own.map {
            (1 - options.shrinkage) * $0 + options.shrinkage * scaled + options.epsilon
        }
        // Eigenvalues that rounding alone keeps from 0 have no root to divide by.
        let floor = (own.last ?? 0) * Double(size) * .ulpOfOne
        guard variances.allSatisfy({ $0 > floor }) else {
            throw TorchError(
                .notFinite, operation: "whitening",
                message:
                    "the covariance of \(steps) batches has rank \(own.count { $0 > floor }) of "
                    + "\(size), so it has no inverse; shrinkage or epsilon gives it one")
        }
        let inverse = variances.map { 1 / $0.squareRoot() }
        let matrix = try vectors.multiplied(by: Tensor.of(inverse, shape: [1, size]))
            .matmul(vectors.transposed())
        let center = try mean.moved(to: .cpu).multiplied(by: 1 / share).reshaped(to: [size, 1])
        let shift = try matrix.matmul(center).reshaped(to: [size]).multiplied(by: -1)
        return AffineMap(
            .full(try matrix.converted(to: .float32)), shift: try shift.converted(to: .float32))
    }

    public func state() throws(TorchError) -> [(name: String, tensor: Tensor)] {
        [
            ("mean", try mean.cloned()), ("covariance", try covariance.cloned()),
            ("steps", try Tensor.of([steps])),
        ]
    }

    public func restore(_ state: [String: Tensor]) throws(TorchError) {
        let reader = StateReader(state: state, owner: "whitening")
        let means = try reader.values("mean", shape: [size])
        let products = try reader.values("covariance", shape: [size, size])
        let count = try reader.count("steps")
        let device = covariance.place
        let newCovariance = try Tensor.of(products, shape: [size, size], on: device)
        let newMean = try Tensor.of(means, on: device)
        (mean, covariance, steps, map) = (newMean, newCovariance, count, nil)
    }
}
