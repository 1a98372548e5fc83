import Foundation
import Layers
import Torch

/// Isotropic batch normalization (Algorithm 1 of Zhou et al. 2021): each dimension is scaled by a
/// number that is smaller the larger its deviation and its group of correlated dimensions are.
///
/// The forms that the paper leaves behind (Eq. 3 and 5, ``IsoBNOptions/Form``) also remove the mean, of which a moving one
/// is kept like the other statistics, whereas the equations have the batch's own. They wait for a GPU at each step.
///
/// The statistics come from the detached features and the scale is a constant of the backward pass,
/// as in the published code. A training batch of one sentence has no variance: it updates nothing.
/// Before the first update the features pass unchanged.
public final class IsoBatchNormalizer: Normalizer {
    public let size: Int
    public let options: IsoBNOptions
    public private(set) var steps = 0
    /// The moving covariance, `[size, size]`, and deviations, `[size]`, in float64.
    private var covariance: Tensor
    private var deviation: Tensor
    /// Float64, not yet divided by the share of the steps; `nil` in the final form, which keeps the mean.
    private var mean: Tensor?
    /// What the features are multiplied with, for the statistics as they are, and what is added.
    private var scale: Tensor?
    private var shift: Tensor?

    /// - Parameter device: where the features will be.
    public init(
        size: Int, options: IsoBNOptions = .corrected, on device: Device = .cpu
    ) throws(TorchError) {
        precondition(size > 0, "IsoBN of \(size) dimensions")
        precondition(
            options.momentum > 0 && options.momentum <= 1, "IsoBN momentum \(options.momentum)")
        self.size = size
        self.options = options
        covariance = try Tensor.zeros([size, size], .float64, on: device)
        deviation = try Tensor.zeros([size], .float64, on: device)
        mean = options.form == .final ? nil : try Tensor.zeros([size], .float64, on: device)
    }

    public func callAsFunction(
        _ features: Tensor, _ pass: ForwardPass
    ) throws(TorchError) -> Tensor {
        precondition(features.size(-1) == size, "\(features.shape) for \(size) dimensions")
        if pass.isTraining && features.size(0) > 1 { try update(features) }
        guard let scale = try currentScale() else { return features }
        let scaled = try features.multiplied(by: scale)
        guard let shift else { return scaled }
        return try scaled.adding(shift)
    }

    /// Moves the statistics toward those of a batch, with biased variances.
    private func update(_ features: Tensor) throws(TorchError) {
        let isFirst = steps == 0 && options.start == .firstBatch
        let isFinite = try CovarianceKernels.moveStatistics(
            covariance: covariance, deviation: deviation, toward: features,
            weight: isFirst ? 1 : options.momentum)
        // A GPU is not waited for: there the loss says so, and the statistics are as they were.
        if features.device == .cpu || mean != nil, try isFinite.scalar() == 0 {
            throw TorchError(
                .notFinite, operation: "IsoBN", message: "the sentence features are not finite")
        }
        if let old = mean {
            let weight = isFirst ? 1 : options.momentum
            let batch = try features.detached().converted(to: .float64).mean(along: 0)
            mean = try old.multiplied(by: 1 - weight).adding(batch.multiplied(by: weight))
        }
        steps += 1
        scale = nil
    }

    private func currentScale() throws(TorchError) -> Tensor? {
        guard steps > 0 else { return nil }
        if let scale { return scale }
        let refuses = options.zeroVariance == .refuses
        let computed =
            !refuses && mean == nil && CovarianceKernels.scalesWithoutWaiting(beside: covariance)
            ? try CovarianceKernels.isotropicScale(
                covariance: covariance, deviation: deviation, scaling)
            : try Tensor.of(scales().map(Float.init), on: deviation.place)
        if let mean {
            let center = try mean.multiplied(by: -1 / share).converted(to: .float32)
            shift = try center.multiplied(by: computed)
        }
        scale = computed
        return computed
    }

