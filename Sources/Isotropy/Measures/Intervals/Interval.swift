import Options

/// Where a value of the distribution behind the points lies, in 95 of 100 such samples; or why nobody can tell.
public enum Interval: Sendable, Equatable {
    case bounds(lower: Double, upper: Double)
    case none(NoInterval)

    public static let level = 0.95

    /// `nil` where there is none.
    public var ends: (lower: Double, upper: Double)? {
        if case .bounds(let lower, let upper) = self { (lower, upper) } else { nil }
    }

    /// Why there is none; `nil` where there is one.
    public var reason: NoInterval? {
        if case .none(let reason) = self { reason } else { nil }
    }
}

/// Why there is no interval.
public enum NoInterval: String, WordChoice {
    /// Sums were not kept by blocks.
    case notMeasured = "not_measured"
    /// Fewer sentences than ``Interval/leastSentences``.
    case tooFewSentences = "too_few_sentences"
    /// Too few that differ for parts in which neighbours are searched.
    case tooFewPoints = "too_few_points"
    /// The covariances of enough blocks do not fit the budget, and the points were not read again.
    case beyondMemory = "beyond_memory"
    /// Eigenvalues that chance alone may have parted.
    case tiedEigenvalues = "tied_eigenvalues"
    /// The bias of so few points is larger than what can be taken out.
    case farFromTarget = "far_from_target"
    /// A middle, an extreme or a count: leaving blocks out does not tell how it varies.
    case notSmooth = "not_smooth"
    /// A product of two estimates that may both be 0, where it varies by their errors' product.
    case nearZero = "near_zero"
    /// It divides by points' lengths, and those near 0, of which there are few, decide how it varies.
    case inverseLengths = "inverse_lengths"
    /// The value, or that of a part, is not defined.
    case undefined

    /// For a reader.
    public var text: String {
        switch self {
        case .notMeasured: "sums were not kept by blocks of sentences"
        case .tooFewSentences:
            "fewer than \(Interval.leastSentences) sentences do not tell how a value varies"
        case .tooFewPoints:
            "fewer than \(NeighborMeasurement.partCount * NeighborMeasurement.leastOfAPart) distinct points do not tell how "
                + "a dimension varies"
        case .beyondMemory:
            "covariances of this size are too large to be kept by blocks, and the points were not read twice"
        case .tiedEigenvalues:
            "the eigenvalues that it depends on lie as near to each other as chance puts them"
        case .farFromTarget: "the bias of so few points is larger than what can be taken out"
        case .notSmooth: "extremes, middles and counts vary otherwise than leaving blocks out shows"
        case .nearZero:
            "within four errors of 0 it varies otherwise than leaving blocks out shows"
        case .inverseLengths:
            "it divides by points' lengths, and a few points near 0 decide how it varies"
        case .undefined: "the value is not defined"
        }
    }
}

extension Interval {
    /// Of fewer, blocks are single sentences or hold too few to be alike.
    public static let leastSentences = 50
}
