/// What one method scores: a number for each seed and example, `[seeds, examples]`, such as 1 for a right answer and 0
/// for a wrong one, or an answer's F1.
///
/// A metric that is the mean over rows, as accuracy is, is the mean of these numbers.
public struct MethodScores: Sendable, Equatable {
    public let seedCount: Int
    public let exampleCount: Int
    /// Seed by seed.
    let values: [Double]

    /// - Parameter rows: one of each seed, all with the examples in the same order.
    public init(_ rows: [[Double]]) throws(Refusal) {
        guard let first = rows.first, !first.isEmpty else {
            throw .tooFew(rows.isEmpty ? "seeds" : "examples", found: 0, needed: 1)
        }
        for (place, row) in rows.enumerated() {
            guard row.count == first.count else {
                throw .unequalRows(row: place, found: row.count, expected: first.count)
            }
            if let wrong = row.firstIndex(where: { !$0.isFinite }) {
                throw .notFinite(row: place, place: wrong)
            }
        }
        (seedCount, exampleCount) = (rows.count, first.count)
        values = rows.flatMap { $0 }
    }

    /// Of answers that are right or wrong: 1 or 0.
    public init(correct rows: [[Bool]]) throws(Refusal) {
        try self.init(rows.map { $0.map { $0 ? 1 : 0 } })
    }

    private init(values: [Double], seedCount: Int) {
        (self.values, self.seedCount) = (values, seedCount)
        exampleCount = values.count / seedCount
    }

    subscript(seed: Int, example: Int) -> Double { values[seed * exampleCount + example] }

    func row(_ seed: Int) -> ArraySlice<Double> {
        values[(seed * exampleCount)..<((seed + 1) * exampleCount)]
    }

    /// The numbers, `[seeds, examples]`.
    public var rows: [[Double]] { (0..<seedCount).map { Array(row($0)) } }

    /// The mean of each seed over the examples, `[seeds]`.
    public var seedMeans: [Double] { (0..<seedCount).map { Statistics.mean(of: row($0)) } }

    /// The mean of each example over the seeds, `[examples]`.
    public var exampleMeans: [Double] {
        var sums = [Double](repeating: 0, count: exampleCount)
        for seed in 0..<seedCount {
            for (place, value) in row(seed).enumerated() { sums[place] += value }
        }
        return sums.map { $0 / Double(seedCount) }
    }

    public var mean: Double { Statistics.mean(of: seedMeans) }

    /// The differences seed by seed and example by example.
    func minus(_ other: MethodScores) -> MethodScores {
        MethodScores(values: zip(values, other.values).map { $0 - $1 }, seedCount: seedCount)
    }
}

/// Measured from the first number: equal ones have exactly themselves as mean.
func mean(of values: some Collection<Double>) -> Double {
    guard let first = values.first else { return .nan }
    return first + values.reduce(0) { $0 + ($1 - first) } / Double(values.count)
}

/// Divided by one less than there are.
func variance(of values: some Collection<Double>) -> Double {
    let center = mean(of: values)
    return values.reduce(0) { $0 + ($1 - center) * ($1 - center) } / Double(values.count - 1)
}
