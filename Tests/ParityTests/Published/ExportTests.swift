import Checkpoints
import Encoders
import Foundation
import Isotropy
import Layers
import Models
import TestSupport
import Testing
import Torch
import Training

/// What is trained with any features and normalizer is saved as an ordinary classifier.
struct ExportTests {
    /// Every registered normalizer, by its name.
    struct Method: Sendable, CustomTestStringConvertible {
        let options: any NormalizerOptions

        static let all = MethodRegistry.normalizers.map { Method(options: $0.init()) }
        static let plain = Method(options: NoNormalizerOptions())
        static let isoBN = Method(options: IsoBNOptions())

        var testDescription: String { type(of: options).name }

        func normalizer(size: Int) throws -> any Normalizer {
            try options.makeNormalizer(size: size, on: .cpu)
        }

        /// Of the largest logit: batch normalization multiplies dimensions that hardly vary, and whitening every
        /// direction that hardly does.
        var tolerance: Double {
            options is BatchNormOptions || options is WhiteningOptions ? 1e-4 : 1e-5
        }
    }

    /// The model after five steps.
    static func trained(
        _ name: String, _ features: FeatureSource, _ method: Method
    ) throws -> TinyModel {
        let tiny = try TinyModel(
            name, features: features, normalizer: try method.normalizer(size: 32))
        let store = tiny.model.store
        let optimizer = AdamW(store, epsilon: 1e-8, weightDecay: 0.01)
        let step = TrainingStep(
            model: tiny.model, penalty: NoPenalty(), optimizer: optimizer,
            buffer: GradientBuffer(store, batchesPerStep: 1),
            rate: LearningRate(peak: 1e-3, warmup: 0, totalSteps: 5, schedule: .constant),
            clip: 1, accumulate: 1, seed: 1)
        for index in 0..<5 { _ = try step([tiny.examples], step: index) }
        try optimizer.settle()
        return tiny
    }

    /// Within 1e-5 of the largest logit: folding rounds each weight once more. Batch normalization
    /// multiplies dimensions that hardly vary by up to 300, and with them that rounding: 1e-4. So does whitening
    /// with directions: 1.4e-5 by the reference kernels on a processor with AMX.
    @Test(arguments: FeatureSource.allCases, Method.all)
    func aSavedCheckpointGivesTheSameLogits(
        _ features: FeatureSource, _ method: Method
    ) throws {
        for name in TinyModel.names {
            let tiny = try Self.trained(name, features, method)
            let folder = try TemporaryFolder()
            try writeModelFolder(name, to: folder.file("source"))
            let saved = folder.file("saved")
            try CheckpointExport(model: tiny.model, source: ModelFolder(folder.file("source")))
                .write(to: saved)
            let reloaded = try TinyModel(name, weights: saved.appending(path: "model.safetensors"))
            let logits = try tiny.output().logits.numbers
            try keep(
                saved, of: name, as: "\(features),\(method.testDescription)", outputs: [logits])
            expectClose(
                try reloaded.output().logits.numbers, logits, relative: method.tolerance,
                "\(name) saved with \(features), \(method.testDescription)")
        }
    }

    /// The classifier is taken out of what stands for its pooler: where that shifts states, their sum
    /// is rounded once more.
    @Test(arguments: TinyModel.names)
    func trainingGoesOnFromACheckpointOfTheFirstTokenWithTheSameLogits(_ name: String) throws {
        let tiny = try Self.trained(name, .cls, .plain)
        let folder = try TemporaryFolder()
        try writeModelFolder(name, to: folder.file("source"))
        let saved = folder.file("saved")
        try CheckpointExport(model: tiny.model, source: ModelFolder(folder.file("source")))
            .write(to: saved)
        let source = try ModelFolder(saved)
        let model = try SentenceModel(
            source.encoder, head: tiny.model.head, features: .cls, normalizer: NoNormalizer(),
            precision: .fp32)
        #expect(try model.load(source, seed: 9).new.isEmpty)
        let evaluated = try SentenceModel.fineTuned(source, on: Computation(precision: .fp32))
        #expect(evaluated.head == tiny.model.head)
        let wanted = try tiny.output().logits.numbers
        let batch = try PackedBatch(tiny.examples)
        for (way, again) in [("trained on", model), ("evaluated", evaluated)] {
            expectClose(
                try again(batch, .evaluation()).logits.numbers, wanted, relative: 1e-5,
                "\(name) \(way)")
        }
    }

    @Test func aSavedCheckpointNamesItsLabelsAndKeepsItsTokenizer() throws {
        let tiny = try Self.trained("tiny-bert", .cls, .isoBN)
        let folder = try TemporaryFolder()
        try writeModelFolder("tiny-bert", to: folder.file("source"))
        let saved = folder.file("saved")
        try CheckpointExport(model: tiny.model, source: ModelFolder(folder.file("source")))
            .write(to: saved)
        let model = try ModelFolder(saved)
        let fields = model.configuration.fields
        #expect(fields["architectures"] as? [String] == ["BertForSequenceClassification"])
        #expect(fields["id2label"] as? [String: String] == ["0": "no", "1": "yes"])
        #expect(fields["problem_type"] as? String == "single_label_classification")
        #expect(model.tokenizer.vocabularySize == 80)
    }
}
