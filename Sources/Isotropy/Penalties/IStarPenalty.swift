import Layers
import Torch

/// I-STAR, `lambda (1 - IsoScore*)` of all chosen layers' tokens as one cloud (Rudman and Eickhoff
/// 2024). A positive lambda raises isotropy, a negative one lowers it.
///
/// Value and gradient follow from one covariance (Documentation/isoscore.md); per layer that is one
/// symmetric product `[hidden, tokens] [tokens, hidden]` and, backward, one
/// `[tokens, hidden] [hidden, hidden]`. On the processor states are never stacked, and at most one layer's
/// shifted copy lives at a time; on GPUs the chosen layers are stacked, centred, for one product.
///
/// Precision: bfloat16 states are exact operands of bfloat16 products with float32 sums, float32
/// states of float32 products; sums over blocks of tokens and everything after them are float64.
/// Backward, only the `[hidden, hidden]` factor is rounded to the states' type before the result.
/// Without AVX-512 products are float32, and bfloat16 states are centred and rounded for the
/// backward product. Float64 states are computed in float64 throughout.
public struct IStarPenalty: Penalty {
    public var lambda: Double
    public var zeta: Double
    public var convention: ZetaConvention
    public var layers: LayerSelection
    /// Needed before the first batch unless zeta gives it no weight.
    public var target: ShrinkageTarget? { didSet { sample = SampleTensor(target) } }
    private var sample: SampleTensor

    public init(
        lambda: Double, zeta: Double, convention: ZetaConvention = .algorithm,
        layers: LayerSelection = .all, target: ShrinkageTarget? = nil
    ) {
        precondition((0...1).contains(zeta), "zeta \(zeta) is not between 0 and 1")
        self.lambda = lambda
        self.zeta = zeta
        self.convention = convention
        self.layers = layers
        self.target = target
        sample = SampleTensor(target)
    }

    /// - Returns: `nil` for fewer than two points, in one dimension, and where nothing varies; on a GPU,
    ///   which is not waited for, the term is then 0.
    public func callAsFunction(_ states: HiddenStates) throws(TorchError) -> Tensor? {
        let clouds = try layers.states(of: states)
        guard let evaluation = try evaluate(clouds) else { return nil }
        if clouds[0].device == .cpu, try !evaluation.varies() { return nil }
        let output = try withoutGradients { () throws(TorchError) in
            try evaluation.value().multiplied(by: -1).adding(1).multiplied(by: lambda)
                .converted(to: .float32)
        }
        return try withGradient(of: output, inputs: clouds) { upstream throws(TorchError) in
            try evaluation.gradients(of: clouds, factor: -lambda, upstream: upstream)
        }
    }

    /// IsoScore* of the states, in float64.
    /// - Returns: `nil` for fewer than two points, in one dimension, and where nothing varies.
    public func score(_ states: HiddenStates) throws(TorchError) -> Double? {
        guard let evaluation = try evaluate(layers.states(of: states)), try evaluation.varies()
        else { return nil }
        return try evaluation.value().scalar()
    }

    private func evaluate(_ clouds: [Tensor]) throws(TorchError) -> ShrunkScore? {
        let points = clouds.reduce(0) { $0 + $1.size(0) }
        guard points > 1, let size = clouds.first?.size(1), size > 1 else { return nil }
        let weight = convention.targetWeight(zeta)
        precondition(
            target != nil || weight == 0,
            "I-STAR with zeta \(zeta) needs its shrinkage target before the first batch")
        let cloud = try CloudProducts(clouds, precision: .float32)
        return try ShrunkScore(
            cloud, target: target ?? .identity, sample: sample.tensor(beside: clouds[0]),
            weight: weight)
    }
}

/// A sample's covariance as a tensor, made once for the device that asks.
private final class SampleTensor {
    private let covariance: Covariance?
    private var known: Tensor?

    init(_ target: ShrinkageTarget?) {
        covariance = if case .covariance(let sample) = target { sample } else { nil }
    }

    func tensor(beside cloud: Tensor) throws(TorchError) -> Tensor? {
        if let known, known.device == cloud.device { return known }
        known = try covariance?.tensor(on: cloud.place)
        return known
    }
}
