import Metrics

/// How far a metric's mean over seeds, or the difference of two methods, may lie from that of all seeds and examples, for
/// any metric: examples are drawn with replacement, the same ones for all seeds of both methods, and seeds too.
///
/// ``difference`` has the error whose parts the resamples of examples tell, put together as ``CrossedVariance`` does, and
/// Student's t; ``percentiles(level:)`` are of resamples of both (Owen 2007), which count the rest of each seed on each
/// example more than once: Documentation/statistics.md has the measured coverage of both.
public struct CrossedBootstrap: Sendable {
    /// The first method's mean metric less the second one's, or the mean of the only one.
    public let difference: Estimate
    public let variance: CrossedVariance
    public let pairing: SeedPairing
    /// Of seeds and examples drawn together, in order.
    private let drawn: [Double]
    /// How many resamples were drawn, and in how many of them a metric was not defined; those count for nothing.
    public let resamples: Int
    public let undefinedResamples: Int

    /// - Parameters:
    ///   - other: the method to compare with, of the same examples; `nil` for the metric of one method.
    ///   - clusters: of examples that are drawn together.
    ///   - seed: of the random numbers; the same one gives the same resamples everywhere.
    /// - Throws: for fewer than two seeds, what does not pair, a metric that is not defined for a seed, and one that is
    ///   not defined in a tenth of the resamples or more.
    public init(
        _ one: SeedMetric, minus other: SeedMetric? = nil,
        seeds pairing: SeedPairing = .independent,
        clusters: ExampleClusters? = nil, resamples: Int = 2000, seed: UInt64 = 0
    ) throws(Refusal) {
        let methods = [one] + (other.map { [$0] } ?? [])
        let groups = clusters ?? ExampleClusters(each: one.exampleCount)
        try Self.check(methods, pairing, groups, resamples)
        let whole = Array(0..<one.exampleCount)
        var observed: [[Double]] = []
        for method in methods { observed.append(try Self.defined(method.values(whole))) }
        var stream = PhiloxStream(seed: seed, name: "crossed bootstrap")
        let members = groups.members
        var found: [[[Double]]] = []
        var drawn: [Double] = []
        for _ in 0..<resamples {
            var rows: [Int] = []
            rows.reserveCapacity(one.exampleCount)
            for _ in members { rows += members[stream.next(below: members.count)] }
            let values = methods.map { $0.values(rows) }
            // Drawn even where they are not needed, so that one undefined resample changes no other.
            let picks = methods.map { method in
                (0..<method.seedCount).map { _ in stream.next(below: method.seedCount) }
            }
            let defined = values.map { $0.compactMap { $0 } }
            guard zip(defined, methods).allSatisfy({ $0.count == $1.seedCount }) else { continue }
            found.append(Self.samples(defined, pairing))
            drawn.append(Self.contrast(defined, pairing == .paired ? [picks[0], picks[0]] : picks))
        }
        undefinedResamples = resamples - found.count
        guard found.count * 10 > resamples * 9 else {
            throw .undefinedResamples(undefinedResamples, of: resamples)
        }
        variance = CrossedVariance(
            Self.samples(observed, pairing), resampled: found, clusters: groups.count)
        difference = Estimate(
            Self.contrast(observed, observed.map { Array($0.indices) }), parts: variance.parts)
        self.drawn = drawn.sorted()
        self.resamples = resamples
        self.pairing = pairing
    }

    /// Between which this share of the resamples of seeds and examples lie.
    public func percentiles(level: Double = 0.95) -> ClosedRange<Double> {
        quantile(drawn, (1 - level) / 2)...quantile(drawn, (1 + level) / 2)
    }

    private static func check(
        _ methods: [SeedMetric], _ pairing: SeedPairing, _ groups: ExampleClusters, _ resamples: Int
    ) throws(Refusal) {
        let (one, last) = (methods[0], methods[methods.count - 1])
        guard one.exampleCount == last.exampleCount else {
            throw .unpaired("examples", one: one.exampleCount, other: last.exampleCount)
        }
        guard groups.places.count == one.exampleCount else {
            throw .unpaired(
                "examples and their clusters", one: one.exampleCount, other: groups.places.count)
        }
        if pairing == .paired, one.seedCount != last.seedCount {
            throw .unpaired("seeds", one: one.seedCount, other: last.seedCount)
        }
        let least = min(one.seedCount, last.seedCount)
        guard least > 1 else { throw .tooFew("seeds of a method", found: least, needed: 2) }
        guard groups.count > 1 else {
            throw .tooFew("examples or clusters", found: groups.count, needed: 2)
        }
        guard resamples >= 100 else { throw .tooFew("resamples", found: resamples, needed: 100) }
    }

    private static func defined(_ values: [Double?]) throws(Refusal) -> [Double] {
        if let seed = values.firstIndex(where: { $0 == nil }) { throw .undefined(seed: seed) }
        return values.compactMap { $0 }
    }

    /// What is independent: of paired seeds their differences.
    private static func samples(_ values: [[Double]], _ pairing: SeedPairing) -> [[Double]] {
        guard pairing == .paired, values.count == 2 else { return values }
        return [zip(values[0], values[1]).map { $0 - $1 }]
    }

    private static func contrast(_ values: [[Double]], _ picks: [[Int]]) -> Double {
        let means = zip(values, picks).map { values, picks in
            mean(of: picks.map { values[$0] })
        }
        return means.count == 2 ? means[0] - means[1] : means[0]
    }
}

extension CrossedVariance {
    /// - Parameters:
    ///   - samples: the metric of each seed, of each independent sample of seeds.
    ///   - resampled: the same over resamples of the examples.
    init(_ samples: [[Double]], resampled: [[[Double]]], clusters: Int) {
        // A bootstrap's variance is that of all examples but for this factor.
        let factor = Double(clusters) / Double(clusters - 1)
        let rest = samples.indices.map { place in
            let m = Double(samples[place].count)
            let columns = samples[place].indices.map { seed in
                variance(of: resampled.map { $0[place][seed] - mean(of: $0[place]) })
            }
            return factor * columns.reduce(0, +) / (m * (m - 1))
        }
        let means = resampled.map { values in
            values.count == 2 ? mean(of: values[0]) - mean(of: values[1]) : mean(of: values[0])
        }
        self.init(
            seeds: samples.map { variance(of: $0) / Double($0.count) },
            seedDegrees: samples.map { Double($0.count - 1) },
            examples: factor * variance(of: means) - rest.reduce(0, +), rest: rest,
            exampleDegrees: Double(clusters - 1))
    }
}
