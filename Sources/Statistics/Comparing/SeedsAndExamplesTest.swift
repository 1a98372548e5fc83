/// Whether two methods differ for other seeds and other examples: the main test of two methods.
///
/// Seeds and examples are both random and crossed: every seed answers every example. Scores of both methods are paired
/// by example. The difference of the means has the standard error that ``CrossedVariance`` adds up, and Student's t has
/// Satterthwaite's degrees of freedom; it is what radiology tests readers and cases by (Dorfman, Berbaum and Metz 1992;
/// Hillis 2007). Documentation/statistics.md has how often it errs.
///
/// For any metric that is the mean over rows; for others see ``CrossedBootstrap``.
public struct SeedsAndExamplesTest: Sendable {
    /// The first method's mean less the second one's, averaged over seeds and examples, in the scores' unit.
    public let difference: Estimate
    public let variance: CrossedVariance
    public let pairing: SeedPairing
    /// How many seeds each method has, how many examples there are, and in how many clusters.
    public let seedCounts: [Int]
    public let exampleCount: Int
    public let clusterCount: Int?

    /// What the p-value speaks of, in words.
    public var scope: String {
        let examples = clusterCount == nil ? "other examples" : "other clusters of examples"
        return "other seeds and \(examples)"
    }

    /// - Parameters:
    ///   - seeds: `.paired` where seed s of both methods is the same one (the same classifier, the same order).
    ///   - clusters: of the examples that belong together; `nil` for examples that are independent.
    /// - Throws: for fewer than two seeds of a method, two examples or two clusters, and for what does not pair.
    public init(
        _ one: MethodScores, minus other: MethodScores, seeds pairing: SeedPairing = .independent,
        clusters: ExampleClusters? = nil
    ) throws(Refusal) {
        let count = one.exampleCount
        guard other.exampleCount == count else {
            throw .unpaired("examples", one: count, other: other.exampleCount)
        }
        if pairing == .paired, one.seedCount != other.seedCount {
            throw .unpaired("seeds", one: one.seedCount, other: other.seedCount)
        }
        if let clusters, clusters.places.count != count {
            throw .unpaired(
                "examples and their clusters", one: count, other: clusters.places.count)
        }
        let least = min(one.seedCount, other.seedCount)
        guard least > 1 else { throw .tooFew("seeds of a method", found: least, needed: 2) }
        let groups = clusters ?? ExampleClusters(each: count)
        guard groups.count > 1 else {
            throw .tooFew(
                clusters == nil ? "examples" : "clusters", found: groups.count, needed: 2)
        }
        let differences = zip(one.exampleMeans, other.exampleMeans).map { $0 - $1 }
        let samples = pairing == .paired ? [one.minus(other)] : [one, other]
        variance = CrossedVariance(samples, differences: differences, groups)
        difference = Estimate(mean(of: differences), parts: variance.parts)
        self.pairing = pairing
        seedCounts = [one.seedCount, other.seedCount]
        exampleCount = count
        clusterCount = clusters?.count
    }
}

/// Whether the seeds of two methods belong together.
public enum SeedPairing: String, Sendable, CaseIterable, Codable {
    case independent
    case paired
}
