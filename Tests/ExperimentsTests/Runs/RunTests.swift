import Checkpoints
import Experiments
import Foundation
import Isotropy
import Layers
import Models
import TestSupport
import Testing
import Torch
import Training

struct RunTests {
    @Test func theBestEvaluationIsChosenAndItsModelSaved() throws {
        let run = try TinyRun()
        let outcome = try run.run("run")
        #expect(outcome.evaluations.map(\.step) == [2, 4, 6, 8, 10, 12])
        var best = -1.0
        for record in outcome.evaluations {
            let score = try #require(record.metrics["accuracy"] ?? nil)
            #expect(record.isBest == (score > best), "step \(record.step)")
            best = max(best, score)
        }
        let chosen = try #require(outcome.evaluations.last { $0.isBest })
        #expect(outcome.results.bestStep == chosen.step)
        #expect(outcome.results.development == chosen.metrics)
        #expect(outcome.results.isotropy == chosen.isotropy)
        #expect(outcome.results.selectedOn == "development")
        #expect(outcome.results.score == outcome.results.test["accuracy"] ?? nil)

        let saved = try ModelFolder(run.directory("run").checkpoint)
        let model = try SentenceModel(
            saved.encoder, head: Head(run.task.kind), features: .pooler, normalizer: NoNormalizer(),
            precision: .fp32)
        _ = try model.load(saved.openWeights(), seed: 9)
        let evaluator = Evaluator(model)
        #expect(
            try evaluator.evaluate(run.data.development, by: run.task.measure).metrics
                == chosen.metrics)
        #expect(
            try evaluator.evaluate(run.data.test, by: run.task.measure).metrics
                == outcome.results.test)
    }

    @Test func theLogCountsStepsEpochsAndTokens() throws {
        let run = try TinyRun()
        run.method.penalty = CosRegOptions()
        let outcome = try run.run("run")
        #expect(outcome.log.map(\.step) == Array(1...12))
        #expect(outcome.log.map(\.epoch) == (1...12).map { Double($0) / 6 })
        let tokens = run.data.train.reduce(0) { $0 + $1.ids.count }
        #expect(outcome.log.reduce(0) { $0 + $1.tokens } == 2 * tokens)
        #expect(outcome.results.tokens == 2 * tokens && outcome.results.steps == 12)
        for record in outcome.log {
            #expect((record.loss - record.taskLoss - record.penalty).magnitude < 1e-12)
            #expect(record.penalty != 0 && record.gradientNorm > 0)
        }
        let fields = try JSONSerialization.jsonObject(
            with: Data(
                try Data(contentsOf: run.directory("run").log)
                    .split(separator: UInt8(ascii: "\n"))[0]))
        #expect(
            Set((fields as? [String: Any] ?? [:]).keys) == [
                "format_version", "step", "epoch", "loss", "task_loss", "penalty", "learning_rate",
                "gradient_norm", "tokens", "seconds", "time",
            ])
    }

    @Test func trainingLearnsTheTask() throws {
        let run = try TinyRun()
        run.options.epochs = 20
        run.options.dropout = 0
        run.options.evaluateEvery = 0
        let outcome = try run.run("run")
        #expect(outcome.log.suffix(6).allSatisfy { $0.taskLoss < 0.1 })
    }

    @Test func evaluationsWithoutABetterOneStopTheRunEarly() throws {
        let run = try TinyRun()
        run.options.learningRate = 1e-20
        run.options.evaluateEvery = 1
        run.options.earlyStopping = 2
        let outcome = try run.run("run")
        #expect(outcome.results.stoppedEarly)
        #expect(outcome.results.steps == 3 && outcome.results.bestStep == 1)
        #expect(outcome.log.count == 3)
        expectSame(try run.run("run", resuming: true), outcome)
    }

    @Test func aScoreIsLearnedAndMeasured() throws {
        let run = try TinyRun(regression: true)
        run.options.epochs = 10
        let outcome = try run.run("run")
        #expect(outcome.results.headline == "pearson_spearman")
        #expect(
            Set(outcome.results.development.keys) == [
                "pearson_spearman", "pearson", "spearman", "mean_squared_error",
                "root_mean_squared_error", "mean_absolute_error", "r2",
            ])
        #expect(try #require(outcome.log.last).taskLoss < outcome.log[0].taskLoss)
        let lines = outcome.predictions.split(separator: "\n")
        #expect(lines[0] == "id\tprediction\ttarget" && lines.count == 11)
    }

    @Test func anUndefinedMetricIsRecordedAsNoneAndStopsNothing() throws {
        let run = try TinyRun(regression: true)
        run.data.development = run.data.development.map {
            EncodedExample(
                identifier: $0.identifier, ids: $0.ids, typeIDs: $0.typeIDs, target: .value(1))
        }
        let outcome = try run.run("run")
        #expect(outcome.results.development["pearson_spearman"] == .some(nil))
        #expect(outcome.results.bestStep == 2)
        #expect(outcome.evaluations.map(\.isBest) == [true, false, false, false, false, false])
        let read = try readJSON(RunResults.self, from: run.directory("run").results)
        #expect(read.development == outcome.results.development)
        expectSame(try run.run("run", resuming: true), outcome)
    }

    @Test func predictionsNameEveryRowOfTheDevelopmentSet() throws {
        let run = try TinyRun()
        let outcome = try run.run("run")
        let lines = outcome.predictions.split(separator: "\n").map {
            $0.split(separator: "\t").map(String.init)
        }
        #expect(lines[0] == ["id", "prediction", "target", "logit_negative", "logit_positive"])
        #expect(lines.dropFirst().map { $0[0] } == run.data.development.map(\.identifier))
        let right = lines.dropFirst().count { $0[1] == $0[2] }
        let accuracy = try #require(outcome.results.development["accuracy"] ?? nil)
        #expect(accuracy == Double(right) / 10)
    }
}
