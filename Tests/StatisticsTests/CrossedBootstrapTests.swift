import Metrics
import Statistics
import TestSupport
import Testing

@Suite struct CrossedBootstrapTests {
    private func scores(_ seed: UInt64, deviations: [Double] = [2, 2]) throws -> [MethodScores] {
        var numbers = NormalNumbers(seed: seed)
        let sweep = SimulatedSweep(exampleCount: 300, seedDeviations: deviations)
        return try sweep.draw(sweep.centers(), &numbers)
    }

    /// Of a mean the resamples' error is that of the mean squares: within 6 % for 2,000 resamples, which leave 2 %.
    @Test(arguments: SeedPairing.allCases)
    func theErrorOfAMeanIsThatOfTheMainTest(_ pairing: SeedPairing) throws {
        let drawn = try scores(1)
        let test = try SeedsAndExamplesTest(drawn[0], minus: drawn[1], seeds: pairing)
        let bootstrap = try CrossedBootstrap(
            SeedMetric(drawn[0]), minus: SeedMetric(drawn[1]), seeds: pairing)
        expectClose([bootstrap.difference.value], [test.difference.value], absolute: 1e-12)
        expectClose(
            [bootstrap.difference.standardError], [test.difference.standardError], relative: 0.06)
        expectClose(bootstrap.variance.seeds, test.variance.seeds, absolute: 1e-12)
        expectClose(bootstrap.variance.rest, test.variance.rest, relative: 0.1)
        #expect(bootstrap.percentiles().contains(test.difference.value))
    }

    /// F1 is a ratio of sums; its linear part by row makes it a mean, whose error the mean squares tell.
    @Test func theErrorOfF1IsThatOfItsLinearPart() throws {
        let drawn = try scores(2, deviations: [0.5, 0.5])
        let targets = (0..<300).map { $0 % 3 == 0 ? 1 : 0 }
        func predictions(_ rows: [[Double]]) -> [[Int]] {
            rows.map { row in zip(row, targets).map { $0 == 1 ? $1 : 1 - $1 } }
        }
        let rows = drawn.map { predictions($0.rows) }
        func linear(_ answers: [Int]) -> [Double] {
            let f1 = Metrics.f1(answers, targets: targets) ?? .nan
            let bottom = Double((answers + targets).reduce(0, +)) / 300
            return zip(answers, targets).map { answer, target in
                f1 + (2 * Double(answer * target) - f1 * Double(answer + target)) / bottom
            }
        }
        let test = try SeedsAndExamplesTest(
            MethodScores(rows[0].map(linear)), minus: MethodScores(rows[1].map(linear)))
        let bootstrap = try CrossedBootstrap(
            SeedMetric(.f1, of: rows[0], targets: targets),
            minus: SeedMetric(.f1, of: rows[1], targets: targets))
        expectClose([bootstrap.difference.value], [test.difference.value], absolute: 1e-12)
        expectClose(
            [bootstrap.difference.standardError], [test.difference.standardError], relative: 0.08)
        #expect(bootstrap.undefinedResamples == 0)
    }

    @Test func aSeedOfTheRandomNumbersGivesTheSameBits() throws {
        let drawn = try scores(3)
        func interval(_ seed: UInt64) throws -> ClosedRange<Double> {
            try CrossedBootstrap(
                SeedMetric(drawn[0]), minus: SeedMetric(drawn[1]), resamples: 200, seed: seed
            ).percentiles()
        }
        #expect(try interval(1) == interval(1) && interval(1) != interval(2))
    }

    @Test func undefinedMetricsAreRefused() throws {
        let targets = (0..<20).map { Double($0) }
        let constant = try SeedMetric(
            .pearson, of: [targets, targets.map { _ in 1 }], targets: targets)
        #expect(throws: Refusal.undefined(seed: 1)) { try CrossedBootstrap(constant) }
        // One row in 20 differs: a third of the resamples lacks it.
        let rare = targets.map { $0 == 7 ? 1.0 : 0 }
        let metric = try SeedMetric(.pearson, of: [rare, rare], targets: targets)
        #expect(throws: Refusal.self) { try CrossedBootstrap(metric, resamples: 200) }
    }
}
