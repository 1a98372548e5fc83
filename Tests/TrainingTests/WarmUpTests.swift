import Models
import Options
import Testing
import Training

/// A warm-up that takes the whole run.
struct WarmUpTests {
    private func options(
        batchSize: Int = 4, epochs: Int = 1, warmup: Double = 0.06, steps: Int? = nil,
        accumulate: Int = 1, dropLast: Bool = false
    ) -> TrainingOptions {
        var options = TrainingOptions()
        options.learningRate = 4e-5
        (options.batchSize, options.epochs, options.warmup) = (batchSize, epochs, warmup)
        (options.warmupSteps, options.accumulate, options.dropLast) = (steps, accumulate, dropLast)
        return options
    }

    /// Counted one by one, as the loop takes them.
    @Test(arguments: [(0, 4), (1, 4), (3, 4), (4, 4), (5, 4), (40, 4), (41, 7)])
    func stepsAreThoseOfTheBatches(_ rows: Int, _ batchSize: Int) {
        for dropLast in [false, true] {
            for accumulate in 1...3 {
                let batches = BatchOrder(
                    count: rows, batchSize: batchSize, epoch: 0, seed: 1, shuffled: true,
                    dropLast: dropLast
                ).batches.count
                let steps = stride(from: 0, to: batches, by: accumulate).map { $0 }.count
                let options = options(
                    batchSize: batchSize, epochs: 3, accumulate: accumulate, dropLast: dropLast)
                #expect(options.learningRate(rows: rows).totalSteps == 3 * steps)
            }
        }
    }

    @Test(arguments: [(0, 5, 5), (1, 5, 4), (5, 5, 4), (9, 5, 4), (1, 1, 0), (0, 0, 0)])
    func stepsThatTrainHaveARateOverZero(_ warmUp: Int, _ total: Int, _ training: Int) {
        for schedule in [Schedule.linear, .constant, .cosine] {
            let rate = LearningRate(
                peak: 1, warmup: 0, warmupSteps: warmUp, totalSteps: total, schedule: schedule)
            #expect(rate.trainingSteps == training)
            #expect((0..<total).count { rate.rate(at: $0) > 0 } == training)
        }
    }

    @Test func aWarmUpThatEndsInTimeIsNotTold() throws {
        #expect(try options(steps: 9).warmUpNotice(rows: 40) == nil)
        #expect(try options(warmup: 0).warmUpNotice(rows: 4) == nil)
        #expect(try options().warmUpNotice(rows: 40) == nil)
    }

    @Test func aWarmUpOfTheWholeRunIsToldWithItsNumbers() throws {
        #expect(
            try options(steps: 20).warmUpNotice(rows: 40)?.description
                == "the warm-up has 20 steps (`warmup_steps`), and the run 10 steps: the learning rate rises to "
                + "1.80e-5 in the last step and never reaches 4.00e-5")
        let share = try options(warmup: 0.95).warmUpNotice(rows: 40)?.description
        #expect(share?.contains("has 10 steps (`warmup` 0.95 of 10 steps, rounded up)") == true)
        #expect(share?.contains("rises to 3.60e-5") == true)
    }

    @Test func aRunThatWouldTrainNothingIsRefused() throws {
        let share = #expect(throws: TrainingError.self) { try options().warmUpNotice(rows: 4) }
        #expect(
            share?.description
                == "nothing would be trained: the run has 1 step, the warm-up 1 step (`warmup` 0.06 of 1 step, "
                + "rounded up), and the learning rate of its first step is 0. Give `warmup` 0, more `epochs`, or a "
                + "smaller `batch_size`")
        let steps = #expect(throws: TrainingError.self) {
            try options(steps: 7).warmUpNotice(rows: 3)
        }
        #expect(steps?.description.contains("the warm-up 7 steps (`warmup_steps`)") == true)
        #expect(steps?.description.contains("Give `warmup_steps` 0") == true)
    }

    @Test func theShareHasNoEffectBesideTheSteps() {
        var options = options(steps: 3)
        #expect(options.problems == [])
        options.warmup = 0.5
        #expect(
            options.problems.message.description
                == "`warmup` has no effect with `warmup_steps` = 3")
        // A recipe's own share is nobody's wish.
        options.warmup = 0
        #expect(options.problems == [])
    }
}