    /// Eq. 4, 6 and 7, or the divisor of Eq. 3 or 5: the number that each dimension is multiplied with.
    /// - Throws: where a dimension does not vary and the options refuse that.
    public func scales() throws(TorchError) -> [Double] {
        guard steps > 0 else { return Array(repeating: 1, count: size) }
        let share = share
        let sigma = try deviation.elements(as: Double.self).map { $0 / share }
        let still = sigma.indices.filter { sigma[$0] == 0 }
        if let first = still.first, options.zeroVariance == .refuses {
            throw TorchError(
                .other, operation: "IsoBN",
                message: "\(still.count) of \(size) dimensions do not vary, the first is \(first)")
        }
        let gamma =
            options.form == .hard
            ? try hardGroupSizes(sigma, share) : try groupSizes(sigma, share)
        guard options.form == .final else {
            return zip(sigma, gamma).map { $0 > 0 ? 1 / ($0 * $1) : 1 }
        }
        let theta = zip(sigma, gamma).map { pow($0 * $1 + options.epsilon, -options.beta) }
        let variances =
            options.variances == .deviation
            ? sigma.map { $0 * $0 } : try diagonal(of: covariance).map { $0 / share }
        let total = variances.reduce(0, +)
        let scaled = zip(variances, theta).reduce(0) { $0 + $1.0 * $1.1 * $1.1 }
        guard total > 0 else { return Array(repeating: 1, count: size) }
        let ratio = total / (scaled + (options.epsilonInDenominator ? options.epsilon : 0))
        let factor = options.renormalizer == .sqrt ? ratio.squareRoot() : ratio
        return zip(sigma, theta).map { $0 > 0 ? factor * $1 : 1 }
    }

    /// What the statistics are divided by when they are read.
    private var share: Double {
        options.start == .biasCorrected ? 1 - pow(1 - options.momentum, Double(steps)) : 1
    }

    private var scaling: CovarianceKernels.Scaling {
        CovarianceKernels.Scaling(
            share: share, epsilon: options.epsilon, beta: options.beta,
            averages: options.aggregate == .mean, clamps: options.clampsCorrelation,
            fromCovariance: options.variances == .covariance,
            takesRoot: options.renormalizer == .sqrt,
            epsilonInDenominator: options.epsilonInDenominator)
    }

    /// Eq. 4: the squared correlations of each dimension with all, summed or averaged.
    private func groupSizes(_ sigma: [Double], _ share: Double) throws(TorchError) -> [Double] {
        let sums = try CovarianceKernels.squaredCorrelations(
            covariance.moved(to: .cpu), inverse: sigma.map { $0 > 0 ? 1 / $0 : 0 },
            factor: 1 / share,
            clamped: options.clampsCorrelation)
        let factor = options.aggregate == .mean ? 1 / Double(size) : 1
        return sums.map { $0 * factor }
    }

    /// Eq. 3: how many dimensions are in each dimension's group.
    private func hardGroupSizes(_ sigma: [Double], _ share: Double) throws(TorchError) -> [Double] {
        let products = try covariance.moved(to: .cpu).elements(as: Double.self)
        let inverse = sigma.map { $0 > 0 ? 1 / $0 : 0 }
        var distances = products
        for row in 0..<size {
            for column in 0..<size {
                let place = row * size + column
                let rho = products[place] / share * inverse[row] * inverse[column]
                distances[place] = 1 - min(abs(rho), 1)
            }
        }
        let groups = AverageLinkage(distances: distances, size: size)
            .groups(height: 1 - options.groupCorrelation)
        var sizes = [Double](repeating: 0, count: size)
        for group in groups { sizes[group] += 1 }
        return groups.map { sizes[$0] }
    }

    private func diagonal(of matrix: Tensor) throws(TorchError) -> [Double] {
        let places = try Tensor.of((0..<size).map { $0 * (size + 1) }, on: matrix.place)
        return try matrix.reshaped(to: [-1]).gathered(places).elements()
    }

    public func state() throws(TorchError) -> [(name: String, tensor: Tensor)] {
        [
            ("covariance", try covariance.cloned()), ("deviation", try deviation.cloned()),
            ("steps", try Tensor.of([steps])),
        ] + (try mean.map { mean throws(TorchError) in [("mean", try mean.cloned())] } ?? [])
    }

    public func restore(_ state: [String: Tensor]) throws(TorchError) {
        let reader = StateReader(state: state, owner: "IsoBN")
        let products = try reader.values("covariance", shape: [size, size])
        let deviations = try reader.values("deviation", shape: [size])
        let count = try reader.count("steps")
        let device = covariance.place
        let newCovariance = try Tensor.of(products, shape: [size, size], on: device)
        let newDeviation = try Tensor.of(deviations, on: device)
        if mean != nil {
            mean = try Tensor.of(try reader.values("mean", shape: [size]), on: device)
        }
        (covariance, deviation, steps, scale) = (newCovariance, newDeviation, count, nil)
    }

    public func evaluationMap() throws(TorchError) -> AffineMap? {
        guard let scale = try currentScale() else { return nil }
        let added =
            if let shift { try shift.moved(to: .cpu).cloned() } else { try Tensor.zeros([size]) }
        return AffineMap(.diagonal(try scale.moved(to: .cpu).cloned()), shift: added)
    }
}
