import Metrics
import TestSupport
import Testing

@Suite struct CorrelationBootstrapTests {
    /// A small generator of numbers, the same everywhere.
    private struct Numbers: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            var z = state
            z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
            z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
            return z ^ (z >> 31)
        }

        mutating func normal() -> Double {
            (0..<12).reduce(-6.0) { sum, _ in sum + Double.random(in: 0..<1, using: &self) }
        }
    }

    /// Counting rows is drawing them: the correlations of the rows written out as often, ties among them.
    @Test func countedRowsAreRowsWrittenOut() throws {
        var numbers = Numbers(state: 1)
        for _ in 0..<50 {
            let x = (0..<20).map { _ in Double(Int.random(in: 0..<8, using: &numbers)) }
            let y = (0..<20).map { _ in Double(Int.random(in: 0..<8, using: &numbers)) }
            let counts = (0..<20).map { _ in Int.random(in: 0..<4, using: &numbers) }
            func written(_ values: [Double]) -> [Double] {
                zip(values, counts).flatMap { Array(repeating: $0, count: $1) }
            }
            let ranks = [x, y].map { ResampledCorrelation($0).ranks(counts) }
            let pairs = [
                (
                    ResampledCorrelation.pearson(x, y, counts),
                    pearsonCorrelation(written(x), targets: written(y))
                ),
                (
                    ResampledCorrelation.pearson(ranks[0], ranks[1], counts),
                    spearmanCorrelation(written(x), targets: written(y))
                ),
            ]
            for (found, expected) in pairs {
                expectClose([try #require(found)], [try #require(expected)], absolute: 1e-13)
            }
        }
    }

    /// Two noisy readings of the same numbers: the interval of a correlation, and of the difference of two, hold the true
    /// ones in 95 of 100 samples but for the chance of 200.
    @Test func intervalsHold() {
        var numbers = Numbers(state: 2)
        var (own, difference) = (0, 0)
        // Correlations of x with x + noise: 1 / sqrt(1 + variance).
        let truth = (1 / 2.0.squareRoot(), 1 / 3.0.squareRoot())
        for _ in 0..<200 {
            let x = (0..<150).map { _ in numbers.normal() }
            let one = x.map { $0 + numbers.normal() }
            let two = x.map { $0 + 2.0.squareRoot() * numbers.normal() }
            let bootstrap = CorrelationBootstrap(
                of: [one, two], with: x, .pearson, resamples: 400, using: &numbers)
            if bootstrap.interval(of: 0)?.contains(truth.0) == true { own += 1 }
            if bootstrap.interval(of: 0, minus: 1)?.contains(truth.0 - truth.1) == true {
                difference += 1
            }
        }
        #expect(
            (178...200).contains(own) && (178...200).contains(difference), "\(own) \(difference)")
    }

    @Test func aReadingLessItselfIsNothing() {
        var numbers = Numbers(state: 3)
        let x = (0..<50).map { _ in numbers.normal() }
        let bootstrap = CorrelationBootstrap(
            of: [x, x], with: x, .spearman, resamples: 200, using: &numbers)
        #expect(bootstrap.interval(of: 0, minus: 1) == 0...0)
        #expect(bootstrap.resamples == 200)
        let constant = CorrelationBootstrap(
            of: [x.map { _ in 1 }], with: x, .pearson, resamples: 200, using: &numbers)
        #expect(constant.interval(of: 0) == nil && constant.resamples == 0)
    }
}
