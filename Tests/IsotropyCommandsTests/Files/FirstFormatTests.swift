import Experiments
import Foundation
import Isotropy
import Metrics
import QuestionAnswering
import Testing
import Training

/// Files of format 1 as they were first written. Every later version reads them: they are never made anew.
struct FirstFormatTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fixtures/format-1")

    private func runs(_ name: String) throws -> [FinishedRun] {
        let found = try FinishedRun.all(in: Self.folder.appending(path: name))
        #expect(found.unfinished.isEmpty)
        return found.finished
    }

    @Test(arguments: [("pairs", 2), ("scores", 1), ("spans", 1)])
    func runsAndTheirLogsAreRead(_ name: String, _ count: Int) throws {
        let runs = try runs(name)
        #expect(runs.count == count)
        for run in runs {
            let directory = RunDirectory(run.url)
            #expect(try directory.taskLosses().count == run.results.steps)
            let lines = RecordLines<EvaluationRecord>(try Data(contentsOf: directory.evaluations))
            #expect(lines.damaged == [])
            #expect(lines.records.last?.record.metrics == run.results.development)
            #expect(lines.records.last?.record.isotropy == run.results.isotropy)
        }
        let table = try printed(["table", Self.folder.appending(path: name).path, "--json"])
        #expect(table.contains("\"count\" : \(count)"))
    }

    @Test func optionsMeanWhatTheyMeant() throws {
        let pairs = try runs("pairs").map(\.job)
        #expect(pairs.map(\.seed) == [1, 2])
        let method = Method(normalizer: IsoBNOptions.corrected, penalty: IStarOptions())
        #expect(pairs.allSatisfy { $0.method == method && $0.headline == .classes(.accuracy) })
        var training = TrainingOptions()
        (training.epochs, training.maximumLength) = (1, 64)
        (training.precision, training.threads) = (.fp32, 2)
        #expect(pairs.allSatisfy { $0.training == training && $0.preset == .corrected })
        #expect(pairs[0].details["custom"]?["columns"]?["pair"] == .value(.text("sentence2")))
        let scores = try #require(runs("scores").first?.job)
        #expect(scores.method == Method(normalizer: BatchNormOptions(), penalty: CosRegOptions()))
        #expect(scores.details["targets"]?["mean"] == .value(.number(1.875)))
        let spans = try #require(runs("spans").first?.job)
        var options = SpanOptions()
        options.stride = 6
        #expect(try spans.details["spans"] == RecordedValue(options))
    }

    @Test func thePlaceOfASavedStateIsRead() throws {
        let file = Self.folder.appending(path: "point.json")
        let point = try readJSON(ResumePoint.self, from: file)
        #expect(point.step == 290 && point.best?.step == 48)
        #expect(point.saved.map(\.path).last == "predictions.tsv")
    }
}
