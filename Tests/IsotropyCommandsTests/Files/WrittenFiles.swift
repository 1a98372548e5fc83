import Checkpoints
import Experiments
import Foundation
import Isotropy
import IsotropyCommands
import Models
import Tasks
import TestSupport
import Testing
import Training

/// What small runs leave, held against the page.
final class WrittenFiles {
    let folder: TemporaryFolder
    var check: FieldCheck
    var model: String { folder.file("model").path }

    init(_ page: FieldPage) throws {
        folder = try TemporaryFolder()
        check = FieldCheck(page)
        try writeModelFolder("tiny-bert", to: folder.file("model"))
    }

    func text(_ name: String) throws -> String {
        try String(contentsOf: folder.file(name), encoding: .utf8)
    }

    /// Trains as a user would.
    @discardableResult
    func finetune(_ name: String, on rows: [String], _ options: String...) throws -> String {
        try printed(
            [
                "finetune", "--model", model, "--epochs", "1", "--warmup", "0", "--output",
                folder.file(name).path,
            ] + rows + options)
    }

    /// The options that name rows of one's own, which are written.
    private func own(
        _ name: String, _ header: String, train: [String], development: [String]
    ) throws -> [String] {
        func file(_ part: String, _ rows: [String]) throws -> String {
            let lines = ([header] + rows).map { $0 + "\n" }
            return try folder.write(lines.joined(), to: "\(name)-\(part).csv").path
        }
        return try [
            "--task", "custom", "--train", file("train", train), "--dev", file("dev", development),
        ]
    }

    /// A run that is over.
    func checkRun(_ name: String) throws {
        check.check(try text("\(name)/config.json"), as: "a-runs-configjson")
        check.check(try text("\(name)/results.json"), as: "a-runs-resultsjson")
        check.check(linesOf: try text("\(name)/log.jsonl"), as: "logjsonl")
        check.check(linesOf: try text("\(name)/evaluations.jsonl"), as: "evaluationsjsonl")
        if try folder.names(in: name).contains("measures.jsonl") {
            check.check(linesOf: try text("\(name)/measures.jsonl"), as: "measuresjsonl")
        }
        check.check(
            try text("\(name)/checkpoint/config.json"), ofAnotherTool: "checkpointconfigjson",
            fieldsFrom: "isotropy_")
    }

    /// Pairs with names and a test set, single texts of which two are alike, and scores.
    func runsOnOwnFiles() throws {
        let pairs = (0..<16).map { "x\($0),w\(9 + $0),w\(50 - $0),\($0 % 3 == 0 ? "a" : "b")" }
        let ofPairs = try own(
            "pairs", "id,sentence1,sentence2,label", train: pairs,
            development: Array(pairs.prefix(8)))
        try finetune(
            "pairs", on: ofPairs, "--test", folder.file("pairs-dev.csv").path, "--normalizer",
            "isobn", "--penalty", "istar")
        try checkRun("pairs")
        try finetune(
            "alike",
            on: try own(
                "alike", "text,label", train: (0..<16).map { "w\(9 + $0),\($0 % 2)" },
                development: ["w9,0", "w9,1"]),
            "--positive-label", "0", "--metric", "f1", "--tensorboard", folder.file("events").path)
        try checkRun("alike")
        check.check(try text("events/plain/1/run.json"), as: "tensorboards-runjson")
        check.check(
            try printed(["table", folder.file("alike").path, "--json"]), as: "table---json")
        let scores = (0..<16).map { "x\($0);w\(9 + $0);\(Double($0) / 4)" }
        try finetune(
            "scores", on: try own("scores", "row;text;score", train: scores, development: scores),
            "--kind", "regression", "--delimiter", ";", "--id", "row")
        try checkRun("scores")
    }

    /// Runs whose steps are measured: 16 rows a step, so that the fourth that is measured has enough.
    func measuredRun() throws {
        let rows = (0..<16).map { "w\(9 + $0),\($0 % 2)" }
        let own = try own("measured", "text,label", train: rows, development: rows)
        try finetune(
            "measured", on: own, "--epochs", "200", "--evaluate-every", "100", "--measure-every",
            "50", "--select-by", "isoscore:last")
        try checkRun("measured")
        #expect(try folder.names(in: "measured").contains("measures.jsonl"))
    }

    /// Every method, from two seeds, in one tree.
    func tree() throws {
        let rows = (0..<16).map { "w\(9 + $0),\($0 % 2)" }
        let options =
            try own("tree", "text,label", train: rows, development: rows) + ["--seeds", "1,2"]
        check.check(try finetune("tree", on: options, "--json"), as: "a-trees-resultsjson")
        try finetune("tree", on: options, "--resume", "--normalizer", "batchnorm")
        try finetune("tree", on: options, "--resume", "--normalizer", "whitening")
        try finetune("tree", on: options, "--resume", "--penalty", "cosreg")
        check.check(try text("tree/results.json"), as: "a-trees-resultsjson")
        for method in try folder.names(in: "tree") where !method.contains(".") {
            guard method != "figures" else { continue }
            for seed in 1...2 { try checkRun("tree/\(method)/\(seed)") }
        }
        for command in ["table", "report"] {
            check.check(
                try printed([command, folder.file("tree").path, "--json"]), as: "\(command)---json")
        }
    }

    /// Folds that are held out in turn, of classes and of scores.
    func folds() throws {
        for (name, options) in [
            ("folds", ["--seeds", "1,2"]), ("score-folds", ["--kind", "regression"]),
        ] {
            let rows = (0..<16).map { "w\(9 + $0),\($0 % 2)" }
            let train = try folder.write(
                (["text,label"] + rows).map { $0 + "\n" }.joined(), to: "\(name).csv")
            let run = ["--task", "custom", "--train", train.path, "--folds", "2"] + options
            check.check(try finetune(name, on: run, "--json"), as: "a-trees-resultsjson")
            check.check(try text("\(name)/results.json"), as: "a-trees-resultsjson")
            check.check(
                try text("\(name)/plain/1/results.json"), as: "a-cross-validated-seeds-resultsjson")
            for fold in 1...2 { try checkRun("\(name)/plain/1/fold-\(fold)") }
            check.check(
                try printed(["table", folder.file(name).path, "--json"]), as: "table---json")
        }
    }

    /// A run that a signal ends behind an evaluation.
    func interruptedRun() throws {
        let rows = (0..<16).map { "w\(9 + $0),\($0 % 2)" }
        _ = try own("interrupted", "text,label", train: rows, development: rows)
        let task = try CustomLayout().load(
            train: folder.file("interrupted-train.csv"),
            development: folder.file("interrupted-dev.csv"))
        var training = TrainingOptions()
        (training.batchSize, training.evaluateEvery, training.maximumLength) = (4, 1, 16)
        training.measureEvery = 50
        let experiment = try Experiment(
            source: ModelFolder(folder.file("model")), work: SentenceWorkload(task),
            methods: [Method()], seeds: [1], training: training, preset: .corrected,
            output: folder.file("interrupted"), existing: .refuse, version: "test")
        var steps = 0
        _ = try? experiment.run(
            isInterrupted: { steps >= 2 },
            reporting: { _ in
                { event in if case .step(let record) = event { steps = record.step } }
            })
        let state = RunDirectory(folder.file("interrupted")).resumeState
        let metadata = try SafetensorsFile(contentsOf: state).metadata
        check.check(metadata["point"] ?? "", as: "the-saved-states-point")
        check.check(metadata["job"] ?? "", as: "job")
    }
}
