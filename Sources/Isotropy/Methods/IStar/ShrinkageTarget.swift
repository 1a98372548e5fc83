import Layers
import Torch

/// What I-STAR shrinks the covariance of a batch toward.
public enum ShrinkageTarget: Sendable, Equatable {
    /// A given covariance, such as that of a sample of training tokens.
    case covariance(Covariance)
    /// The identity.
    case identity
    /// `(tr S / d) I` with the batch's own covariance S; its share of the gradient is exact.
    case scaledIdentity
}

/// Collects the sample covariance for I-STAR from evaluation passes (dropout off).
///
/// Products inside a batch are float32 for float32 and bfloat16 states, sums over batches float64:
/// relative errors are near 1e-6.
public struct ShrinkageTargetBuilder {
    public let layers: LayerSelection
    /// The number of points to collect, counted as layers times tokens.
    public let targetSize: Int
    public private(set) var moments: Moments?

    /// - Parameter targetSize: the paper takes 250,000.
    public init(layers: LayerSelection = .all, targetSize: Int = 250_000) {
        precondition(targetSize > 1, "a shrinkage target from \(targetSize) points")
        self.layers = layers
        self.targetSize = targetSize
    }

    /// The points collected.
    public var count: Int { moments?.count ?? 0 }

    /// Whether there are enough: then no more need be added.
    public var isComplete: Bool { count >= targetSize }

    /// Adds all tokens of a batch, also beyond the target size.
    /// - Throws: for states that are not finite.
    public mutating func add(_ states: HiddenStates) throws(TorchError) {
        let clouds = try layers.states(of: states)
        guard let first = clouds.first else { return }
        var sum = moments ?? Moments(dimensions: first.size(1))
        try sum.add(clouds, precision: .float32)
        moments = sum
    }

    /// The covariance of the points so far; `nil` for fewer than two.
    public var covariance: Covariance? { moments?.covariance() }
}
