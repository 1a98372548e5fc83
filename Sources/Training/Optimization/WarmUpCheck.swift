import Files
import Models
import Options

extension TrainingOptions {
    /// The optimizer steps of one epoch over so many rows.
    package func stepsPerEpoch(rows count: Int) -> Int {
        let batches = BatchOrder.batchCount(count, batchSize: batchSize, dropLast: dropLast)
        return (batches + accumulate - 1) / accumulate
    }

    /// The learning rate of each optimizer step of a run on so many rows.
    public func learningRate(rows count: Int) -> LearningRate {
        LearningRate(
            peak: learningRate, warmup: warmup, warmupSteps: warmupSteps,
            totalSteps: stepsPerEpoch(rows: count) * epochs, schedule: schedule)
    }

    /// What a user should know of a warm-up as long as the run on so many rows, or longer; `nil` where the
    /// learning rate reaches its highest.
    /// - Throws: where no step has a learning rate over 0, so that nothing would be trained.
    public func warmUpNotice(rows count: Int) throws(TrainingError) -> Message? {
        let rate = learningRate(rows: count)
        let total = rate.totalSteps
        guard total > 0, rate.warmupSteps >= total else { return nil }
        let warmUp = steps(rate.warmupSteps)
        let option: Message =
            warmupSteps == nil
            ? "`warmup` \(warmup) of \(steps(total)), rounded up" : "`warmup_steps`"
        guard rate.trainingSteps > 0 else {
            throw .run(
                "nothing would be trained: the run has \(steps(total)), the warm-up \(warmUp) (\(option)), and the "
                    + "learning rate of its first step is 0. Give \(warmupSteps == nil ? "`warmup`" : "`warmup_steps`") "
                    + "0, more `epochs`, or a smaller `batch_size`")
        }
        let highest = rate.rate(at: total - 1)
        return
            "the warm-up has \(warmUp) (\(option)), and the run \(steps(total)): the learning rate rises to "
            + "\(significant(highest, 3)) in the last step and never reaches \(significant(learningRate, 3))"
    }
}

extension LearningRate {
    /// How many steps have a learning rate over 0: all but the first of a warm-up.
    public var trainingSteps: Int { max(0, totalSteps - (warmupSteps > 0 ? 1 : 0)) }
}

private func steps(_ count: Int) -> String { "\(count) step\(count == 1 ? "" : "s")" }
