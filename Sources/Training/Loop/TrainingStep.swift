import Foundation
import Isotropy
import Layers
import Torch

/// One optimizer step: forward and backward passes over its batches, then AdamW.
package struct TrainingStep<Model: TrainableModel> {
    let model: Model
    let penalty: any Penalty
    let optimizer: AdamW
    let buffer: GradientBuffer
    let rate: LearningRate
    let clip: Double
    /// The most batches of one step: numbers the passes of a run without gaps that collide.
    let accumulate: Int
    let seed: UInt64
    /// Whether layers compute their activations again for the backward pass.
    var recomputingActivations = false

    package init(
        model: Model, penalty: any Penalty, optimizer: AdamW, buffer: GradientBuffer,
        rate: LearningRate, clip: Double, accumulate: Int, seed: UInt64
    ) {
        self.model = model
        self.penalty = penalty
        self.optimizer = optimizer
        self.buffer = buffer
        self.rate = rate
        self.clip = clip
        self.accumulate = accumulate
        self.seed = seed
    }

    /// - Parameters:
    ///   - batches: of one optimizer step. Each batch's loss and penalty count by its share of the
    ///     step's sequences, so that losses add up to the mean over all of them. A penalty is a
    ///     function of each batch's own cloud, so its sum is the mean of the batches' penalties, not
    ///     the penalty of the union.
    ///   - step: counts from 0.
    /// - Returns: the record but for its `epoch`.
    /// - Throws: `TrainingError.notFinite` before any weight is changed.
    package func callAsFunction(_ batches: [[Model.Row]], step: Int) throws -> StepRecord {
        let began = ContinuousClock.now
        let sequences = Double(batches.reduce(0) { $0 + $1.count })
        var (taskLoss, penaltyLoss, tokens) = (0.0, 0.0, 0)
        try buffer.clear()
        for (index, rows) in batches.enumerated() {
            let share = Double(rows.count) / sequences
            let pass = ForwardPass.training(
                seed: seed, step: step * accumulate + index,
                recomputingActivations: recomputingActivations)
            let batch = try PackedBatch(rows)
            try optimizer.prepare(tokens: batch.ids)
            var (loss, states) = try model.loss(of: rows, batch, pass, reading: penalty.reading)
            taskLoss += share * (try finite(loss, "task loss", step))
            if let term = try penalty(states) {
                penaltyLoss += share * (try finite(term, "penalty", step))
                loss = try loss.adding(term)
            }
            try loss.multiplied(by: share).backward()
            try buffer.collect()
            tokens += batch.tokenCount
        }
        let norm = try buffer.norm()
        guard norm.isFinite else {
            throw TrainingError.notFinite(
                term: "gradient's norm", step: step + 1, value: norm, lastGood: "")
        }
        let learningRate = rate.rate(at: step)
        try optimizer.step(
            gradients: buffer.gradients, learningRate: learningRate,
            scale: clip > 0 ? min(1, clip / (norm + 1e-6)) : 1)
        return StepRecord(
            step: step + 1, epoch: 0, loss: taskLoss + penaltyLoss, taskLoss: taskLoss,
            penalty: penaltyLoss, learningRate: learningRate, gradientNorm: norm, tokens: tokens,
            seconds: (ContinuousClock.now - began) / .seconds(1))
    }

    private func finite(_ term: Tensor, _ name: String, _ step: Int) throws -> Double {
        let value = try term.scalar()
        guard value.isFinite else {
            throw TrainingError.notFinite(
                term: name, step: step + 1, value: value, lastGood: "")
        }
        return value
    }
}
