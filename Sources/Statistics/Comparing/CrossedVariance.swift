/// How much of a difference's variance comes from the seeds, how much from the examples.
///
/// Each score is `μ + seed + example + rest`, all three random, where the rest is that of this seed on this example. The
/// difference of two methods' means then varies by
/// `σ²_seeds,A / m_A + σ²_seeds,B / m_B + σ²_examples / n + σ²_rest,A / (m_A n) + σ²_rest,B / (m_B n)`,
/// in which the examples' part is of the differences, as both methods answer the same ones.
public struct CrossedVariance: Sendable, Hashable {
    /// Of each method with seeds of its own: the variance of the mean over its seeds, `s² / m`, with the rest in it.
    public let seeds: [Double]
    /// Of the mean over examples without the rest: `s² / n` less ``rest``, which may be negative.
    public let examples: Double
    /// What each method's rest does to the mean: counted by ``seeds`` already.
    public let rest: [Double]
    let seedDegrees: [Double]
    let exampleDegrees: Double

    /// The estimate's variance; a negative part counts as 0 (Hillis 2007, for readers and cases).
    public var sum: Double { seeds.reduce(0, +) + max(examples, 0) }

    /// What independent samples of scores say: one where seeds are paired, of the differences, else two.
    init(_ samples: [MethodScores], differences: [Double], _ clusters: ExampleClusters) {
        let count = Double(differences.count)
        seeds = samples.map { variance(of: $0.seedMeans) / Double($0.seedCount) }
        seedDegrees = samples.map { Double($0.seedCount - 1) }
        rest = samples.map { sample in
            let (rows, columns, whole) = (sample.seedMeans, sample.exampleMeans, sample.mean)
            let squares = (0..<sample.seedCount).reduce(0) { sum, seed in
                let shift = rows[seed] - whole
                return sum
                    + clusters.squares(zip(sample.row(seed), columns).map { $0 - $1 - shift })
            }
            let m = Double(sample.seedCount)
            return squares / (m * (m - 1) * count * count)
        }
        let center = mean(of: differences)
        let all = clusters.squares(differences.map { $0 - center }) / (count * count)
        examples = all - rest.reduce(0, +)
        exampleDegrees = Double(clusters.count - 1)
    }

    init(
        seeds: [Double], seedDegrees: [Double], examples: Double, rest: [Double],
        exampleDegrees: Double
    ) {
        (self.seeds, self.seedDegrees) = (seeds, seedDegrees)
        (self.examples, self.rest, self.exampleDegrees) = (examples, rest, exampleDegrees)
    }

    /// The parts with degrees of freedom. That of the examples is a difference of mean squares, of which Satterthwaite's
    /// formula would make less than one degree where it is small; it has that of the examples, as there are many.
    var parts: [(variance: Double, degrees: Double)] {
        let ofSeeds = zip(seeds, seedDegrees).map { (variance: $0, degrees: $1) }
        return examples > 0 ? ofSeeds + [(examples, exampleDegrees)] : ofSeeds
    }
}
