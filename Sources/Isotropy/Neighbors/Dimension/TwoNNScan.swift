import Layers
import Torch

/// TwoNN of a cloud and of its halves, quarters, …: whether the dimension depends on the scale at which it is read
/// (Facco et al. 2017, the block analysis).
///
/// Where it is level the dimension is that of the cloud; where it falls as points get fewer and farther apart, noise
/// around fewer dimensions was read.
public struct TwoNNScan: Sendable {
    /// All disjoint parts of one size.
    public struct Level: Sendable, Codable, Equatable {
        public let parts: Int
        /// The mean size of a part.
        public let points: Double
        /// The mean over the parts of ``TwoNN/slope(discarding:)`` and of ``TwoNN/likelihood(discarding:)``.
        public let slope, likelihood: Double
        /// The standard deviation of the slopes over the parts; `nil` for one.
        public let deviation: Double?
    }

    /// The whole cloud first, then 2, 4, … parts; up to one in which a part has no dimension.
    public let levels: [Level]
    public let repeated: RepeatedRows

    /// - Parameters:
    ///   - points: `[points, dimensions]`; each distinct one is in one part of every level.
    ///   - leastPoints: smaller parts are not measured, at least 3; the whole is in any case.
    ///   - seed: of the order in which points are dealt out.
    /// - Throws: for fewer than three distinct points, and as ``NearestNeighbors``.
    public init(
        of points: Tensor, leastPoints: Int = 100, discarding share: Double = 0.1, seed: UInt64 = 0
    ) throws(TorchError) {
        try self.init(
            of: points, repeated: RepeatedRows(in: points), leastPoints: leastPoints,
            discarding: share, seed: seed)
    }

    init(
        of points: Tensor, repeated: RepeatedRows, leastPoints: Int = 100,
        discarding share: Double = 0.1, seed: UInt64 = 0
    ) throws(TorchError) {
        precondition(leastPoints > 2, "parts of \(leastPoints) points")
        self.repeated = repeated
        var stream = RandomStream(seed: seed, name: "parts of a cloud")
        let order = repeated.distinct.shuffled(using: &stream)
        var levels: [Level] = []
        var parts = 1
        while parts == 1 || order.count / parts >= leastPoints {
            var (slopes, likelihoods) = ([Double](), [Double]())
            for part in 0..<parts {
                let range = order.count * part / parts..<order.count * (part + 1) / parts
                let rows = try points.gathered(Tensor.of(Array(order[range]), on: points.place))
                let ratios = try TwoNN(of: rows)
                if let slope = ratios.slope(discarding: share),
                    let likelihood = ratios.likelihood(discarding: share)
                {
                    slopes.append(slope)
                    likelihoods.append(likelihood)
                }
            }
            guard slopes.count == parts else { break }
            levels.append(
                Level(
                    slopes, likelihoods, points: Double(order.count) / Double(parts)))
            parts *= 2
        }
        self.levels = levels
    }
}

extension TwoNNScan.Level {
    fileprivate init(_ slopes: [Double], _ likelihoods: [Double], points: Double) {
        let count = Double(slopes.count)
        let mean = slopes.reduce(0, +) / count
        let squares = slopes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        parts = slopes.count
        self.points = points
        slope = mean
        likelihood = likelihoods.reduce(0, +) / count
        deviation = parts > 1 ? (squares / (count - 1)).squareRoot() : nil
    }
}
