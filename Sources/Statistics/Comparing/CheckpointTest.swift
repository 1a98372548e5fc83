/// Whether two sets of trained checkpoints differ for other examples. **These checkpoints only**: how much another seed
/// would change is left out, so that it says nothing of the methods. Used as a test of methods it errs in 13 to 35 of
/// 100 cases where 5 are promised (Documentation/statistics.md); that test is ``SeedsAndExamplesTest``.
public struct CheckpointTest: Sendable, Hashable {
    public enum Kind: String, Sendable, CaseIterable, Codable {
        /// Student's t of the differences by example (Student 1908).
        case pairedT = "paired_t"
        /// McNemar's test in its exact form: of the examples that one alone answers rightly, how many are whose?
        case mcNemar = "mcnemar_exact"
        /// Answers of both swapped at random, example by example (Noreen 1989; Yeh 2000).
        case randomization = "approximate_randomization"
    }

    /// What every p-value here speaks of.
    public static let scope = "these checkpoints only"

    public let kind: Kind
    /// The first mean or metric less the second one.
    public let difference: Double
    /// Two-sided; `nil` where all examples differ by the same amount, of which nothing can be said.
    public let p: Double?

    /// Of the mean scores of each example over the checkpoints.
    /// - Throws: for fewer than two examples, and for others than the same ones.
    public static func pairedT(
        _ one: MethodScores, minus other: MethodScores
    ) throws(Refusal) -> CheckpointTest {
        let differences = try paired(one, other)
        guard differences.count > 1 else {
            throw .tooFew("examples", found: differences.count, needed: 2)
        }
        let n = Double(differences.count)
        let estimate = Estimate(
            mean(of: differences), parts: [(variance(of: differences) / n, n - 1)])
        return CheckpointTest(kind: .pairedT, difference: estimate.value, p: estimate.p)
    }

    /// Of right and wrong answers of one checkpoint each, `[examples]`.
    public static func mcNemar(
        _ one: [Bool], minus other: [Bool]
    ) throws(Refusal) -> CheckpointTest {
        guard one.count == other.count else {
            throw .unpaired("examples", one: one.count, other: other.count)
        }
        guard !one.isEmpty else { throw .tooFew("examples", found: 0, needed: 1) }
        let first = zip(one, other).count { $0 && !$1 }
        let second = zip(one, other).count { !$0 && $1 }
        let p: Double
        if first == second {
            p = 1
        } else {
            // Binomial with p = 1/2, both tails.
            let (fewer, more) = (Double(min(first, second)), Double(max(first, second)))
            p = min(1, 2 * IncompleteBeta.tails(more, fewer + 1, x: 0.5, y: 0.5).lower)
        }
        return CheckpointTest(
            kind: .mcNemar, difference: Double(first - second) / Double(one.count), p: p)
    }

    /// Of the mean scores of each example over the checkpoints, swapped at random.
    ///
    /// - Parameters:
    ///   - clusters: of examples that are swapped together.
    ///   - rounds: how often all are swapped; p is never below `1 / (rounds + 1)` (Phipson and Smyth 2010).
    public static func randomization(
        _ one: MethodScores, minus other: MethodScores, clusters: ExampleClusters? = nil,
        rounds: Int = 10_000, seed: UInt64 = 0
    ) throws(Refusal) -> CheckpointTest {
        let differences = try paired(one, other)
        let groups = clusters ?? ExampleClusters(each: differences.count)
        guard groups.places.count == differences.count else {
            throw .unpaired(
                "examples and their clusters", one: differences.count, other: groups.places.count)
        }
        var sums = [Double](repeating: 0, count: groups.count)
        for (place, value) in zip(groups.places, differences) { sums[place] += value }
        let observed = abs(sums.reduce(0, +))
        let least = observed - 1e-12 * sums.reduce(0) { $0 + abs($1) }
        var stream = PhiloxStream(seed: seed, name: "approximate randomization")
        var reached = 0
        for _ in 0..<rounds {
            var (bits, left, sum) = (UInt64(0), 0, 0.0)
            for value in sums {
                if left == 0 { (bits, left) = (stream.next(), 64) }
                sum += bits & 1 == 0 ? value : -value
                bits >>= 1
                left -= 1
            }
            if abs(sum) >= least { reached += 1 }
        }
        return CheckpointTest(
            kind: .randomization, difference: mean(of: differences),
            p: Double(reached + 1) / Double(rounds + 1))
    }

    private static func paired(
        _ one: MethodScores, _ other: MethodScores
    ) throws(Refusal) -> [Double] {
        guard one.exampleCount == other.exampleCount else {
            throw .unpaired("examples", one: one.exampleCount, other: other.exampleCount)
        }
        return zip(one.exampleMeans, other.exampleMeans).map { $0 - $1 }
    }
}
