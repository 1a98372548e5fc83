import Torch

/// One pass through a model: whether it trains, and the random numbers of its dropouts.
///
/// Each dropout takes the next site, so a pass draws the same numbers whenever its seed and step are
/// the same.
public final class ForwardPass {
    public let isTraining: Bool
    /// Whether layers keep nothing but their input and compute the rest again for the backward pass.
    public let recomputesActivations: Bool
    /// Whether the last layer is also computed for the tokens that nobody reads, outside the graph, for
    /// whoever measures every layer.
    public let observesAllTokens: Bool
    private let seed: UInt64
    private let step: UInt32
    private var nextSite: UInt32 = 0

    private init(
        isTraining: Bool, recomputesActivations: Bool, observesAllTokens: Bool, seed: UInt64,
        step: UInt32
    ) {
        self.isTraining = isTraining
        self.recomputesActivations = recomputesActivations
        self.observesAllTokens = observesAllTokens
        self.seed = seed
        self.step = step
    }

    /// A pass without dropout that changes no statistics.
    public static func evaluation() -> ForwardPass {
        ForwardPass(
            isTraining: false, recomputesActivations: false, observesAllTokens: false, seed: 0,
            step: 0)
    }

    /// A pass of training.
    /// - Parameters:
    ///   - step: counts the passes of a run, so that none shares its numbers with another.
    ///   - recomputingActivations: trades a third more work for memory that does not grow with the
    ///     depth times the width of a layer.
    ///   - observingAllTokens: computes the last layer for the tokens that nobody reads too, outside the
    ///     graph. What is trained has the same bits.
    public static func training(
        seed: UInt64, step: Int, recomputingActivations: Bool = false,
        observingAllTokens: Bool = false
    ) -> ForwardPass {
        ForwardPass(
            isTraining: true, recomputesActivations: recomputingActivations,
            observesAllTokens: observingAllTokens, seed: seed,
            step: UInt32(truncatingIfNeeded: step))
    }

    /// A pass that draws the numbers of this one once more, from the next place on.
    public func repeated() -> ForwardPass {
        let pass = ForwardPass(
            isTraining: isTraining, recomputesActivations: recomputesActivations,
            observesAllTokens: observesAllTokens, seed: seed, step: step)
        pass.nextSite = nextSite
        return pass
    }

    /// The random numbers of the next place that needs some.
    public func nextKey() -> RandomKey {
        defer { nextSite += 1 }
        return RandomKey(seed: seed, step: step, site: nextSite)
    }

    /// Dropout while training, else `x`.
    public func dropout(_ x: Tensor, probability: Double) throws(TorchError) -> Tensor {
        guard isTraining, probability > 0 else { return x }
        return try Torch.dropout(x, probability: probability, key: nextKey())
    }
}
