/// How much of the variance of results comes from each of the things that were varied: the classifier's seed, the order
/// of rows, hyper-parameters; by analysis of variance of a balanced crossed design, all of it random (Searle, Casella
/// and McCulloch 1992).
///
/// Seeds that differ between settings are no factor but repeats of them: a nested design.
public struct VarianceSplit: Sendable {
    /// What part of the variance comes from a factor, from several together, or from the rest.
    public struct Component: Sendable, Hashable {
        /// The factors' names; none for what differs between repeats.
        public let factors: [String]
        /// The estimate, in the square of the results' unit. It is unbiased, and so may be negative: then the part is
        /// small beside its error.
        public let variance: Double
        /// 95 of 100 such intervals hold the true variance: exact for the rest, by modified large samples for others
        /// (Graybill and Wang 1980; Ting et al. 1990). It takes results to be normal.
        public let interval: ClosedRange<Double>
    }

    /// The factors' own parts first, then those of two together, and so on; the last one has the rest in it.
    public let components: [Component]
    /// Of one run with everything drawn anew: the sum of the components.
    public var total: Double { components.reduce(0) { $0 + $1.variance } }

    /// - Parameters:
    ///   - factors: the names and how many levels each has, two or more.
    ///   - results: of every combination, the last factor's levels fastest, and repeats of one beside each other.
    ///   - repeats: of every combination.
    /// - Throws: where a factor has one level, and for other numbers of results.
    public init(
        factors: [(name: String, levels: Int)], results: [Double], repeats: Int = 1,
        level: Double = 0.95
    ) throws(Refusal) {
        for factor in factors where factor.levels < 2 {
            throw .tooFew("levels of \(factor.name)", found: factor.levels, needed: 2)
        }
        guard (1...4).contains(factors.count) else {
            throw .tooMany("factors", found: factors.count, most: 4)
        }
        let cells = factors.reduce(1) { $0 * $1.levels }
        guard repeats > 0, results.count == cells * repeats else {
            throw .unequalRows(row: 0, found: results.count, expected: cells * repeats)
        }
        if let place = results.firstIndex(where: { !$0.isFinite }) {
            throw .notFinite(row: 0, place: place)
        }
        if factors.count == 1, repeats == 1 {
            throw .tooFew("repeats of one factor", found: 1, needed: 2)
        }
        let squares = MeanSquares(factors.map(\.levels), results, repeats: repeats)
        components = squares.sources.map { source in
            let terms = squares.terms(of: source)
            return Component(
                factors: factors.indices.filter { source.contains($0) }.map { factors[$0].name },
                variance: terms.reduce(0) { $0 + $1.weighted },
                interval: MeanSquareTerm.interval(terms, level: level))
        }
    }
}
