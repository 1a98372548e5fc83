import Isotropy
import TestSupport
import Testing
import Torch
import Training

/// Against torch.optim.AdamW and the schedules of transformers.
struct OptimizerParityTests {
    struct Recipe: Decodable {
        struct Optimizer: Decodable {
            let learningRate: Double
            let weightDecay: Double
            let epsilon: Double
            let betas: [Double]
        }
        struct Run: Decodable {
            let schedule: Schedule
            let warmupSteps: Int
            let clip: Double?
            let losses: [Double]
            let learningRates: [Double]
            let gradientNorms: [Double]
        }
        let optimizer: Optimizer
        let batches: [[Int]]
        let runs: [String: Run]
    }

    /// Within 1e-4, relative: rounding grows from step to step.
    @Test(arguments: TinyModel.names, ["constant", "warmup-linear-clipped"])
    func twentyStepsMatchTransformers(_ name: String, _ runName: String) throws {
        let recipe = try SharedFixtures.json("\(name)/training.json", as: Recipe.self)
        let run = try #require(recipe.runs[runName])
        #expect(recipe.optimizer.betas == [0.9, 0.999])
        let tiny = try TinyModel(name)
        let count = recipe.batches.count
        let step = TrainingStep(
            model: tiny.model, penalty: NoPenalty(),
            optimizer: AdamW(
                tiny.model.store, epsilon: recipe.optimizer.epsilon,
                weightDecay: recipe.optimizer.weightDecay),
            buffer: GradientBuffer(tiny.model.store, batchesPerStep: 1),
            rate: LearningRate(
                peak: recipe.optimizer.learningRate,
                warmup: Double(run.warmupSteps) / Double(count), totalSteps: count,
                schedule: run.schedule),
            clip: run.clip ?? 0, accumulate: 1, seed: 1)
        var worst = (loss: 0.0, rate: 0.0, norm: 0.0)
        for (index, rows) in recipe.batches.enumerated() {
            let record = try step([rows.map { tiny.examples[$0] }], step: index).record()
            worst.loss = max(worst.loss, distance(record.loss, run.losses[index]))
            worst.rate = max(worst.rate, distance(record.learningRate, run.learningRates[index]))
            worst.norm = max(worst.norm, distance(record.gradientNorm, run.gradientNorms[index]))
        }
        note(
            "\(name) \(runName), losses, rates, norms",
            Closeness([worst.loss, worst.rate, worst.norm], to: [0, 0, 0]))
        #expect(worst.loss < 1e-4, "losses")
        #expect(worst.rate < 1e-12, "learning rates")
        #expect(worst.norm < 1e-4, "norms of the gradients")
    }

    /// The relative difference; infinite when it is not a number.
    private func distance(_ found: Double, _ wanted: Double) -> Double {
        if found == wanted { return 0 }
        let difference = ((found - wanted) / wanted).magnitude
        return difference.isNaN ? .infinity : difference
    }
}
