import Testing
import Training

struct ScheduleTests {
    @Test func theRateRisesThenFallsToZero() {
        let rate = LearningRate(peak: 2, warmup: 0.2, totalSteps: 10, schedule: .linear)
        #expect(rate.warmupSteps == 2)
        let expected = [0, 1, 2, 1.75, 1.5, 1.25, 1, 0.75, 0.5, 0.25, 0, 0]
        #expect((0..<12).map(rate.rate) == expected)
    }

    @Test func aConstantRateStaysAfterTheWarmUp() {
        let rate = LearningRate(peak: 3, warmup: 0.25, totalSteps: 4, schedule: .constant)
        #expect((0..<6).map(rate.rate) == [0, 3, 3, 3, 3, 3])
        let bare = LearningRate(peak: 3, warmup: 0, totalSteps: 1, schedule: .linear)
        #expect(bare.rate(at: 0) == 3)
    }

    @Test func theWarmUpIsRoundedUpToWholeSteps() {
        for (warmup, total, steps) in [(0.06, 10, 1), (0.06, 100, 6), (0.5, 3, 2), (0, 7, 0)] {
            let rate = LearningRate(
                peak: 1, warmup: warmup, totalSteps: total, schedule: .linear)
            #expect(rate.warmupSteps == steps, "\(warmup) of \(total)")
        }
    }

    private func order(
        _ count: Int, epoch: Int = 0, seed: UInt64 = 1, shuffled: Bool = true,
        dropLast: Bool = false
    ) -> [[Int]] {
        BatchOrder(
            count: count, batchSize: 4, epoch: epoch, seed: seed, shuffled: shuffled,
            dropLast: dropLast
        ).batches
    }

    @Test func anEpochTakesEveryRowOnceInAnOrderOfItsOwn() {
        #expect(order(10).map(\.count) == [4, 4, 2])
        #expect(order(10).flatMap { $0 }.sorted() == Array(0..<10))
        #expect(order(10) == order(10))
        #expect(order(10) != order(10, epoch: 1))
        #expect(order(10) != order(10, seed: 2))
        #expect(order(10, shuffled: false) == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]])
    }

    @Test func aSmallerLastBatchIsLeftOutWhereAskedUnlessItIsTheOnlyOne() {
        #expect(order(10, dropLast: true).map(\.count) == [4, 4])
        #expect(order(8, dropLast: true).map(\.count) == [4, 4])
        #expect(order(3, dropLast: true).map(\.count) == [3])
        #expect(order(0).isEmpty)
    }

    @Test func rowsOfSimilarLengthShareABatchOfLimitedTokens() {
        let lengths = [9, 2, 30, 3, 2, 9, 100]
        let batches = BatchOrder.byLength(lengths, tokens: 20)
        #expect(batches.flatMap { $0 }.sorted() == Array(0..<7))
        #expect(batches == [[1, 4, 3, 0], [5], [2], [6]])
        #expect(BatchOrder.byLength([], tokens: 20).isEmpty)
    }

    /// The values are those of transformers' `get_cosine_schedule_with_warmup(optimizer, 2, 10)` at rate 2.
    @Test func cosineFallsAlongHalfAWave() {
        let rate = LearningRate(
            peak: 2, warmup: 0.9, warmupSteps: 2, totalSteps: 10, schedule: .cosine)
        let expected = [
            0, 1, 2, 1.9238795325112867, 1.7071067811865475, 1.3826834323650898, 1,
            0.6173165676349103, 0.2928932188134524, 0.07612046748871326,
        ]
        for (step, value) in expected.enumerated() {
            #expect(abs(rate.rate(at: step) - value) < 1e-12)
        }
    }

    @Test func stepsOfWarmUpStandInThePlaceOfTheShare() {
        let rate = LearningRate(
            peak: 3, warmup: 0.5, warmupSteps: 0, totalSteps: 10, schedule: .linear)
        #expect(rate.rate(at: 0) == 3)
        #expect(rate.warmupSteps == 0)
    }
}
