import Experiments
import Foundation
import Isotropy
import IsotropyCommands
import Models
import Tasks
import TestSupport
import Torch
import Training

/// A short run of the small random model on files made here, for the commands that use what it leaves.
struct TinyCheckpoint {
    let folder: TemporaryFolder
    var path: String { RunDirectory(folder.file("run")).checkpoint.path }

    init() throws {
        folder = try TemporaryFolder()
        try writeModelFolder("tiny-bert", to: folder.file("model"))
    }

    /// Trains on rows of the user's own.
    init(_ layout: CustomLayout, train: String, development: String) throws {
        try self.init()
        let rows = try layout.load(
            train: folder.write(train, to: "train.csv"),
            development: folder.write(development, to: "dev.csv"))
        try run(SentenceWorkload(rows))
    }

    func run(
        _ work: some Workload, maximumLength: Int = 32, existing: RunDirectory.Existing = .refuse
    ) throws {
        var training = TrainingOptions()
        training.learningRate = 2e-3
        training.batchSize = 4
        training.epochs = 4
        training.maximumLength = maximumLength
        training.precision = .fp32
        _ = try Experiment(
            source: ModelFolder(folder.file("model")), work: work, methods: [Method()],
            seeds: [1], training: training, preset: .corrected, output: folder.file("run"),
            existing: existing, version: "test"
        ).run(isInterrupted: { false }, reporting: { _ in { _ in } })
    }

    /// What `evaluate` finds, with this checkpoint as the model.
    func evaluate(_ arguments: String...) throws -> EvaluationResult {
        try Evaluate.parse(["--model", path] + arguments).result()
    }

    /// Runs `predict`, with this checkpoint as the model.
    func predict(_ arguments: String...) throws {
        let command = try Predict.parse(["--model", path] + arguments)
        try command.run()
    }

    /// The lines of a file that a command wrote.
    func lines(_ name: String) throws -> [String] {
        try String(contentsOf: folder.file(name), encoding: .utf8)
            .split(separator: "\n").map(String.init)
    }

    func results() throws -> RunResults {
        try readJSON(RunResults.self, from: RunDirectory(folder.file("run")).results)
    }
}
