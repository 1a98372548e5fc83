/// Whether two methods differ for other seeds on **these examples**, by counting every case: exact, whatever the
/// distribution, but a few seeds cannot reach a small p.
public struct SeedTest: Sendable, Hashable {
    /// What the p-value speaks of.
    public static let scope = "other seeds, these examples"

    /// The mean of the first method's results less that of the second one's.
    public let difference: Double
    /// Two-sided: the share of all cases whose difference is at least as large.
    public let p: Double
    /// The smallest p that so many seeds can give: .0625 for five pairs.
    public let leastP: Double

    /// Whether no result of such seeds could be below a level.
    public func cannotReach(_ level: Double) -> Bool { leastP > level }

    /// More pairs, or splits of more, would take too long.
    public static let mostPairs = 20

    /// Of paired seeds: the signs of the differences are flipped in all `2^m` ways (Fisher 1935).
    /// - Parameters:
    ///   - one: the results of the first method, one for each seed.
    ///   - other: those of the second one, in the same order of seeds.
    public static func signFlips(
        _ one: [Double], minus other: [Double]
    ) throws(Refusal) -> SeedTest {
        guard one.count == other.count else {
            throw .unpaired("seeds", one: one.count, other: other.count)
        }
        try check([one, other], together: one.count)
        let differences = zip(one, other).map { $0 - $1 }
        let cases = 1 << differences.count
        let counted = reached(
            0..<cases, of: differences.reduce(0, +), scale: differences.reduce(0) { $0 + abs($1) }
        ) { signs in
            differences.indices.reduce(0.0) {
                signs >> $1 & 1 == 0 ? $0 + differences[$1] : $0 - differences[$1]
            }
        }
        return SeedTest(
            difference: mean(of: differences), p: Double(counted) / Double(cases),
            leastP: 2 / Double(cases))
    }

    /// Of independent seeds: all results are shared out between the methods in all ways (Pitman 1937).
    public static func permutations(
        _ one: [Double], minus other: [Double]
    ) throws(Refusal) -> SeedTest {
        let all = one + other
        try check([one, other], together: all.count)
        // Measured from their mean, so that a split's sum tells the difference.
        let center = mean(of: all)
        let values = all.map { $0 - center }
        let splits = sequence(state: (1 << one.count) - 1) { (split: inout Int) -> Int? in
            guard split < 1 << all.count else { return nil }
            defer {
                // The next number with as many bits.
                let lowest = split & -split
                let ripple = split + lowest
                split = ((ripple ^ split) >> 2) / lowest | ripple
            }
            return split
        }
        var cases = 0
        let counted = reached(
            splits, of: values.prefix(one.count).reduce(0, +),
            scale: values.reduce(0) { $0 + abs($1) }
        ) { split in
            cases += 1
            return values.indices.reduce(0.0) { split >> $1 & 1 == 0 ? $0 : $0 + values[$1] }
        }
        return SeedTest(
            difference: mean(of: one) - mean(of: other), p: Double(counted) / Double(cases),
            leastP: (one.count == other.count ? 2 : 1) / Double(cases))
    }

    private static func check(_ samples: [[Double]], together count: Int) throws(Refusal) {
        if samples.contains(where: \.isEmpty) { throw .tooFew("seeds", found: 0, needed: 1) }
        for (row, sample) in samples.enumerated() {
            if let place = sample.firstIndex(where: { !$0.isFinite }) {
                throw .notFinite(row: row, place: place)
            }
        }
        guard count <= mostPairs else { throw .tooMany("seeds", found: count, most: mostPairs) }
    }

    /// How many cases are as far from 0 as the one observed, but for roundings.
    private static func reached(
        _ cases: some Sequence<Int>, of observed: Double, scale: Double, sum: (Int) -> Double
    ) -> Int {
        let least = abs(observed) - 1e-12 * scale
        return cases.reduce(0) { abs(sum($1)) >= least ? $0 + 1 : $0 }
    }
}
