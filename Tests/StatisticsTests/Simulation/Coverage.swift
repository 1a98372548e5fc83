import Foundation
import Metrics
import Statistics

/// How often intervals of 95 % hold the true number, by name.
struct Coverage {
    private(set) var held: [String: Int] = [:]
    private(set) var count: [String: Int] = [:]

    mutating func add(_ name: String, _ interval: ClosedRange<Double>, holds truth: Double) {
        count[name, default: 0] += 1
        if interval.contains(truth) { held[name, default: 0] += 1 }
    }

    func share(_ name: String) -> Double {
        Double(held[name] ?? 0) / Double(count[name] ?? 0)
    }
}

extension Coverage {
    /// Of the difference of two methods that are alike, for accuracy and F1, and of one method's accuracy.
    static func bootstraps(_ sweep: SimulatedSweep, sweeps: Int, seed: UInt64) throws -> Coverage {
        var (found, numbers) = (Coverage(), NormalNumbers(seed: seed))
        let centers = sweep.centers()
        for round in 0..<sweeps {
            let drawn = try sweep.draw(centers, &numbers)
            let targets = (0..<sweep.exampleCount).map { _ in numbers.uniform() < 0.35 ? 1 : 0 }
            let metrics = try drawn.map { scores in
                try SeedMetric(
                    .f1,
                    of: scores.rows.map { row in zip(row, targets).map { $0 == 1 ? $1 : 1 - $1 } },
                    targets: targets)
            }
            let difference = try CrossedBootstrap(
                metrics[0], minus: metrics[1], resamples: 400, seed: UInt64(round))
            found.add("F1, t", difference.difference.interval(), holds: 0)
            found.add("F1, percentiles", difference.percentiles(), holds: 0)
            let single = try CrossedBootstrap(
                SeedMetric(drawn[0]), resamples: 400, seed: UInt64(round))
            found.add("accuracy, t", single.difference.interval(), holds: sweep.accuracies[0])
            found.add("accuracy, percentiles", single.percentiles(), holds: sweep.accuracies[0])
        }
        return found
    }

    /// Of seven tasks with skewed and with even results, and the probability that runs of one method are better.
    static func aggregates(seeds: Int, sweeps: Int, seed: UInt64) throws -> Coverage {
        var (found, numbers) = (Coverage(), NormalNumbers(seed: seed))
        let spreads = [0.1, 0.1, 1.1, 0.7, 0.9, 1.4, 0.7]
        func runs(_ count: Int, _ shift: Double) -> [[Double]] {
            spreads.enumerated().map { task, spread in
                (0..<count).map { _ in
                    80 + Double(task) / 2 + shift * spread + spread * numbers.next()
                }
            }
        }
        let truth = InterquartileMean.value(of: runs(20_000, 0).flatMap { $0 })
        for round in 0..<sweeps {
            let (one, other) = (runs(seeds, 0.5), runs(seeds, 0))
            let middle = try InterquartileMean(other, resamples: 400, seed: UInt64(round))
            found.add("interquartile mean, t", middle.estimate.interval(), holds: truth)
            found.add("interquartile mean, percentiles", middle.percentiles(), holds: truth)
            let tasks = zip(one, other).map { ProbabilityOfImprovement.Task($0, over: $1) }
            // Both normal: the difference is half a deviation over the root of 2.
            let better = Normal.probability(upTo: 0.5 / 2.0.squareRoot())
            found.add(
                "improvement, seven tasks", try ProbabilityOfImprovement(tasks).interval(),
                holds: better)
            found.add(
                "improvement, one task", try ProbabilityOfImprovement([tasks[0]]).interval(),
                holds: better)
        }
        return found
    }

    /// Of trends over six settings of four tasks.
    static func trends(seeds: Int, sweeps: Int, seed: UInt64) throws -> Coverage {
        var (found, numbers) = (Coverage(), NormalNumbers(seed: seed))
        let slopes = [0.6, -0.3, 0.2, 0.0]
        func runs(_ count: Int) -> [[[RankTrend.Run]]] {
            slopes.map { slope in
                (0..<count).map { _ in
                    let own = numbers.next()
                    return (0..<6).map { setting in
                        RankTrend.Run(
                            x: Double(setting) + 0.5 * numbers.next(),
                            y: slope * Double(setting) + 0.5 * own + numbers.next())
                    }
                }
            }
        }
        let many = runs(10_000).map { task in
            spearmanCorrelation(
                task.flatMap { $0.map(\.x) }, targets: task.flatMap { $0.map(\.y) }) ?? .nan
        }
        let truth = many.reduce(0, +) / Double(many.count)
        for round in 0..<sweeps {
            let trend = try RankTrend(runs(seeds), resamples: 200, seed: UInt64(round))
            found.add("rho, t", trend.rho.interval(), holds: truth)
            found.add("rho, percentiles", trend.percentiles(), holds: truth)
        }
        return found
    }

    /// Of the best of k of 20 random tries, most of them good and some of them bad.
    static func bests(sweeps: Int, seed: UInt64) throws -> Coverage {
        var (found, numbers) = (Coverage(), NormalNumbers(seed: seed))
        let counts = [1, 2, 5, 10]
        func tries(_ count: Int) -> [Double] {
            (0..<count).map { _ in 85 - exp(numbers.next() * 0.8) }
        }
        let many = try ExpectedBest(tries(20_000), .random)
        for _ in 0..<sweeps {
            let best = try ExpectedBest(tries(20), .random)
            for count in counts {
                guard let estimate = best.estimate(of: count) else { continue }
                found.add("best of \(count)", estimate.interval(), holds: many.value(of: count))
            }
        }
        return found
    }

    /// Of the parts of two crossed seeds with five levels each.
    static func splits(
        _ deviations: (first: Double, second: Double), sweeps: Int, seed: UInt64
    ) throws -> Coverage {
        var (found, numbers) = (Coverage(), NormalNumbers(seed: seed))
        for _ in 0..<sweeps {
            let first = (0..<5).map { _ in deviations.first * numbers.next() }
            let second = (0..<5).map { _ in deviations.second * numbers.next() }
            let results = (0..<25).map { first[$0 / 5] + second[$0 % 5] + numbers.next() }
            let split = try VarianceSplit(
                factors: [("init", 5), ("order", 5)], results: results)
            let truths = [
                deviations.first * deviations.first, deviations.second * deviations.second, 1,
            ]
            for (component, truth) in zip(split.components, truths) {
                found.add(
                    component.factors.joined(separator: " x "), component.interval, holds: truth)
            }
        }
        return found
    }
}

/// How often a method is said to be worse than the best one of several that are all alike.
func shareOfFalseLosers(methods: Int, sweeps: Int, seed: UInt64) throws -> Double {
    var numbers = NormalNumbers(seed: seed)
    let sweep = SimulatedSweep(
        seedCounts: Array(repeating: 5, count: methods),
        seedDeviations: Array(repeating: 1.1, count: methods),
        accuracies: Array(repeating: 0.8, count: methods))
    let centers = sweep.centers()
    var wrong = 0
    for _ in 0..<sweeps {
        let found = try BestComparison(sweep.draw(centers, &numbers))
        if found.tied.contains(false) { wrong += 1 }
    }
    return Double(wrong) / Double(sweeps)
}
