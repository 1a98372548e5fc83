import Statistics
import TestSupport
import Testing

@Suite struct FamilyTests {
    @Test func adjustedPsEqualStatsmodels() throws {
        for golden in try Goldens.read().holm {
            expectClose(Holm.adjusted(golden.p), golden.adjusted, absolute: 1e-15)
        }
        #expect(Holm.adjusted([]).isEmpty)
    }

    /// p of all pairs .01, .02, .5: adjusted .03, .04, .5.
    @Test func onlyWhatNoPairExplainsIsWorseThanTheBest() {
        let values = [[0, 1]: 0.02, [0, 2]: 0.5, [1, 2]: 0.01]
        let found = BestComparison(means: [0.8, 0.7, 0.81]) { (one, other) -> Double in
            values[[one, other]] ?? 1
        }
        #expect(found.best == 2 && found.tied == [true, false, true])
        expectClose(found.adjustedP, [0.5, 0.03, 1], absolute: 1e-15)
        let least = BestComparison(means: [0.8, 0.7, 0.81], largerIsBetter: false) {
            (one, other) -> Double in values[[one, other]] ?? 1
        }
        #expect(least.best == 1 && least.tied == [false, true, false])
    }

    @Test func aMethodIsTiedWithItself() throws {
        let one = try MethodScores([[1, 0, 1, 1], [1, 0, 1, 0]])
        let found = try BestComparison([one, one])
        #expect(found.best == 0 && found.tied == [true, true])
    }
}
