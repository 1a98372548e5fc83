import Experiments
import Foundation
import Isotropy
import Metrics
import Models
import Tasks
import Testing
import Torch

/// Models that give one answer to everything.
struct CollapseTests {
    /// A run whose classifier is nothing but a constant from some step on.
    private func collapsing(regression: Bool = false, from first: Int = 1) throws -> TinyRun {
        let run = try TinyRun(regression: regression)
        run.afterStep = { record, model in
            guard record.step >= first else { return }
            try model.classifier.weight.update { value throws(TorchError) in try value.fill(0) }
        }
        return run
    }

    @Test func aModelOfOneClassIsAnnouncedAtEachEvaluationAndScoresZero() throws {
        let run = try collapsing()
        run.task = try run.task.reporting(.classes(.matthews))
        let outcome = try run.run("run")
        #expect(outcome.results.development["matthews"] == 0)
        let answer = try #require(outcome.results.onlyAnswers?["development"])
        #expect(["negative", "positive"].contains(answer))
        #expect(outcome.results.onlyAnswers?["test"] == answer)
        #expect(outcome.results.hasCollapsed)
        #expect(outcome.evaluations.allSatisfy { $0.onlyAnswers?["development"] != nil })
        for step in [2, 4, 6, 8, 10, 12] {
            let start = "step \(step): every row of the development set is given the same answer: "
            #expect(run.notices.contains { $0.hasPrefix(start) })
        }
        #expect(run.notices.contains { $0.contains("of the test set") })
    }

    @Test func aConstantScoreHasNoCorrelationAndIsRecorded() throws {
        let run = try collapsing(regression: true)
        let outcome = try run.run("run")
        #expect(outcome.results.score == nil && outcome.results.hasCollapsed)
        #expect(outcome.results.onlyAnswers?["development"] != nil)
        // The first of equals is kept.
        #expect(outcome.results.bestStep == 2)
        expectSame(try run.run("run", resuming: true), outcome)
    }

    @Test func aModelThatStillToldRowsApartIsKept() throws {
        let run = try collapsing(regression: true, from: 6)
        let outcome = try run.run("run")
        #expect(outcome.results.bestStep < 6 && !outcome.results.hasCollapsed)
        #expect(outcome.results.onlyAnswers == [:])
        #expect(
            outcome.evaluations.map { $0.onlyAnswers != nil } == [
                false, false, true, true, true, true,
            ])
    }

    @Test func aResumedRunStillKnowsThatItsBestModelCollapsed() throws {
        let run = try collapsing()
        run.isInterrupted = { step, _ in step == 3 }
        #expect(throws: TrainingError.self) { try run.run("run") }
        run.isInterrupted = { _, _ in false }
        let outcome = try run.run("run", resuming: true)
        #expect(outcome.results.onlyAnswers?.keys.sorted() == ["development", "test"])
    }

    @Test func rowsOfOneClassAreNoCollapse() throws {
        let run = try collapsing()
        run.data.test = run.data.test.map {
            EncodedExample(
                identifier: $0.identifier, ids: $0.ids, typeIDs: $0.typeIDs, target: .label(0))
        }
        let outcome = try run.run("run")
        #expect(outcome.results.onlyAnswers?["test"] == nil)
        #expect(!outcome.results.hasCollapsed)
    }

    @Test func anExperimentsSummariesCountAllSeeds() throws {
        let run = try collapsing()
        var runs = [try run.run("a").results]
        run.afterStep = { _, _ in }
        run.seed = 2
        runs.append(try run.run("b").results)
        for index in runs.indices { runs[index].method = "plain" }
        runs[1].onlyAnswers = [:]
        let method = ExperimentResults.Method(Method(), runs, headline: .classes(.accuracy))
        #expect(method.score?.count == 2 && method.score?.collapsed == 1)
        #expect(method.isoScoreTokens?.count == 2 && method.seconds?.collapsed == 1)
        let json = String(decoding: try JSONEncoder().encode(method.score), as: UTF8.self)
        for field in ["count", "collapsed", "defined"] { #expect(json.contains("\"\(field)\":")) }
    }
}
