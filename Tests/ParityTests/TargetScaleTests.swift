import Checkpoints
import Foundation
import Isotropy
import Layers
import Models
import TestSupport
import Testing
import Torch
import Training

/// Scores that are learnt in a unit of their own, against plain loops and the same model without it.
struct TargetScaleTests {
    static let names = ["tiny-bert-regression", "tiny-roberta-regression"]
    static let scores = [12.5, 99, 0, 47, 81, 33.25, 100, 58, 64, 7]

    /// Mean 50.175, deviation 34.6.
    private static func scale() throws -> TargetScale { try TargetScale(of: scores) }

    private static func rows(_ tiny: TinyModel, _ scores: [Double]) -> [EncodedExample] {
        zip(tiny.examples, scores).map { row, score in
            EncodedExample(
                identifier: row.identifier, ids: row.ids, typeIDs: row.typeIDs,
                target: .value(score))
        }
    }

    private static func lossAndGradients(
        _ tiny: TinyModel, _ scores: [Double]
    ) throws -> (loss: Double, gradients: [Tensor]) {
        let output = try tiny.output()
        let loss = try tiny.model.loss(output, targets: rows(tiny, scores).map(\.target))
        try loss.backward()
        let gradients = try tiny.parameters.map {
            try #require(try $0.wholeGradient(), "\($0.name)")
        }
        return (try loss.scalar(), gradients)
    }

    /// The loss is the mean square of `w x + b - (score - mean) / deviation`; float32 against float64.
    @Test(arguments: names)
    func theLossAndItsGradientAreThoseOfPlainLoops(_ name: String) throws {
        let tiny = try TinyModel(name, targets: Self.scale())
        let output = try tiny.output()
        let (features, size) = (try output.normalized.numbers, tiny.model.encoder.hiddenSize)
        let weight = try tiny.model.classifier.weight.value.numbers
        let bias = try tiny.model.classifier.bias.value.numbers[0]
        let count = Double(Self.scores.count)
        let mean = Self.scores.reduce(0, +) / count
        let variance = Self.scores.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / count
        var (loss, slope) = (0.0, 0.0)
        var slopes = [Double](repeating: 0, count: size)
        for (row, score) in Self.scores.enumerated() {
            let x = features[row * size..<(row + 1) * size]
            let learnt = zip(x, weight).reduce(bias) { $0 + $1.0 * $1.1 }
            let error = learnt - (score - mean) / variance.squareRoot()
            loss += error * error / count
            slope += 2 * error / count
            for (index, element) in x.enumerated() { slopes[index] += 2 * error * element / count }
        }
        let (found, gradients) = try Self.lossAndGradients(tiny, Self.scores)
        #expect((found - loss).magnitude < 1e-5 * loss, "\(found), not \(loss)")
        let byName = Dictionary(uniqueKeysWithValues: zip(tiny.parameters.map(\.name), gradients))
        let layer = tiny.model.encoder.configuration.family.sentenceHead.classifier
        let found2 = try #require(byName[layer + ".weight"]).numbers
        expectClose(found2, slopes, relative: 1e-5)
        let found3 = try #require(byName[layer + ".bias"]).numbers
        expectClose(found3, [slope], relative: 1e-5)
    }

    @Test(arguments: names)
    func everyGradientIsThatOfScoresInThatUnit(_ name: String) throws {
        let scale = try Self.scale()
        let scaled = try Self.lossAndGradients(TinyModel(name, targets: scale), Self.scores)
        let inUnit = Self.scores.map { ($0 - scale.mean) / scale.deviation }
        let plain = try Self.lossAndGradients(TinyModel(name), inUnit)
        #expect(scaled.loss == plain.loss)
        for (one, other) in zip(scaled.gradients, plain.gradients) {
            #expect(try one.bits == other.bits)
        }
    }

    @Test(arguments: names)
    func outputsAreTheScoresInTheirOwnUnit(_ name: String) throws {
        let scale = try Self.scale()
        let found = try TinyModel(name, targets: scale).output().logits.numbers
        let wanted = try TinyModel(name).output().logits.numbers.map {
            $0 * scale.deviation + scale.mean
        }
        expectClose(found, wanted, relative: 1e-6)
    }

    /// Folding rounds each weight once more. transformers gives the same of the kept ones
    /// (`Tools/fixtures/encoders/exports.py`).
    @Test(arguments: names, FeatureSource.allCases)
    func aSavedCheckpointPutsOutScores(_ name: String, _ features: FeatureSource) throws {
        for method in ExportTests.Method.all {
            let tiny = try TinyModel(
                name, features: features, normalizer: method.normalizer(size: 32),
                targets: Self.scale())
            let store = tiny.model.store
            let optimizer = AdamW(store, epsilon: 1e-8, weightDecay: 0.01)
            let step = TrainingStep(
                model: tiny.model, penalty: NoPenalty(), optimizer: optimizer,
                buffer: GradientBuffer(store, batchesPerStep: 1),
                rate: LearningRate(peak: 1e-3, warmup: 0, totalSteps: 5, schedule: .constant),
                clip: 1, accumulate: 1, seed: 1)
            for index in 0..<5 { _ = try step([Self.rows(tiny, Self.scores)], step: index) }
            try optimizer.settle()
            let folder = try TemporaryFolder()
            try writeModelFolder(name, to: folder.file("source"))
            let saved = folder.file("saved")
            try CheckpointExport(model: tiny.model, source: ModelFolder(folder.file("source")))
                .write(to: saved)
            let scores = try tiny.output().logits.numbers
            try keep(
                saved, of: name, as: "scores,\(features),\(method.testDescription)",
                outputs: [scores])
            let source = try ModelFolder(saved)
            let evaluated = try SentenceModel.fineTuned(source, on: Computation(precision: .fp32))
            #expect(evaluated.head == .regression)
            let batch = try PackedBatch(tiny.examples)
            let found = try evaluated(batch, .evaluation()).logits.numbers
            expectClose(found, scores, relative: method.tolerance, "\(method)")

            // Training goes on from it, in the same unit or in another.
            for unit in [try Self.scale(), try TargetScale(of: [-3, 5]), nil] {
                let again = try SentenceModel(
                    source.encoder, head: .regression, features: features,
                    normalizer: NoNormalizer(), targets: unit, precision: .fp32)
                #expect(try again.load(source, seed: 9).new.isEmpty)
                let output = try again(batch, .evaluation())
                expectClose(
                    try output.logits.numbers, scores, relative: method.tolerance,
                    "\(method), \(String(describing: unit))")
            }
        }
    }
}
