/// The mean of the middle half of all runs of all tasks (Agarwal et al. 2021): not moved by a run that went wrong, as the
/// mean is, and less by chance than the median.
public struct InterquartileMean: Sendable {
    /// The value, with the error of resamples of each task's runs.
    public let estimate: Estimate
    private let bootstrap: StratifiedBootstrap

    /// - Parameter tasks: the results of each task's runs, in one unit.
    public init(_ tasks: [[Double]], resamples: Int = 2000, seed: UInt64 = 0) throws(Refusal) {
        for (row, values) in tasks.enumerated() {
            if let place = values.firstIndex(where: { !$0.isFinite }) {
                throw .notFinite(row: row, place: place)
            }
        }
        bootstrap = try StratifiedBootstrap(tasks, resamples: resamples, seed: seed) {
            Self.value(of: $0.flatMap { $0 })
        }
        estimate = bootstrap.estimate(of: Self.value(of: tasks.flatMap { $0 }))
    }

    /// Between which this share of the resamples lie: the interval of Agarwal et al., too narrow for few runs.
    public func percentiles(level: Double = 0.95) -> ClosedRange<Double> {
        bootstrap.percentiles(level: level)
    }

    /// Without the least and the greatest quarter, each rounded down to whole numbers; `nan` of none.
    public static func value(of values: [Double]) -> Double {
        let cut = values.count / 4
        return mean(of: values.sorted()[cut..<(values.count - cut)])
    }
}
