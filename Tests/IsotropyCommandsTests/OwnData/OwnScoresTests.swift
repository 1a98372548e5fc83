import Experiments
import Foundation
import Isotropy
import IsotropyCommands
import Metrics
import Models
import Tasks
import TestSupport
import Testing
import Training

/// A regression on files of the user's own, whose scores have any unit.
struct OwnScoresTests {
    /// The score follows from the first word: 0 to 100.
    private static let rows = (0..<40).map { index in
        let word = 10 + (index * 7) % 60
        return "w\(word) w\(75 - index),\(Double(word - 10) / 59 * 100)\n"
    }
    private static let header = "text,score\n"

    private func experiment(
        _ folder: TemporaryFolder, _ name: String, existing: RunDirectory.Existing = .refuse,
        precision: PrecisionChoice = .fp32
    ) throws -> Experiment<SentenceWorkload> {
        let work = try CustomLayout(kind: .regression).load(
            train: folder.write(Self.header + Self.rows.joined(), to: "train.csv"),
            development: folder.write(Self.header + Self.rows.prefix(12).joined(), to: "dev.csv"))
        var training = TrainingOptions()
        training.learningRate = 2e-3
        training.batchSize = 4
        training.epochs = 6
        training.maximumLength = 16
        training.dropout = 0
        training.precision = precision
        return Experiment(
            source: try ModelFolder(folder.file("model")), work: SentenceWorkload(work),
            methods: [Method()], seeds: [1], training: training, preset: .corrected,
            output: folder.file(name), existing: existing, version: "test")
    }

    private func modelFolder() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try writeModelFolder("tiny-bert", to: folder.file("model"))
        return folder
    }

    /// Sixty steps of the size 2e-3 do not reach 50 from 0; the variance of the scores is about 850.
    @Test func scoresOfAnyUnitAreLearntMeasuredAndPredictedInTheirOwn() throws {
        let folder = try modelFolder()
        var notices: [String] = []
        let results = try experiment(folder, "run").run(isInterrupted: { false }) { _ in
            { event in if case .notice(let text) = event { notices.append(text.description) } }
        }
        let error = try #require(
            results.methods[0].runs[0].development["mean_squared_error"] ?? nil)
        #expect(error < 500, "\(error)")
        let told = notices.filter { $0.contains("scores are learnt as (score - ") }
        #expect(told.count == 1, "\(notices)")

        let directory = RunDirectory(folder.file("run"))
        let job = try readJSON(RunConfiguration.self, from: directory.configuration).job
        guard case .value(.number(let mean)) = job.details["targets"]?["mean"],
            case .value(.number(let deviation)) = job.details["targets"]?["deviation"]
        else {
            Issue.record("no unit of scores in \(job.details)")
            return
        }
        #expect((20...80).contains(mean) && (20...40).contains(deviation))
        let lines = try String(contentsOf: directory.predictions, encoding: .utf8)
            .split(separator: "\n").dropFirst().map { $0.split(separator: "\t").map(String.init) }
        let squares = try lines.map { cells in
            let found = try #require(Double(cells[1]))
            let wanted = try #require(Double(cells[2]))
            return (found - wanted) * (found - wanted)
        }
        #expect((squares.reduce(0, +) / 12 - error).magnitude < 1e-9 * error)

        // The checkpoint alone says the same, to the bit.
        let evaluation = try Evaluate.parse([
            "--model", directory.checkpoint.path, "--task", "custom",
            "--test", folder.file("dev.csv").path,
        ]).result()
        #expect(evaluation.metrics == results.methods[0].runs[0].development)
        try Predict.parse([
            "--model", directory.checkpoint.path, "--task", "custom",
            "--input", folder.file("dev.csv").path, "--output", folder.file("out.tsv").path,
        ]).run()
        let answers = try String(contentsOf: folder.file("out.tsv"), encoding: .utf8)
            .split(separator: "\n").dropFirst().map { $0.split(separator: "\t").map(String.init) }
        #expect(answers.map { $0[1] } == lines.map { $0[1] })
    }

    @Test(arguments: ["root_mean_squared_error", "mean_absolute_error"])
    func ofErrorsTheSmallestIsTheBest(_ metric: String) throws {
        let folder = try modelFolder()
        let own = try experiment(folder, "none").work
        var experiment = try experiment(folder, "run")
        experiment.work = own
        experiment.work.task = try own.task.reporting(#require(Metric(named: metric)))
        // Far too fast at the end, so that the last evaluation need not be the best.
        experiment.training.learningRate = 2e-2
        let results = try experiment.run(isInterrupted: { false }, reporting: { _ in { _ in } })
        let run = results.methods[0].runs[0]
        #expect(run.headline == metric)
        let lines = try String(
            contentsOf: RunDirectory(folder.file("run")).evaluations, encoding: .utf8
        ).split(separator: "\n")
        let values = try lines.map { line in
            let object = try #require(
                JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            let value = (object["metrics"] as? [String: Any])?[metric] as? Double
            return (try #require(value), try #require(object["step"] as? Int))
        }
        let best = try #require(values.min { $0.0 < $1.0 })
        #expect(values.count > 1 && run.bestStep == best.1)
        let found = try #require(run.development[metric] ?? nil)
        // Foundation's own reader may be off by the last bit.
        #expect((found - best.0).magnitude <= 1e-12 * best.0)
    }

    @Test func anInterruptedRunGoesOnToTheSameBits() throws {
        let folder = try modelFolder()
        _ = try experiment(folder, "whole").run(
            isInterrupted: { false }, reporting: { _ in { _ in } })
        var steps = 0
        #expect(throws: TrainingError.self) {
            try experiment(folder, "broken").run(isInterrupted: { steps == 23 }) { _ in
                { event in if case .step(let record) = event { steps = record.step } }
            }
        }
        #expect(steps == 23)
        _ = try experiment(folder, "broken", existing: .resume).run(
            isInterrupted: { false }, reporting: { _ in { _ in } })
        let files = try ["whole", "broken"].map {
            try Data(
                contentsOf: RunDirectory(folder.file($0)).checkpoint
                    .appending(path: "model.safetensors"))
        }
        #expect(files[0] == files[1])
    }

    @Test func equalScoresOfTheTrainingRowsAreLearnt() throws {
        let folder = try modelFolder()
        var experiment = try experiment(folder, "run")
        let same = (0..<12).map { "w\(10 + $0),70\n" }.joined()
        experiment.work = SentenceWorkload(
            try CustomLayout(kind: .regression).load(
                train: folder.write(Self.header + same, to: "train.csv"),
                development: folder.file("dev.csv")))
        let results = try experiment.run(isInterrupted: { false }, reporting: { _ in { _ in } })
        let metrics = results.methods[0].runs[0].development
        // About that of 70 for every row.
        let scores = Self.rows.prefix(12).compactMap {
            $0.split(separator: ",").last.flatMap { Double($0.dropLast()) }
        }
        let wanted = scores.map { ($0 - 70) * ($0 - 70) }.reduce(0, +) / 12
        let found = try #require(metrics["mean_squared_error"] ?? nil)
        #expect((found / wanted - 1).magnitude < 0.2, "\(found), \(wanted)")
    }
}
