import Torch

/// One pass through a model: whether it trains, and the random numbers of its dropouts.
///
/// Each dropout takes the next site, so a pass draws the same numbers whenever its seed and step are
/// the same.
public final class ForwardPass {
    public let isTraining: Bool
    private let seed: UInt64
    private let step: UInt32
    private var nextSite: UInt32 = 0

    private init(isTraining: Bool, seed: UInt64, step: UInt32) {
        self.isTraining = isTraining
        self.seed = seed
        self.step = step
    }

    /// A pass without dropout that changes no statistics.
    public static func evaluation() -> ForwardPass {
        ForwardPass(isTraining: false, seed: 0, step: 0)
    }

    /// A pass of training.
    /// - Parameter step: counts the passes of a run, so that none shares its numbers with another.
    public static func training(seed: UInt64, step: Int) -> ForwardPass {
        ForwardPass(isTraining: true, seed: seed, step: UInt32(truncatingIfNeeded: step))
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
