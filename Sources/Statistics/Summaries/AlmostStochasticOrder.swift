/// How far one method is from being better at every quantile of its results (del Barrio et al. 2018; Dror, Shlomov and
/// Reichart 2019).
///
/// The distance of two distributions is the squared difference of their quantiles over all shares; the violation ratio is
/// the part of it where the second method has the larger quantile: 0 where the first one is better throughout, .5 where
/// neither is.
public struct AlmostStochasticOrder: Sendable, Hashable {
    public let violationRatio: Double
    /// The ratio's upper bound at the level, 0 ... 1: the first method is almost stochastically dominant where it is
    /// below .5, clearly so below .2 (Ulmer, Hardmeier and Frellsen 2022).
    public let upperBound: Double

    /// Of fewer seeds the bound does not hold.
    public static let leastSeeds = 10

    /// - Parameters:
    ///   - one: the results of the method that may be the better one, one for each seed.
    ///   - level: with which the bound holds.
    /// - Throws: for fewer than ``leastSeeds`` of either, and where all results of both are equal.
    public init(
        _ one: [Double], over other: [Double], largerIsBetter: Bool = true, level: Double = 0.95,
        resamples: Int = 1000, seed: UInt64 = 0
    ) throws(Refusal) {
        for (row, values) in [one, other].enumerated() {
            guard values.count >= Self.leastSeeds else {
                throw .tooFew(
                    "seeds for almost stochastic order", found: values.count,
                    needed: Self.leastSeeds)
            }
            if let place = values.firstIndex(where: { !$0.isFinite }) {
                throw .notFinite(row: row, place: place)
            }
        }
        let (first, second) = largerIsBetter ? (one, other) : (one.map { -$0 }, other.map { -$0 })
        guard let ratio = Self.violationRatio(first, over: second) else {
            throw .other("all results are equal: neither method can be better")
        }
        var stream = PhiloxStream(seed: seed, name: "almost stochastic order")
        let drawn = (0..<resamples).map { _ in
            let pair = [first, second].map { values in
                values.map { _ in values[stream.next(below: values.count)] }
            }
            // Equal samples: neither is better.
            return Self.violationRatio(pair[0], over: pair[1]) ?? 0.5
        }
        violationRatio = ratio
        let bound = ratio + Normal.quantile(level) * variance(of: drawn).squareRoot()
        upperBound = min(max(bound, 0), 1)
    }

    /// Both quantile functions are steps: the integrals are sums over the pieces between them.
    static func violationRatio(_ one: [Double], over other: [Double]) -> Double? {
        let (one, other) = (one.sorted(), other.sorted())
        var (first, second, place) = (0, 0, 0)
        var (violation, whole) = (0.0, 0.0)
        // Shares in units of 1 / (count of one · count of other), which are whole.
        while first < one.count, second < other.count {
            let end = min((first + 1) * other.count, (second + 1) * one.count)
            let difference = other[second] - one[first]
            let part = difference * difference * Double(end - place)
            whole += part
            if difference > 0 { violation += part }
            if end == (first + 1) * other.count { first += 1 }
            if end == (second + 1) * one.count { second += 1 }
            place = end
        }
        return whole > 0 ? violation / whole : nil
    }
}
