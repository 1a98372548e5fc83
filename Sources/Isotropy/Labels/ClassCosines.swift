/// The mean cosine of pairs of points of one class and of different classes.
public struct ClassCosines: Sendable, Codable, Equatable {
    /// Over all pairs of different points of the same class; `nil` without such a pair.
    public let within: Double?
    /// Over all pairs of points of different classes; `nil` without such a pair.
    public let between: Double?
    /// Points of length 0, which have no direction and take no part.
    public let zeroVectors: Int

    /// Exact, from the sums u of the classes' directions: `Σ (|u_c|² - n_c) / Σ n_c (n_c - 1)` and
    /// `(|Σ u_c|² - Σ |u_c|²) / (n² - Σ n_c²)`.
    public init(_ moments: ClassMoments) {
        let size = moments.dimensions
        var total = [Double](repeating: 0, count: size)
        var (ownSquares, ownPairs, squaredCounts) = (0.0, 0.0, 0.0)
        var own = 0.0
        for (label, count) in moments.directionCounts.enumerated() {
            let sum = moments.directions[label * size..<(label + 1) * size]
            let squared = sum.reduce(0) { $0 + $1 * $1 }
            own += squared
            ownSquares += squared - Double(count)
            ownPairs += Double(count) * Double(count - 1)
            squaredCounts += Double(count) * Double(count)
            for (index, value) in sum.enumerated() { total[index] += value }
        }
        let points = Double(moments.directionCounts.reduce(0, +))
        let otherPairs = points * points - squaredCounts
        let others = total.reduce(0) { $0 + $1 * $1 } - own
        within = ownPairs > 0 ? min(max(ownSquares / ownPairs, -1), 1) : nil
        between = otherPairs > 0 ? min(max(others / otherPairs, -1), 1) : nil
        zeroVectors = moments.count - moments.directionCounts.reduce(0, +)
    }
}
