import Metrics

/// A metric of one method's predictions, seed by seed, over any rows: what a bootstrap draws from.
public struct SeedMetric: Sendable {
    public let seedCount: Int
    public let exampleCount: Int
    /// The metric of a seed over rows, which may repeat; `nil` where it is not defined.
    public let evaluate: @Sendable (_ seed: Int, _ rows: [Int]) -> Double?

    public init(
        seedCount: Int, exampleCount: Int,
        evaluate: @escaping @Sendable (_ seed: Int, _ rows: [Int]) -> Double?
    ) {
        (self.seedCount, self.exampleCount) = (seedCount, exampleCount)
        self.evaluate = evaluate
    }

    /// The mean over rows.
    public init(_ scores: MethodScores) {
        self.init(seedCount: scores.seedCount, exampleCount: scores.exampleCount) { seed, rows in
            rows.reduce(0) { $0 + scores[seed, $1] } / Double(rows.count)
        }
    }

    /// - Parameters:
    ///   - predictions: class indices, `[seeds, examples]`.
    ///   - targets: `[examples]`.
    public init(
        _ metric: ClassMetric, of predictions: [[Int]], targets: [Int], positive: Int = 1
    ) throws(Refusal) {
        try Self.check(predictions.map(\.count), targets.count)
        self.init(seedCount: predictions.count, exampleCount: targets.count) { seed, rows in
            let answers = predictions[seed]
            return metric.evaluate(
                rows.map { answers[$0] }, targets: rows.map { targets[$0] }, positive: positive)
        }
    }

    /// - Parameters:
    ///   - predictions: numbers, `[seeds, examples]`.
    ///   - targets: `[examples]`.
    public init(
        _ metric: ScoreMetric, of predictions: [[Double]], targets: [Double]
    ) throws(Refusal) {
        try Self.check(predictions.map(\.count), targets.count)
        self.init(seedCount: predictions.count, exampleCount: targets.count) { seed, rows in
            let answers = predictions[seed]
            return metric.evaluate(rows.map { answers[$0] }, targets: rows.map { targets[$0] })
        }
    }

    private static func check(_ counts: [Int], _ targets: Int) throws(Refusal) {
        if counts.isEmpty { throw .tooFew("seeds", found: 0, needed: 1) }
        if let row = counts.firstIndex(where: { $0 != targets }) {
            throw .unequalRows(row: row, found: counts[row], expected: targets)
        }
    }

    func values(_ rows: [Int]) -> [Double?] { (0..<seedCount).map { evaluate($0, rows) } }
}
