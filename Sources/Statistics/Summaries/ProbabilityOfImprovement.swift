/// How likely a run of one method is better than a run of another with another seed, averaged over tasks (Agarwal et al.
/// 2021): the Mann-Whitney statistic's share, ties counted half.
public struct ProbabilityOfImprovement: Sendable, Hashable {
    /// The results of two methods on one task, one for each seed; seeds are not paired.
    public struct Task: Sendable, Hashable {
        public let one: [Double]
        public let other: [Double]

        public init(_ one: [Double], over other: [Double]) {
            (self.one, self.other) = (one, other)
        }
    }

    /// 0 ... 1; .5 where neither is better.
    public let value: Double
    private let counts: [(one: Int, other: Int)]

    public init(_ tasks: [Task], largerIsBetter: Bool = true) throws(Refusal) {
        if tasks.isEmpty { throw .tooFew("tasks", found: 0, needed: 1) }
        var sum = 0.0
        for task in tasks {
            let least = min(task.one.count, task.other.count)
            guard least > 1 else { throw .tooFew("seeds of a method", found: least, needed: 2) }
            for (row, values) in [task.one, task.other].enumerated() {
                if let place = values.firstIndex(where: { !$0.isFinite }) {
                    throw .notFinite(row: row, place: place)
                }
            }
            var wins = 0.0
            for one in task.one {
                for other in task.other {
                    wins += one == other ? 0.5 : (one > other) == largerIsBetter ? 1 : 0
                }
            }
            sum += wins / Double(task.one.count * task.other.count)
        }
        value = sum / Double(tasks.count)
        counts = tasks.map { ($0.one.count, $0.other.count) }
    }

    /// The probabilities that these results do not speak against: a score interval, with the variance that a
    /// probability θ implies (Newcombe 2006, part 2, method 5), of each task and averaged. Unlike a bootstrap's, it does
    /// not shrink to a point where all runs of one method are better.
    public func interval(level: Double = 0.95) -> ClosedRange<Double> {
        let z = Normal.quantile((1 + level) / 2)
        func bound(_ end: Double) -> Double {
            var (inside, outside) = (value, end)
            // 60 halvings leave nothing to halve.
            for _ in 0..<60 {
                let middle = (inside + outside) / 2
                if abs(middle - value) <= z * variance(at: middle).squareRoot() {
                    inside = middle
                } else {
                    outside = middle
                }
            }
            return inside
        }
        return bound(0)...bound(1)
    }

    private func variance(at theta: Double) -> Double {
        let sum = counts.reduce(0.0) { sum, counts in
            let (m, n) = (Double(counts.one), Double(counts.other))
            let rest = (m + n) / 2 - 1
            return sum + (1 + rest * ((1 - theta) / (2 - theta) + theta / (1 + theta))) / (m * n)
        }
        return theta * (1 - theta) * sum / Double(counts.count * counts.count)
    }

    public static func == (one: Self, other: Self) -> Bool {
        one.value == other.value && one.counts.elementsEqual(other.counts, by: ==)
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(value) }
}
