import Foundation
import Isotropy
import Models
import TestSupport
import Testing
import Torch
import Training

/// A run whose numbers fail stops, says where, and keeps the last good checkpoint.
struct NotFiniteTests {
    /// Runs to the failure, which must keep the checkpoint of `best`.
    private func failure(_ run: TinyRun) throws -> (term: String, step: Int, text: String)? {
        let error = #expect(throws: TrainingError.self) { try run.run("run") }
        guard case .notFinite(let term, let step, let value, let lastGood) = error else {
            Issue.record("\(error as Any)")
            return nil
        }
        #expect(!value.isFinite)
        let text = try #require(error).description
        #expect(text.contains("\(term)") && text.contains("step \(step)"))
        #expect(text.contains(lastGood))
        return (term, step, text)
    }

    private func checkpoint(_ run: TinyRun) throws -> Data {
        try Data(
            contentsOf: run.directory("run").checkpoint.appending(path: "model.safetensors"))
    }

    /// Spoils a weight after a step; the run before it is that of the unspoiled one.
    private func spoil(_ run: TinyRun, after step: Int, with value: Double) {
        run.afterStep = { record, model in
            if record.step == step {
                try model.store["bert.encoder.layer.1.output.dense.bias"]?.update {
                    weight throws(TorchError) in try weight.fill(value)
                }
            }
        }
    }

    @Test(arguments: [Double.nan, .infinity])
    func aLossThatIsNoNumberStopsTheRunAndKeepsTheCheckpoint(_ value: Double) throws {
        let run = try TinyRun()
        var kept = Data()
        spoil(run, after: 3, with: value)
        run.isInterrupted = { step, _ in
            if step == 2 { kept = (try? self.checkpoint(run)) ?? Data() }
            return false
        }
        let failure = try #require(try failure(run))
        #expect(failure.term == "task loss" && failure.step == 4)
        #expect(failure.text.contains("The best checkpoint, of step 2, is kept in "))
        let isKept = try checkpoint(run) == kept
        #expect(isKept && !kept.isEmpty)
        let log = try TinyRun.lines(run.directory("run").log, of: StepRecord.self)
        #expect(log.map(\.step) == [1, 2, 3])
    }

    @Test func aModelThatIsNoNumberIsNeverSavedAsTheBest() throws {
        let run = try TinyRun()
        spoil(run, after: 2, with: .nan)
        let failure = try #require(try failure(run))
        #expect(failure.step == 2)
        #expect(failure.text.contains("No checkpoint had been saved yet."))
        #expect(!FileManager.default.fileExists(atPath: run.directory("run").checkpoint.path))
    }

    @Test func logitsThatAreNoNumbersAreNamed() throws {
        let run = try TinyRun()
        run.afterStep = { record, model in
            if record.step == 4 {
                try model.store["classifier.bias"]?.update { weight throws(TorchError) in
                    try weight.fill(.infinity)
                }
            }
        }
        let failure = try #require(try failure(run))
        #expect(failure.term == "logits of the development set" && failure.step == 4)
        #expect(failure.text.contains("The best checkpoint, of step 2, is kept in "))
    }

    @Test(arguments: ResumeTests.methods)
    func anAbsurdLearningRateIsAnErrorOfTheRunWithEveryMethod(_ name: String) throws {
        let run = try ResumeTests.Case(method: name, precision: .fp32, interruption: 0).makeRun()
        run.options.learningRate = 1e30
        run.options.warmup = 0
        for interval in [1, 2, 0] {
            run.options.evaluateEvery = interval
            let failure = try #require(try failure(run))
            #expect(failure.step <= 7, "\(failure)")
        }
    }

    @Test func aSampleForTheTargetThatIsNoNumberIsAnErrorOfTheRun() throws {
        let run = try ResumeTests.Case(method: "istar", precision: .fp32, interruption: 0).makeRun()
        run.options.evaluateEvery = 12
        spoil(run, after: 6, with: .nan)
        let failure = try #require(try failure(run))
        #expect(failure.term == "sample for the target covariance" && failure.step == 6)
    }
}
