import Isotropy
import TestSupport
import Testing
import Torch
import Training

/// One optimizer step.
struct StepTests {
    /// The step's record and the moments that it left, which are the scaled gradients.
    private func step(
        _ batches: [Range<Int>], clip: Double, penalty: any Penalty = NoPenalty()
    ) throws -> (StepRecord, [(name: String, tensor: Tensor)]) {
        let run = try TinyRun()
        run.options.dropout = 0
        let model = try run.makeModel()
        let optimizer = AdamW(model.store, epsilon: 1e-8, weightDecay: 0)
        let step = TrainingStep(
            model: model, penalty: penalty, optimizer: optimizer,
            buffer: GradientBuffer(model.store, batchesPerStep: batches.count),
            rate: LearningRate(peak: 1e-3, warmup: 0, totalSteps: 1, schedule: .constant),
            clip: clip, accumulate: batches.count, seed: 1)
        let record = try step(batches.map { Array(run.data.train[$0]) }, step: 0).record()
        return (record, try optimizer.state().filter { $0.name.hasPrefix("adamw.first.") })
    }

    private func norm(_ tensors: [(name: String, tensor: Tensor)]) throws -> Double {
        try tensors.reduce(0) { try $0 + $1.tensor.sumOfSquares() }.squareRoot()
    }

    /// Float32 sums in another order: within 1e-6 of the whole gradient's norm.
    @Test(arguments: [[0..<4, 4..<8, 8..<12], [0..<5, 5..<6, 6..<12]])
    func severalBatchesGiveTheGradientOfTheLargeOne(_ batches: [Range<Int>]) throws {
        let (whole, gradients) = try step([0..<12], clip: 0)
        let (parts, sums) = try step(batches, clip: 0)
        #expect((whole.loss - parts.loss).magnitude < 1e-6 * whole.loss)
        #expect((whole.gradientNorm / parts.gradientNorm - 1).magnitude < 1e-6)
        #expect(whole.tokens == parts.tokens)
        #expect(gradients.map(\.name) == sums.map(\.name))
        let scale = try norm(gradients)
        for (gradient, sum) in zip(gradients, sums) {
            expectClose(
                try sum.tensor.numbers, try gradient.tensor.numbers, absolute: 1e-6 * scale,
                "accumulated \(gradient.name)")
        }
    }

    @Test func theLossOfPenalizedBatchesIsTheMeanByTheirSequences() throws {
        let penalty = CosRegPenalty()
        let parts = try [0..<4, 4..<10].map { try step([$0], clip: 0, penalty: penalty).0 }
        let together = try step([0..<4, 4..<10], clip: 0, penalty: penalty).0
        let expected = 0.4 * parts[0].penalty + 0.6 * parts[1].penalty
        #expect((together.penalty - expected).magnitude < 1e-6)
        #expect((together.loss - 0.4 * parts[0].loss - 0.6 * parts[1].loss).magnitude < 1e-6)
    }

    @Test func gradientsLongerThanTheLimitAreScaledToItAndShorterOnesKept() throws {
        let (record, free) = try step([0..<8], clip: 0)
        let length = try norm(free)
        // The first moment starts at 0 and takes a tenth of the gradient.
        #expect((length - 0.1 * record.gradientNorm).magnitude < 1e-5 * length)
        let (clipped, moments) = try step([0..<8], clip: 0.5)
        #expect(clipped.gradientNorm == record.gradientNorm)
        #expect((try norm(moments) - 0.05).magnitude < 1e-5)
        let (_, kept) = try step([0..<8], clip: 1e6)
        #expect(try norm(kept) == length)
    }

    @Test func weightsWithoutAGradientKeepTheirValues() throws {
        let run = try TinyRun()
        let model = try run.makeModel()
        let before = try #require(model.store["bert.pooler.dense.weight"]).value.bits
        let optimizer = AdamW(model.store, epsilon: 1e-8, weightDecay: 0.1)
        let step = TrainingStep(
            model: model, penalty: NoPenalty(), optimizer: optimizer,
            buffer: GradientBuffer(model.store, batchesPerStep: 1),
            rate: LearningRate(peak: 1, warmup: 0, totalSteps: 1, schedule: .constant), clip: 1,
            accumulate: 1, seed: 1)
        _ = try step([run.data.train], step: 0)
        #expect(try model.store["bert.pooler.dense.weight"]?.value.bits == before)
        #expect(try !optimizer.state().contains { $0.name.contains("pooler") })
    }
}
