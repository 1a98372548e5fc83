import Experiments
import Files
import Foundation
import Isotropy
import Metrics
import Models
import Tasks
import TestSupport
import Testing
import Training

/// Each fold of a train file held out in turn.
struct CrossValidationTests {
    let tiny: TinyExperiment

    init() throws {
        tiny = try TinyExperiment()
    }

    private func table(_ path: String) throws -> [[String]] {
        let text = try String(contentsOf: tiny.out.appending(path: path), encoding: .utf8)
        return text.split(separator: "\n").map { line in
            line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
    }

    private func pooled(_ path: String) throws -> PooledResults {
        try readJSON(
            PooledResults.self, from: tiny.out.appending(path: path + "/results.json"))
    }

    private func close(_ one: Double??, _ other: Double) -> Bool {
        guard let one = one ?? nil else { return false }
        return abs(one - other) < 1e-12
    }

    @Test func pooledNumbersAreThoseOfTheFoldsAnswersTogether() throws {
        let results = try tiny.run(folds: 3)
        var rows: [String: [String]] = [:]
        var accuracies: [Double] = []
        for fold in 1...3 {
            let answers = try table("plain/1/fold-\(fold)/predictions.tsv")
            let hits = answers.dropFirst().count { $0[1] == $0[2] }
            accuracies.append(Double(hits) / Double(answers.count - 1))
            for answer in answers.dropFirst() {
                #expect(rows.updateValue(answer, forKey: answer[0]) == nil)
            }
        }
        let all = try table("plain/1/predictions.tsv")
        #expect(all.dropFirst().map { $0[0] } == (0..<24).map(String.init))
        #expect(all.dropFirst().allSatisfy { rows[$0[0]] == $0 } && rows.count == 24)
        #expect(all.dropFirst().map { $0[2] } == (0..<24).map { $0 % 3 == 0 ? "yes" : "no" })

        let pooled = try pooled("plain/1")
        #expect(pooled.rows == 24 && pooled.folds == 3 && pooled.seed == 1)
        func count(_ answer: String, _ target: String) -> Double {
            Double(all.dropFirst().count { $0[1] == answer && $0[2] == target })
        }
        let (hits, yes) = (count("yes", "yes"), count("no", "no"))
        #expect(close(pooled.pooled["accuracy"], (hits + yes) / 24))
        let wrong = count("yes", "no") + count("no", "yes")
        #expect(close(pooled.pooled["f1"], 2 * hits / max(1, 2 * hits + wrong)))
        #expect(pooled.classReport?.classes.map(\.support) == [16, 8])
        #expect(pooled.classReport?.classes.map(\.predicted).reduce(0, +) == 24)

        let mean = accuracies.reduce(0, +) / 3
        let squares = accuracies.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
        let summary = try #require(pooled.overFolds["accuracy"])
        #expect(summary.count == 3 && close(summary.mean, mean))
        #expect(close(summary.standardDeviation, (squares / 2).squareRoot()))
        #expect(results.folds == 3 && results.split == "held_out" && results.developmentRows == 24)
        #expect(results.methods[0].score == summary)
        #expect(results.methods[0].runs.map(\.fold) == [1, 2, 3])
    }

    @Test func scoresArePooledToo() throws {
        let rows = (0..<21).map { "w\(9 + $0)\t\(Double($0 % 7) / 2)" }
        try tiny.folder.write(
            "text\tscore\n" + rows.joined(separator: "\n") + "\n", to: "train.tsv")
        try tiny.run(folds: 3, kind: .regression)
        let all = try table("plain/1/predictions.tsv").dropFirst()
        let errors = all.compactMap { row in
            Double(row[1]).flatMap { one in Double(row[2]).map { (one - $0) * (one - $0) } }
        }
        #expect(errors.count == 21)
        let pooled = try pooled("plain/1")
        #expect(close(pooled.pooled["mean_squared_error"], errors.reduce(0, +) / 21))
        #expect(pooled.classReport == nil)
    }

    @Test func seedsAreSummarisedOverTheirFoldsAndPooledForThemselves() throws {
        let results = try tiny.run([Method(), TinyExperiment.isoBN], seeds: [1, 2], folds: 2)
        for method in results.methods {
            #expect(method.runs.map(\.seed) == [1, 1, 2, 2])
            let validation = try #require(method.crossValidation)
            #expect(validation.folds == 2 && validation.seeds == 2)
            #expect(validation.overRuns["accuracy"]?.count == 4)
            let own = validation.bySeed.compactMap { $0.pooled["accuracy"] ?? nil }
            #expect(validation.bySeed.map(\.seed) == [1, 2] && own.count == 2)
            let pooled = try #require(validation.pooled["accuracy"])
            #expect(pooled.count == 2 && pooled.mean == Summary(own).mean)
            #expect(pooled.standardDeviation == Summary(own).standardDeviation)
        }
        let found = try FinishedRun.all(in: tiny.out)
        #expect(found.finished.count == 8 && found.unfinished == [])
        let compared = try ComparedRuns(found.finished)
        #expect(compared.groups.map(\.runs.count) == [4, 4])
        let row = try TaskTable(found.finished)
        #expect(row.columns.map(\.split) == ["2 folds"] && row.columns[0].folds == 2)
        #expect(row.rows.map { $0.scores[0]?.count } == [4, 4])
    }

    @Test func heldOutRowsAreMeasuredOnceAfterTheLastStep() throws {
        let results = try tiny.run(epochs: 3, folds: 3)
        for fold in 1...3 {
            let run = RunDirectory(tiny.out.appending(path: "plain/1/fold-\(fold)"))
            let lines = try String(contentsOf: run.evaluations, encoding: .utf8)
                .split(separator: "\n")
            #expect(lines.count == 1)
        }
        #expect(results.methods[0].runs.allSatisfy { $0.bestStep == $0.steps })
        #expect(results.methods[0].runs.map(\.selectedOn) == ["none", "none", "none"])
    }

    /// Four steps a fold, twelve a seed: in the second fold of the second seed.
    private func interrupted() throws {
        #expect(throws: TrainingError.self) {
            try tiny.run(seeds: [1, 2], stopInAll: 17, folds: 3)
        }
    }

