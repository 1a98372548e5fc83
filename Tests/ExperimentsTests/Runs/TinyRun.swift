import Checkpoints
import Encoders
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

/// Short runs of the small random models on sentences made here.
final class TinyRun {
    /// All that a run leaves behind, but for times.
    struct Outcome: Equatable {
        var weights: [[UInt8]]
        var log: [StepRecord]
        var evaluations: [EvaluationRecord]
        var checkpoint: Data
        var predictions: String
        var results: RunResults
        /// The bytes of the readings of measured steps; `nil` where none is measured.
        var measures: Data?
    }

    let folder: TemporaryFolder
    let source: ModelFolder
    var options = TrainingOptions()
    var method = Method()
    var task: TaskDefinition
    var data: EncodedData
    var seed: UInt64 = 1
    /// Called after each step, before an evaluation.
    var afterStep: (StepRecord, SentenceModel) throws -> Void = { _, _ in }
    /// What the last run told its user.
    private(set) var notices: [String] = []
    /// Asked after each step, and after an evaluation that comes with it.
    var isInterrupted: (Int, RunDirectory) -> Bool = { _, _ in false }

    /// Two epochs of six steps each, an evaluation every two.
    init(regression: Bool = false, precision: PrecisionChoice = .fp32) throws {
        folder = try TemporaryFolder()
        try writeModelFolder(
            regression ? "tiny-bert-regression" : "tiny-bert", to: folder.file("model"))
        source = try ModelFolder(folder.file("model"))
        task = try TaskDefinition.named(regression ? "reviews-score" : "reviews")
        data = EncodedData(
            train: Self.examples(24, "train", regression),
            development: Self.examples(10, "development", regression),
            test: Self.examples(6, "test", regression))
        options.learningRate = 1e-3
        options.batchSize = 4
        options.epochs = 2
        options.evaluateEvery = 2
        options.dropout = 0.1
        options.precision = precision
    }

    /// Sentences of 3 to 12 tokens; the target follows from the first word.
    static func examples(_ count: Int, _ name: String, _ regression: Bool) -> [EncodedExample] {
        var stream = RandomStream(seed: 1, name: name)
        return (0..<count).map { index in
            let words = (0..<Int.random(in: 1...10, using: &stream)).map { _ in
                Int32.random(in: 5..<80, using: &stream)
            }
            return EncodedExample(
                identifier: "\(name) \(index)", ids: [2] + words + [3],
                typeIDs: Array(repeating: 0, count: words.count + 2),
                target: regression
                    ? .value(Double(words[0]) / 20 - 2) : .label(words[0] < 40 ? 0 : 1))
        }
    }

    /// What stands in the place of the method's normalizer.
    var wrapped: (any Normalizer) -> any Normalizer = { $0 }
    /// What stands in the place of the method's penalty.
    var wrappedPenalty: (any Penalty) -> any Penalty = { $0 }
    /// What was announced of the features of the last run.
    private(set) var collapses: [CollapseRecord] = []

    func directory(_ name: String) -> RunDirectory { RunDirectory(folder.file(name)) }

    func makeModel() throws -> SentenceModel {
        var shape = source.encoder
        let dropout = options.dropout ?? 0
        (shape.hiddenDropout, shape.attentionDropout) = (dropout, dropout)
        shape.classifierDropout = dropout
        let normalizer = try method.normalizer.makeNormalizer(size: 32, on: .cpu)
        let model = try SentenceModel(
            shape, head: Head(task.kind), features: options.features,
            normalizer: wrapped(normalizer),
            precision: options.precision.resolved(on: .cpu).arithmetic)
        _ = try model.load(source.openWeights(), seed: seed)
        return model
    }

    /// Runs until the end or an interruption, which is thrown.
    @discardableResult
    func run(_ name: String, resuming: Bool = false) throws -> Outcome {
        let model = try makeModel()
        let directory = directory(name)
        try FileManager.default.createDirectory(
            at: directory.url, withIntermediateDirectories: true)
        let job = RunConfiguration.Job(
            model: "tiny", task: task.name, headline: task.headline, data: "made here",
            method: method, training: options, seed: seed, preset: .corrected)
        let configuration = RunConfiguration(
            job: job, inputs: [], environment: .current(version: "test"))
        try writeJSON(configuration, to: directory.configuration)
        var step = 0
        (notices, collapses) = ([], [])
        var failure: (any Error)?
        let store = RunFolder(
            directory, job, headline: task.headline,
            rows: RowCounts(
                training: data.train.count, trainingAvailable: data.train.count,
                development: data.development.count, test: data.test.count),
            export: CheckpointExport(model: model, source: source, reading: options.reading).write)
        let trainer = Trainer(
            model: model, rows: data.train,
            judge: SentenceJudge(model, task: task, data: data),
            penalty: wrappedPenalty(try method.penalty.makePenalty()), options: options,
            seed: seed, store: store,
            isInterrupted: { self.isInterrupted(step, directory) },
            report: { event in
                if case .notice(let text) = event { self.notices.append(text.description) }
                if case .collapsed(let collapse) = event { self.collapses.append(collapse) }
                guard case .step(let record) = event else { return }
                step = record.step
                do { try self.afterStep(record, model) } catch { failure = error }
            })
        let results = try trainer.run(resuming: resuming)
        if let failure { throw failure }
        return try outcome(model, directory, results)
    }

    private func outcome(
        _ model: SentenceModel, _ directory: RunDirectory, _ results: RunResults
    ) throws -> Outcome {
        var log = try Self.lines(directory.log, of: StepRecord.self)
        for index in log.indices { (log[index].seconds, log[index].time) = (0, nil) }
        var results = results
        (results.seconds, results.trainingSeconds) = (0, 0)
        return Outcome(
            weights: try model.store.parameters.map { try $0.value.bits }, log: log,
            evaluations: try Self.lines(directory.evaluations, of: EvaluationRecord.self),
            checkpoint: try Data(
                contentsOf: directory.checkpoint.appending(path: "model.safetensors")),
            predictions: try String(contentsOf: directory.predictions, encoding: .utf8),
            results: results, measures: try? Data(contentsOf: directory.measures))
    }

    static func lines<Record: Decodable>(_ url: URL, of type: Record.Type) throws -> [Record] {
        try Data(contentsOf: url).split(separator: UInt8(ascii: "\n")).map {
            try JSONDecoder().decode(type, from: Data($0))
        }
    }
}

/// Says which part of two outcomes differs.
///
/// The parts are compared outside the expectations, which would print every byte of them.
func expectSame(
    _ found: TinyRun.Outcome, _ wanted: TinyRun.Outcome,
    _ location: SourceLocation = #_sourceLocation
) {
    let parts = [
        ("log", found.log == wanted.log),
        ("evaluations", found.evaluations == wanted.evaluations),
        ("results", found.results == wanted.results),
        ("predictions", found.predictions == wanted.predictions),
        ("weights", found.weights == wanted.weights),
        ("checkpoint", found.checkpoint == wanted.checkpoint),
        ("measures", found.measures == wanted.measures),
    ]
    let different = parts.filter { !$0.1 }.map(\.0)
    #expect(different.isEmpty, sourceLocation: location)
}
