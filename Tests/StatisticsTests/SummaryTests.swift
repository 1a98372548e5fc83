import Statistics
import TestSupport
import Testing

@Suite struct SummaryTests {
    @Test func probabilityOfImprovementEqualsMannWhitney() throws {
        for golden in try Goldens.read().improvement {
            let tasks = golden.tasks.map {
                ProbabilityOfImprovement.Task($0[0], over: $0[1])
            }
            let found = try ProbabilityOfImprovement(tasks)
            let interval = found.interval()
            expectClose(
                [found.value, interval.lowerBound, interval.upperBound],
                [golden.value] + golden.interval, absolute: 1e-10)
            let turned = try ProbabilityOfImprovement(tasks, largerIsBetter: false)
            expectClose([turned.value], [1 - golden.value], absolute: 1e-14)
        }
    }

    @Test func theInterquartileMeanEqualsSciPysTrimmedMean() throws {
        for golden in try Goldens.read().interquartile {
            expectClose(
                [InterquartileMean.value(of: golden.values)], [golden.mean], absolute: 1e-14)
        }
    }

    /// The same seed gives the same bits; another one others that come near.
    @Test func intervalsOfTheInterquartileMeanAreReproducible() throws {
        let tasks = try Goldens.read().interquartile.suffix(2).map(\.values)
        let found = try InterquartileMean(tasks, seed: 1)
        #expect(found.percentiles() == (try InterquartileMean(tasks, seed: 1).percentiles()))
        let other = try InterquartileMean(tasks, seed: 2).percentiles()
        #expect(found.percentiles() != other)
        #expect(abs(found.percentiles().lowerBound - other.lowerBound) < 0.1)
        #expect(found.percentiles().contains(found.estimate.value))
        expectClose([found.estimate.degreesOfFreedom ?? .nan], [25], relative: 1e-14)
    }

    /// The ratio by its definition; the bound within what 400 and 1,000 resamples leave open.
    @Test func almostStochasticOrderEqualsDeepSignificance() throws {
        for golden in try Goldens.read().order {
            let found = try AlmostStochasticOrder(golden.one, over: golden.other)
            expectClose([found.violationRatio], [golden.ratio], absolute: 1e-12)
            expectClose([found.upperBound], [golden.bound], absolute: 0.05)
        }
        #expect(throws: Refusal.self) {
            try AlmostStochasticOrder(
                Array(repeating: 1, count: 9), over: Array(0..<10).map { Double($0) })
        }
    }

    @Test func theBestOfSomeTriesEqualsAllChoices() throws {
        let golden = try Goldens.read().best
        let (random, grid) = (
            try ExpectedBest(golden.tries, .random), try ExpectedBest(golden.tries, .grid)
        )
        let least = try ExpectedBest(golden.tries.map { -$0 }, .grid, largerIsBetter: false)
        for row in golden.best {
            expectClose(
                [random.value(of: row.count), grid.deviation(of: row.count)],
                [row.value, row.deviation], absolute: 1e-12)
            expectClose([least.value(of: row.count)], [-row.value], absolute: 1e-12)
            expectClose(
                random.estimate(of: row.count).map { [$0.standardError] }, row.error.map { [$0] },
                absolute: 1e-12)
            #expect(grid.estimate(of: row.count) == nil)
        }
        #expect(grid.deviation(of: 10) == 0)
    }

    @Test func rhosOfTasksEqualSciPy() throws {
        let golden = try Goldens.read().trend
        let tasks = golden.tasks.map { task in
            task.map { seed in seed.map { RankTrend.Run(x: $0[0], y: $0[1]) } }
        }
        let found = try RankTrend(tasks)
        expectClose(found.taskRhos, golden.rhos, absolute: 1e-12)
        expectClose(
            golden.expected.found(found.rho), golden.expected.numbers, absolute: 1e-10)
        #expect(found.percentiles().contains(found.rho.value))
    }

    /// Each task has a falling trend; put together they would rise.
    @Test func tasksAreNotPooled() throws {
        let tasks = [0.0, 10].map { shift in
            (0..<3).map { seed in
                (0..<4).map { RankTrend.Run(x: shift + Double($0), y: shift - Double($0 + seed)) }
            }
        }
        #expect(try RankTrend(tasks).rho.value < -0.5)
        let constant = [[[RankTrend.Run]]](
            repeating: Array(repeating: [.init(x: 1, y: 2), .init(x: 1, y: 3)], count: 3), count: 1)
        #expect(throws: Refusal.self) { try RankTrend(constant) }
    }

    @Test func componentsOfVarianceEqualStatsmodels() throws {
        for golden in try Goldens.read().splits {
            let names = ["init", "order", "rate"]
            let split = try VarianceSplit(
                factors: zip(names, golden.levels).map { (name: $0, levels: $1) },
                results: golden.results, repeats: golden.repeats)
            expectClose(
                split.components.map(\.variance), golden.variances, absolute: 1e-10)
            guard let intervals = golden.intervals else { continue }
            expectClose(
                split.components.flatMap { [$0.interval.lowerBound, $0.interval.upperBound] },
                intervals.flatMap { $0 }, absolute: 1e-10)
        }
        let names = try VarianceSplit(
            factors: [("init", 2), ("order", 2)], results: [1, 2, 4, 9]
        ).components.map(\.factors)
        #expect(names == [["init"], ["order"], ["init", "order"]])
        #expect(throws: Refusal.self) {
            try VarianceSplit(factors: [("init", 3)], results: [1, 2, 3])
        }
    }
}