    @Test func anUnfinishedFoldLeavesItsWholeSeedOut() throws {
        try interrupted()
        #expect(try tiny.names.contains("plain/2/fold-1/results.json"))
        #expect(try !tiny.names.contains("plain/2/predictions.tsv"))
        let written = try readJSON(
            ExperimentResults.self, from: tiny.out.appending(path: "results.json"))
        #expect(written.methods.map { $0.runs.map(\.seed) } == [[1, 1, 1]])
        let seed = tiny.out.appending(path: "plain/2").path
        #expect(written.unfinished == [seed])
        let found = try FinishedRun.all(in: tiny.out)
        #expect(found.finished.map(\.job.seed) == [1, 1, 1])
        #expect(found.unfinished.map { $0.path } == [seed])
        // A fold by itself is no result either.
        let alone = try FinishedRun.all(
            inFolders: [tiny.out.appending(path: "plain/2/fold-1").path])
        #expect(alone.finished.isEmpty && alone.unfinished.map { $0.path } == [seed])
    }

    @Test func aResumedFoldEndsAsAnUnbrokenOne() throws {
        try interrupted()
        let log = tiny.out.appending(path: "plain/2/fold-1/log.jsonl")
        let before = try Data(contentsOf: log)
        let results = try tiny.run(seeds: [1, 2], existing: .resume, folds: 3)
        #expect(try Data(contentsOf: log) == before)
        #expect(results.unfinished == [] && results.methods[0].runs.count == 6)
        let whole = try TinyExperiment()
        try whole.run(seeds: [1, 2], folds: 3)
        for seed in 1...2 {
            let name = "plain/\(seed)/predictions.tsv"
            #expect(
                try Data(contentsOf: tiny.out.appending(path: name))
                    == Data(contentsOf: whole.out.appending(path: name)))
        }
    }

    @Test func whatAKillBeforeThePooledResultsLeftIsPooledByResuming() throws {
        try tiny.run(folds: 3)
        let file = tiny.out.appending(path: "plain/1/results.json")
        let before = try Data(contentsOf: file)
        try removeItem(file)
        let found = try FinishedRun.all(in: tiny.out)
        #expect(found.finished.isEmpty && found.unfinished.count == 1)
        try tiny.run(existing: .resume, folds: 3)
        #expect(try Data(contentsOf: file) == before)
    }

    @Test func aFoldThatIsTrainedAnewIsPooledAnew() throws {
        try tiny.run(folds: 3)
        let file = tiny.out.appending(path: "plain/1/predictions.tsv")
        let before = try Data(contentsOf: file)
        try Data("old".utf8).write(to: file)
        try removeItem(tiny.out.appending(path: "plain/1/fold-2"))
        try tiny.run(existing: .resume, folds: 3)
        #expect(try Data(contentsOf: file) == before)
    }

    private func edit(_ name: String, _ change: (inout [[String]]) -> Void) throws {
        var rows = try table(name)
        change(&rows)
        let text = rows.map { $0.joined(separator: "\t") + "\n" }.joined()
        try Data(text.utf8).write(to: tiny.out.appending(path: name))
    }

    @Test func answersThatWereChangedAreNotPooled() throws {
        try tiny.run(folds: 3)
        try removeItem(tiny.out.appending(path: "plain/1/results.json"))
        let name = "plain/1/fold-2/predictions.tsv"
        let before = try Data(contentsOf: tiny.out.appending(path: name))
        func refusal() throws -> String {
            let error = #expect(throws: TrainingError.self) {
                try tiny.run(existing: .resume, folds: 3)
            }
            return try #require(error).description
        }
        try edit(name) { $0[1][1] = $0[1][1] == "yes" ? "no" : "yes" }
        #expect(try refusal().contains("line 2 has another label than its logits say"))
        // The label with its logits.
        try before.write(to: tiny.out.appending(path: name))
        try edit(name) {
            $0[1][1] = $0[1][1] == "yes" ? "no" : "yes"
            $0[1].swapAt(3, 4)
        }
        let text = try refusal()
        #expect(text.contains("fold-2/predictions.tsv: has ") && text.contains("results.json"))
        try removeItem(tiny.out.appending(path: name))
        #expect(try refusal().contains("fold-2/predictions.tsv: is not there"))
        try removeItem(tiny.out.appending(path: "plain/1/fold-2"))
        try tiny.run(existing: .resume, folds: 3)
        #expect(try Data(contentsOf: tiny.out.appending(path: name)) == before)
    }

    @Test func pooledResultsThatWereChangedAreNotShown() throws {
        try tiny.run(folds: 3)
        let file = tiny.out.appending(path: "plain/1/results.json")
        let text = try String(contentsOf: file, encoding: .utf8)
        let summary = try #require(text.range(of: "over_folds"))
        let edited = text.replacingOccurrences(
            of: #""defined" : 3"#, with: #""defined" : 2"#,
            range: summary.lowerBound..<text.endIndex)
        try #require(edited != text)
        try Data(edited.utf8).write(to: file)
        let error = #expect(throws: TrainingError.self) { try FinishedRun.all(in: tiny.out) }
        #expect(error?.description.contains("is not what its folds say") == true)
    }

    @Test func answersOfOtherRowsAreNotPooled() throws {
        try tiny.run(folds: 3)
        try removeItem(tiny.out.appending(path: "plain/1/results.json"))
        let file = tiny.out.appending(path: "plain/1/fold-2/predictions.tsv")
        var lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        lines.swapAt(1, 2)
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: file)
        let error = #expect(throws: TrainingError.self) {
            try tiny.run(existing: .resume, folds: 3)
        }
        #expect(error?.description.contains("line 2 is of another row") == true)
    }

    @Test func otherFoldsJoinNoTreeAndNoTable() throws {
        try tiny.run(folds: 3)
        let error = #expect(throws: TrainingError.self) {
            try tiny.run([TinyExperiment.isoBN], existing: .resume, folds: 2)
        }
        #expect(error?.description.contains("held_out.folds`: 3, now 2") == true)
        #expect(throws: TrainingError.self) {
            try tiny.run([TinyExperiment.isoBN], seeds: [1, 2], existing: .resume)
        }
        let other = try TinyExperiment()
        try other.run([TinyExperiment.isoBN], folds: 2)
        let runs = try FinishedRun.all(inFolders: [tiny.out.path, other.out.path]).finished
        let table = #expect(throws: TrainingError.self) { try TaskTable(runs) }
        #expect(table?.description.contains("set that is scored 3 folds") == true)
        let report = #expect(throws: TrainingError.self) { try ComparedRuns(runs) }
        #expect(report?.description.contains("is 3 folds in the one and 2 folds") == true)
    }

    @Test func methodsOnOtherRowsShareNoColumn() throws {
        try tiny.run(folds: 2)
        let other = try TinyExperiment()
        let train = other.folder.file("train.tsv")
        try Data((String(contentsOf: train, encoding: .utf8) + "w9 w9\tno\n").utf8).write(to: train)
        try other.run([TinyExperiment.isoBN], folds: 2)
        let runs = try FinishedRun.all(inFolders: [tiny.out.path, other.out.path]).finished
        let error = #expect(throws: TrainingError.self) { try TaskTable(runs) }
        #expect(error?.description.contains("are of other rows: train.tsv (XXH64 ") == true)
        let same = try TinyExperiment()
        try same.run([TinyExperiment.isoBN], folds: 2)
        let both = try FinishedRun.all(inFolders: [tiny.out.path, same.out.path]).finished
        #expect(try TaskTable(both).rows.count == 2)
    }

    @Test func aChangedTrainFileIsRefused() throws {
        try interrupted()
        try tiny.append("w5\tyes\n", to: "train.tsv")
        let error = #expect(throws: TrainingError.self) {
            try tiny.run(seeds: [1, 2], existing: .resume, folds: 3)
        }
        #expect(error?.description.contains("train.tsv has changed") == true)
    }

    @Test func overwritingRemovesFoldsAndWhatTheySaidTogether() throws {
        try tiny.run([Method(), TinyExperiment.isoBN], seeds: [1, 2], folds: 3)
        try tiny.folder.write("mine", to: "out/plain/1/notes.txt")
        let results = try tiny.run(seeds: [4], existing: .overwrite, folds: 3)
        #expect(results.methods.map { $0.runs.map(\.seed) } == [[4, 4, 4], [1, 1, 1, 2, 2, 2]])
        let names = try tiny.names
        #expect(!names.contains("plain/2"))
        #expect(names.filter { $0.hasPrefix("plain/1/") } == ["plain/1/notes.txt"])
        #expect(names.filter { $0.hasPrefix(".") || $0.contains("/.") } == [])
    }

    @Test func aCopyOfAFoldCountsNowhere() throws {
        try tiny.run(folds: 2)
        let place = tiny.out.appending(path: "plain/1/fold-2").path
        try FileManager.default.copyItem(
            atPath: place, toPath: tiny.out.appending(path: "plain/1/fold-3").path)
        let results = try tiny.run(existing: .resume, folds: 2)
        #expect(results.leftOut.map { URL(filePath: $0).lastPathComponent } == ["fold-3"])
        #expect(results.methods[0].runs.map(\.fold) == [1, 2])
    }

    @Test func earlyStoppingAndEvaluationsInBetweenHaveNoEffect() throws {
        let rows = try CustomLayout(heldOut: HeldOutRows(folds: 3)).load(
            train: tiny.folder.file("train.tsv"), development: nil)
        let work = SentenceWorkload(rows)
        var options = TrainingOptions()
        (options.earlyStopping, options.evaluateEvery) = (3, 10)
        #expect(work.problems(Method(), options).count == 2)
        #expect(work.problems(Method(), work.usual(options, isGiven: { _ in false })).isEmpty)
        #expect(work.usual(options, isGiven: { $0 == "early_stopping" }).earlyStopping == 3)
    }
}
