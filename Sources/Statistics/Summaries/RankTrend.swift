import Metrics

/// Whether more isotropic runs are better ones: Spearman's rho of two numbers over the runs of each task, averaged over
/// tasks.
///
/// Runs of several tasks are never put together: an easy task with isotropic vectors and a hard one without would make a
/// trend that no task has (Simpson 1951).
public struct RankTrend: Sendable {
    /// Two numbers of a run, such as its IsoScore* and its metric.
    public struct Run: Sendable, Hashable {
        public let x: Double
        public let y: Double
        public init(x: Double, y: Double) { (self.x, self.y) = (x, y) }
    }

    /// Of each task.
    public let taskRhos: [Double]
    /// Their mean, with the error by leaving out each seed of each task in turn and Student's t. Tasks are those there
    /// are; seeds are drawn.
    public let rho: Estimate
    private let bootstrap: StratifiedBootstrap

    /// - Parameter tasks: `[tasks, seeds, settings]`: the runs of a seed, with each λ, stay together.
    /// - Throws: for fewer than three seeds of a task, and where a number does not vary or is not finite.
    public init(_ tasks: [[[Run]]], resamples: Int = 2000, seed: UInt64 = 0) throws(Refusal) {
        if tasks.isEmpty { throw .tooFew("tasks", found: 0, needed: 1) }
        var (rhos, parts): ([Double], [(variance: Double, degrees: Double)]) = ([], [])
        let share = 1 / Double(tasks.count * tasks.count)
        for (place, seeds) in tasks.enumerated() {
            guard seeds.count > 2 else {
                throw .tooFew("seeds of task \(place)", found: seeds.count, needed: 3)
            }
            var left: [Double] = []
            for seed in seeds.indices {
                left.append(try Self.rho(Array(seeds[..<seed] + seeds[(seed + 1)...]), place))
            }
            rhos.append(try Self.rho(seeds, place))
            let m = Double(seeds.count)
            parts.append((share * variance(of: left) * (m - 1) * (m - 1) / m, m - 1))
        }
        taskRhos = rhos
        rho = Estimate(mean(of: rhos), parts: parts)
        bootstrap = try StratifiedBootstrap(tasks, resamples: resamples, seed: seed) { tasks in
            // A resample of one seed only may have no rho where several have: it shows no trend.
            mean(of: tasks.map { Self.correlation($0) ?? 0 })
        }
    }

    /// Between which this share of resamples of the seeds lie.
    public func percentiles(level: Double = 0.95) -> ClosedRange<Double> {
        bootstrap.percentiles(level: level)
    }

    private static func rho(_ seeds: [[Run]], _ task: Int) throws(Refusal) -> Double {
        guard let rho = correlation(seeds) else {
            throw .other("task \(task): a number is not finite, or one does not vary over the runs")
        }
        return rho
    }

    private static func correlation(_ seeds: [[Run]]) -> Double? {
        let runs = seeds.flatMap { $0 }
        return spearmanCorrelation(runs.map(\.x), targets: runs.map(\.y))
    }
}
