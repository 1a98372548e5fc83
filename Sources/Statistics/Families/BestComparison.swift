/// Which methods of a table's row are tied with the best one: those that differ from it by no more than chance explains.
///
/// Which one looks best is chance too, so that the comparisons with it are no family by themselves: Holm's correction is
/// over all pairs, any of which might have been a comparison with the best. No method is then wrongly said to be worse
/// than the best in 95 of 100 rows in which all are alike.
public struct BestComparison: Sendable, Hashable {
    /// The place of the best method: of equally good ones the first.
    public let best: Int
    /// Of each method's comparison with the best one, adjusted for all pairs; 1 for the best itself.
    public let adjustedP: [Double]
    public let level: Double

    /// Whether each method is tied with the best, as the best itself is.
    public var tied: [Bool] { adjustedP.map { $0 >= level } }

    /// - Parameters:
    ///   - means: of each method.
    ///   - p: of two methods, by their places; asked for once for each pair.
    public init<Failure>(
        means: [Double], largerIsBetter: Bool = true, level: Double = 0.05,
        p: (_ one: Int, _ other: Int) throws(Failure) -> Double
    ) throws(Failure) {
        precondition(!means.isEmpty, "no method")
        let best = means.indices.reduce(0) { found, place in
            let isBetter =
                largerIsBetter ? means[place] > means[found] : means[place] < means[found]
            return isBetter ? place : found
        }
        var (pairs, values): ([(Int, Int)], [Double]) = ([], [])
        for one in means.indices {
            for other in means.indices where other > one {
                pairs.append((one, other))
                values.append(try p(one, other))
            }
        }
        var adjusted = [Double](repeating: 1, count: means.count)
        for ((one, other), value) in zip(pairs, Holm.adjusted(values)) {
            if one == best { adjusted[other] = value }
            if other == best { adjusted[one] = value }
        }
        (self.best, self.level, adjustedP) = (best, level, adjusted)
    }

    /// By ``SeedsAndExamplesTest``; a pair that differs without anything that varies, of which nothing can be said, is
    /// not told apart.
    /// - Throws: what that test throws.
    public init(
        _ methods: [MethodScores], largerIsBetter: Bool = true,
        seeds pairing: SeedPairing = .independent, clusters: ExampleClusters? = nil,
        level: Double = 0.05
    ) throws(Refusal) {
        guard !methods.isEmpty else { throw .tooFew("methods", found: 0, needed: 1) }
        try self.init(
            means: methods.map(\.mean), largerIsBetter: largerIsBetter, level: level
        ) { (one, other) throws(Refusal) -> Double in
            let test = try SeedsAndExamplesTest(
                methods[one], minus: methods[other], seeds: pairing, clusters: clusters)
            return test.difference.p ?? 1
        }
    }
}
