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
///
/// The target is the covariance of a sample of training tokens, taken before the first step of an epoch, or
/// one that needs no sample.
public final class IStarPenalty: Penalty {
    private let options: IStarOptions
    /// Needed before the first batch unless zeta gives it no weight.
    public private(set) var target: ShrinkageTarget? { didSet { sample = SampleTensor(target) } }
    private var sample: SampleTensor
    /// Whether samples become the target.
    private let samples: Bool

    public init(_ options: IStarOptions) {
        self.options = options
        samples = options.target == .sample && options.targetWeight > 0
        target =
            switch options.target {
            case .sample: nil
            case .identity: .identity
            case .scaledIdentity: .scaledIdentity
            }
        sample = SampleTensor(target)
    }

    /// With a target that stays.
    public init(
        lambda: Double, zeta: Double, convention: ZetaConvention = .algorithm,
        layers: LayerSelection = .all, target: ShrinkageTarget? = nil
    ) {
        precondition((0...1).contains(zeta), "zeta \(zeta) is not between 0 and 1")
        var options = IStarOptions()
        options.lambda = lambda
        options.zeta = zeta
        options.convention = convention
        options.layers = layers
        self.options = options
        self.target = target
        samples = false
        sample = SampleTensor(target)
    }

    /// - Returns: `nil` for fewer than two points, in one dimension, and where nothing varies; on a GPU,
    ///   which is not waited for, the term is then 0.
    public func callAsFunction(_ states: HiddenStates) throws(TorchError) -> Tensor? {
        let clouds = try options.layers.states(of: states)
        guard let evaluation = try evaluate(clouds) else { return nil }
        if clouds[0].device == .cpu, try !evaluation.varies() { return nil }
        let output = try withoutGradients { () throws(TorchError) in
            try evaluation.value().multiplied(by: -1).adding(1).multiplied(by: options.lambda)
                .converted(to: .float32)
        }
        let lambda = options.lambda
        return try withGradient(of: output, inputs: clouds) { upstream throws(TorchError) in
            try evaluation.gradients(of: clouds, factor: -lambda, upstream: upstream)
        }
    }

    /// IsoScore* of the states, in float64.
    /// - Returns: `nil` for fewer than two points, in one dimension, and where nothing varies.
    public func score(_ states: HiddenStates) throws(TorchError) -> Double? {
        guard let evaluation = try evaluate(options.layers.states(of: states)),
            try evaluation.varies()
        else { return nil }
        return try evaluation.value().scalar()
    }

    private func evaluate(_ clouds: [Tensor]) throws(TorchError) -> ShrunkScore? {
        let points = clouds.reduce(0) { $0 + $1.size(0) }
        guard points > 1, let size = clouds.first?.size(1), size > 1 else { return nil }
        let weight = options.targetWeight
        precondition(
            target != nil || weight == 0,
            "I-STAR with zeta \(options.zeta) needs its shrinkage target before the first batch")
        let cloud = try CloudProducts(clouds, precision: .float32)
        return try ShrunkScore(
            cloud, target: target ?? .identity, sample: sample.tensor(beside: clouds[0]),
            weight: weight)
    }

    public func sample(beforeEpoch epoch: Int) -> String? {
        guard samples else { return nil }
        let isDue = options.refresh == 0 ? epoch == 0 : epoch % options.refresh == 0
        return isDue ? "the target covariance" : nil
    }

    public func prepare(_ source: inout some StateSource) throws {
        guard samples else { return }
        var builder = ShrinkageTargetBuilder(layers: options.layers, targetSize: options.targetSize)
        while !builder.isComplete, let states = try source.next() { try builder.add(states) }
        target = builder.covariance.map { .covariance($0) }
    }

    public func state() throws(TorchError) -> [(name: String, tensor: Tensor)] {
        guard samples, case .covariance(let covariance) = target else { return [] }
        return [(Self.savedTarget, try covariance.tensor())]
    }

    public func restore(_ state: [String: Tensor]) throws(TorchError) {
        let reader = StateReader(state: state, owner: "I-STAR")
        try reader.expectNothingBut(samples ? [Self.savedTarget] : [])
        guard samples else { return }
        let size = try reader.tensor(Self.savedTarget).shape.first ?? 0
        let elements = try reader.values(Self.savedTarget, shape: [size, size])
        target = .covariance(Covariance(dimensions: size, elements: elements))
    }

    private static let savedTarget = "target"
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
