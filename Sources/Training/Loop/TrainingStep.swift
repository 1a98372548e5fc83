import Foundation
import Isotropy
import Layers
import Models
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
    ///   - measures: look at what the step computes; `nil` where it is not measured.
    /// - Throws: on a processor `TrainingError.notFinite` before any weight is changed; on a GPU the step
    ///   tells when it is read.
    package func callAsFunction(_ batches: [[Model.Row]], step: Int) throws -> PendingStep {
        try self(batches, step: step, measuredBy: nil)
    }

    func callAsFunction(
        _ batches: [[Model.Row]], step: Int, measuredBy measures: TrainingMeasures?
    ) throws -> PendingStep {
        let began = ContinuousClock.now
        let sequences = Double(batches.reduce(0) { $0 + $1.count })
        var (losses, penalties) = ([PendingStep.Term](), [PendingStep.Term]())
        var tokens = 0
        try buffer.clear()
        for (index, rows) in batches.enumerated() {
            let share = Double(rows.count) / sequences
            func term(_ loss: Tensor, _ name: String) throws -> PendingStep.Term {
                PendingStep.Term(
                    name: name, share: share, number: try PendingNumber(loss, name, step))
            }
            let pass = ForwardPass.training(
                seed: seed, step: step * accumulate + index,
                recomputingActivations: recomputingActivations,
                observingAllTokens: measures != nil)
            let batch = try PackedBatch(rows, on: model.store.device)
            try optimizer.prepare(tokens: batch.ids)
            let output = try model.loss(of: rows, batch, pass, reading: penalty.reading)
            var loss = output.loss
            losses.append(try term(loss, "task loss"))
            if let measures {
                try withoutGradients { try measures.add(output) }
            }
            if let added = try penalty(output.states) {
                penalties.append(try term(added, "penalty"))
                loss = try loss.adding(added)
            }
            try (share == 1 ? loss : loss.multiplied(by: share)).backward()
            try buffer.collect()
            tokens += batch.tokenCount
        }
        let (norm, scale) = try clipping(buffer.values, limit: clip)
        let read = try PendingNumber(norm, "gradient's norm", step)
        let learningRate = rate.rate(at: step)
        try optimizer.step(
            gradients: buffer.gradients, learningRate: learningRate, scale: scale)
        return PendingStep(
            step: step, tokens: tokens, learningRate: learningRate, losses: losses,
            penalties: penalties, norm: read, seconds: (ContinuousClock.now - began) / .seconds(1),
            time: Date().timeIntervalSince1970)
    }
}
