import Experiments
import Foundation
import Isotropy
import Layers
import Models
import Tasks
import TestSupport
import Testing
import Torch
import Training

/// What a run starts from when its model is a checkpoint that was trained already, and what it refuses
/// before it starts.
@Suite struct StartingPointTests {
    private func model(
        _ folder: ModelFolder, _ head: Head, _ features: FeatureSource
    ) throws -> SentenceModel {
        try SentenceModel(
            folder.encoder, head: head, features: features, normalizer: NoNormalizer(),
            precision: .fp32)
    }

    @Test func classifierOfTheSameFeaturesAndLabelsIsKeptToTheBit() throws {
        let run = try TinyRun()
        var trained: [UInt8] = []
        run.afterStep = { _, model in trained = try model.classifier.weight.value.bits }
        run.options.evaluateEvery = 0
        run.options.epochs = 1
        try run.run("run")
        let saved = try ModelFolder(run.directory("run").checkpoint)
        let model = try model(saved, Head(run.task.kind), .cls)
        let report = try model.load(saved, seed: 3)
        #expect(report.new.isEmpty)
        let same = try model.classifier.weight.value.bits == trained
        #expect(same)
    }

    @Test func classifierOfOtherLabelsOrFeaturesStartsAnew() throws {
        let run = try TinyRun()
        try run.run("run")
        let saved = try ModelFolder(run.directory("run").checkpoint)
        let head = Head.classification(labels: ["entailment", "not_entailment"])
        let other = try model(saved, head, .cls)
        #expect(try other.load(saved, seed: 3).new.contains("classifier.weight"))
        let size = try other.classifier.weight.value.sumOfSquares().squareRoot()
        #expect(size > 0.01, "a new classifier must not be scaled like a saved one")

        // The tiny model's own classifier read the pooler.
        let first = try model(run.source, Head(run.task.kind), .cls)
        #expect(try first.load(run.source, seed: 3).new.contains("classifier.weight"))
        let pooled = try model(run.source, Head(run.task.kind), .pooler)
        #expect(try pooled.load(run.source, seed: 3).new.isEmpty)
    }

    @Test func checkpointWithoutAPoolerOfItsOwnIsRefusedWherePoolersAreRead() throws {
        let run = try TinyRun()
        try run.run("run")
        let saved = try ModelFolder(run.directory("run").checkpoint)
        let model = try model(saved, Head(run.task.kind), .pooler)
        #expect(throws: TrainingError.self) { try model.load(saved, seed: 3) }
    }

    @Test func experimentRefusesToReplaceWhatItReadsAndMethodsOfOneName() throws {
        let run = try TinyRun()
        func experiment(_ methods: [Method], _ output: URL) -> Experiment<SentenceWorkload> {
            Experiment(
                source: run.source,
                work: SentenceWorkload(run.task, dataFolder: run.folder.file("data")),
                methods: methods, seeds: [1], training: TrainingOptions(), preset: .corrected,
                output: output, existing: .overwrite, version: "test")
        }
        func problem(_ experiment: Experiment<SentenceWorkload>) -> String {
            do {
                _ = try experiment.run(isInterrupted: { false }, reporting: { _ in { _ in } })
                return "none"
            } catch {
                return "\(error)"
            }
        }
        let above = run.source.url.deletingLastPathComponent()
        #expect(problem(experiment([Method()], above)).contains("would remove"))
        #expect(
            FileManager.default.fileExists(
                atPath: run.source.url.appending(path: "model.safetensors").path))
        let twice = experiment([Method(), Method()], run.folder.file("out"))
        #expect(problem(twice).contains("would share a folder"))
    }
}
