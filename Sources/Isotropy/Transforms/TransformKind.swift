import Options

/// What a transform does to points.
public enum TransformKind: String, WordChoice {
    /// `x - mean`.
    case centre
    /// `(x - mean) / sigma` by dimension, the variances divided by `count - 1`.
    case standardise
    /// The same with biased variances, divided by the count (Eq. 2 of Zhou et al. 2021).
    case batchnorm
    /// Each dimension times IsoBN's number (Eq. 4 and 6 to 8 of Zhou et al. 2021); the mean stays.
    case isobn
    /// The coordinates of `x - mean` along the first principal directions.
    case pca
    /// The same divided by their deviations: the covariance becomes the identity.
    case pcaWhitening = "pca-whitening"
    /// `S^(-1/2) (x - mean)` by the symmetric root (Eq. 1 of Zhou et al. 2021), which turns points as little as
    /// whitening can.
    case zca
    /// All but the top: `x - mean` without its first principal directions (Mu and Viswanath 2018).
    case abtt
    /// All but the top in each cluster of k-means (Rajaee and Pilehvar 2021).
    case clusters

    var isWhitening: Bool { self == .pcaWhitening || self == .zca }

    /// Whether it keeps coordinates along some principal directions.
    var hasComponents: Bool { isWhitening || self == .pca }

    var removesDirections: Bool { self == .abtt || self == .clusters }
}

/// The share of the scaled identity `(tr S / d) I` in a covariance.
public enum TransformShrinkage: Sendable, Equatable {
    /// The share that Ledoit and Wolf 2004 estimate.
    case automatic
    /// 0 ... 1.
    case share(Double)
}
