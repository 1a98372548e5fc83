/// What the best of k tries is expected to reach, against k (Dodge et al. 2019, in the unbiased form of Tang et al. 2020:
/// the mean over all choices of k of the n tries without replacement).
public struct ExpectedBest: Sendable, Hashable {
    /// Where the tries come from.
    public enum Design: String, Sendable, CaseIterable, Codable {
        /// A sample of all settings: the expectation is an estimate.
        case random
        /// All settings there are: the expectation over the order in which they are tried is exact.
        case grid
    }

    public let design: Design
    /// From the worst try to the best one.
    private let sorted: [Double]
    public var tryCount: Int { sorted.count }

    /// - Parameter tries: the result of each setting.
    public init(
        _ tries: [Double], _ design: Design, largerIsBetter: Bool = true
    ) throws(Refusal) {
        if tries.isEmpty { throw .tooFew("tries", found: 0, needed: 1) }
        if let place = tries.firstIndex(where: { !$0.isFinite }) {
            throw .notFinite(row: 0, place: place)
        }
        self.design = design
        sorted = largerIsBetter ? tries.sorted() : tries.sorted(by: >)
    }

    /// The expected result of the best of `count` tries.
    /// - Precondition: it lies in `1 ... tryCount`.
    public func value(of count: Int) -> Double { Self.expected(sorted, count) { $0 } }

    /// By how much the best of so many tries varies from search to search: its standard deviation.
    public func deviation(of count: Int) -> Double {
        let center = value(of: count)
        return Self.expected(sorted, count) { ($0 - center) * ($0 - center) }.squareRoot()
    }

    /// The error of ``value(of:)`` by leaving out each try in turn; `nil` for grids, where it is none, and for more than
    /// half of the tries, whose best says too little about the best of others.
    public func estimate(of count: Int) -> Estimate? {
        guard design == .random, count * 2 <= tryCount else { return nil }
        let parts = sorted.indices.map { place in
            Self.expected(Array(sorted[..<place] + sorted[(place + 1)...]), count) { $0 }
        }
        let n = Double(tryCount)
        let square = variance(of: parts) * (n - 1) * (n - 1) / n
        return Estimate(value(of: count), parts: [(square, n - 1)])
    }

    /// `Σ C(i - 1, k - 1) / C(n, k) f(x_i)` over the i-th worst tries.
    private static func expected(
        _ sorted: [Double], _ count: Int, _ function: (Double) -> Double
    ) -> Double {
        precondition((1...sorted.count).contains(count), "the best of \(count) tries")
        var (weight, sum) = (Double(count) / Double(sorted.count), 0.0)
        for rank in stride(from: sorted.count, through: count, by: -1) {
            sum += weight * function(sorted[rank - 1])
            if rank > 1 { weight *= Double(rank - count) / Double(rank - 1) }
        }
        return sum
    }
}
