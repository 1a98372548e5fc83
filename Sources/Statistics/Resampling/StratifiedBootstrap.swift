import Metrics

/// How a number varies when the runs of every task are drawn anew, with replacement and task by task (Agarwal et al.
/// 2021).
///
/// Three to ten runs a task make the percentiles too narrow (Documentation/statistics.md has their coverage), which
/// ``estimate(of:)`` is there to make up for.
public struct StratifiedBootstrap: Sendable {
    private let drawn: [Double]
    private let runCount: Int
    private let degrees: Int

    /// - Parameters:
    ///   - runs: of each task.
    ///   - statistic: of as many runs of each task.
    /// - Throws: without a task, and where one has fewer than two runs.
    public init<Run>(
        _ runs: [[Run]], resamples: Int = 2000, seed: UInt64 = 0, statistic: ([[Run]]) -> Double
    ) throws(Refusal) {
        let least = runs.map(\.count).min() ?? 0
        guard least > 1 else { throw .tooFew("runs of a task", found: least, needed: 2) }
        guard resamples >= 100 else { throw .tooFew("resamples", found: resamples, needed: 100) }
        runCount = runs.reduce(0) { $0 + $1.count }
        degrees = runCount - runs.count
        var stream = PhiloxStream(seed: seed, name: "stratified bootstrap")
        drawn = (0..<resamples).map { _ in
            statistic(
                runs.map { task in task.map { _ in task[stream.next(below: task.count)] } })
        }.sorted()
    }

    /// Between which this share of the resamples lie.
    public func percentiles(level: Double = 0.95) -> ClosedRange<Double> {
        quantile(drawn, (1 - level) / 2)...quantile(drawn, (1 + level) / 2)
    }

    /// A statistic's value with the variance of the resamples, and Student's t: runs that are drawn from m with
    /// replacement vary by `1 - 1 / m` of what others would.
    public func estimate(of value: Double) -> Estimate {
        let factor = Double(runCount) / Double(degrees)
        return Estimate(value, parts: [(factor * variance(of: drawn), Double(degrees))])
    }
}
