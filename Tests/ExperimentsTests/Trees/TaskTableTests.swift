import Experiments
import Foundation
import Isotropy
import Metrics
import Models
import Tasks
import TestSupport
import Testing
import Training

/// Run folders with results that were made up.
private struct Runs {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Writes one run as an experiment would.
    func add(
        _ path: String, _ task: String, _ metrics: [String: Double?], model: String = "/m/tiny",
        method: Method = Method(), seed: UInt64 = 1, test: [String: Double?] = [:],
        epochs: Int = 3, hasEnded: Bool = true, headline: Metric? = nil,
        onlyAnswers: [String: String]? = nil, rows: Int? = nil
    ) throws {
        let url = folder.file(path)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        let directory = RunDirectory(url)
        let headline =
            headline
            ?? (metrics["accuracy"] != nil ? .classes(.accuracy) : .scores(.pearsonSpearman))
        var options = TrainingOptions()
        options.epochs = epochs
        let job = RunConfiguration.Job(
            model: model, task: task, headline: headline, data: "/data", method: method,
            training: options, seed: seed, preset: .corrected)
        try writeJSON(
            RunConfiguration(job: job, inputs: [], environment: .current(version: "test")),
            to: directory.configuration)
        try Data().write(to: directory.log)
        guard hasEnded else { return }
        let answers = onlyAnswers.map { $0.map { "\"\($0)\": \"\($1)\"" }.joined(separator: ", ") }
        let only = answers.map { "\"only_answers\": {\($0)}," } ?? ""
        let counts =
            rows.map {
                "\"rows\": {\"training\": 9, \"training_available\": 9, \"development\": \($0), \"test\": 0},"
            } ?? ""
        let results = """
            {"format_version": 1, "model": "\(model)", "task": "\(task)", "method": "\(method.name)", "seed": \(seed),
             "headline": "\(headline)", "selected_on": "development", "best_step": 1,
             "best_epoch": 1, "development": \(json(metrics)), "test": \(json(test)),
             \(only) \(counts)
             "isotropy": {"explained_variance": [], "explained_variance_curve": [], "layers": []},
             "steps": 1, "stopped_early": false, "tokens": 1, "training_seconds": 1, "seconds": 1}
            """
        try Data(results.utf8).write(to: directory.results)
    }

    private func json(_ values: [String: Double?]) -> String {
        let members = values.map { name, value in
            "\"\(name)\": \(value.map { "\($0)" } ?? "null")"
        }
        return "{\(members.joined(separator: ", "))}"
    }

    func table(_ group: TaskGroup? = nil) throws -> TaskTable {
        try TaskTable(FinishedRun.all(in: folder.url).finished, group: group)
    }
}

private let isoBN = Method(normalizer: IsoBNOptions.corrected)

@Suite struct TaskTableTests {
    @Test func rowsAreModelsAndMethodsAndColumnsAreTasks() throws {
        let runs = try Runs()
        for (seed, value) in [(1, 0.5), (2, 0.7), (3, 0.9)] as [(UInt64, Double)] {
            try runs.add("rte/plain/\(seed)", "rte", ["accuracy": value], seed: seed)
        }
        try runs.add("rte/isobn/1", "rte", ["accuracy": 0.6], method: isoBN)
        try runs.add("mrpc", "mrpc", ["accuracy": 0.8, "f1": 0.9])
        let table = try runs.table()
        #expect(table.columns.map(\.title) == ["mrpc", "rte"])
        #expect(table.columns.map(\.metrics) == [["accuracy"], ["accuracy"]])
        #expect(table.rows.map(\.method) == ["plain", "IsoBN"])
        #expect(table.rows.map(\.model) == ["tiny", "tiny"])
        let plain = table.rows[0]
        #expect(plain.scores.map { $0?.count } == [1, 3])
        #expect(plain.scores[1]?.median == 0.7)
        #expect(try abs(#require(plain.averageOfMedians) - 0.75) < 1e-15)
        #expect(table.rows[1].scores[0] == nil)
        #expect(table.rows[1].averageOfMedians == nil)
        #expect(table.missing.isEmpty && table.leftOut.isEmpty)
    }

    @Test func columnsStandInGLUEsOrderThenTheirListsThenTheirNames() throws {
        let runs = try Runs()
        let tasks = ["zoo", "rte", "reviews", "sts-b", "mnli", "cola", "apes", "sst-5", "mrpc"]
        for task in tasks {
            let metric = task == "sts-b" ? "pearson_spearman" : "accuracy"
            try runs.add(task, task, [metric: 0.5])
        }
        #expect(
            try runs.table().columns.map(\.title) == [
                "cola", "mrpc", "sts-b", "mnli", "rte", "reviews", "sst-5", "apes", "zoo",
            ])
    }

    @Test func unlikeColumnsHaveAnAverageInAGroupOnly() throws {
        let runs = try Runs()
        try runs.add("a", "rte", ["accuracy": 0.5])
        try runs.add("b", "mrpc", ["accuracy": 0.7, "f1": 0.8])
        #expect(try runs.table().hasAverage)
        try runs.add("c", "reviews", ["accuracy": 0.5], test: ["accuracy": 0.9])
        let otherRows = try runs.table()
        #expect(!otherRows.hasAverage && otherRows.rows[0].averageOfMeans == nil)
        let unlike = try Runs()
        for entry in TaskGroup.isoBN.entries {
            let task = entry.tasks[0]
            try unlike.add(task, task, [task == "sts-b" ? "pearson_spearman" : "accuracy": 0.5])
        }
        #expect(try unlike.table().rows[0].averageOfMedians == nil)
        #expect(try unlike.table(.isoBN).rows[0].averageOfMedians == 0.5)
        let errors = try Runs()
        for (name, task) in [("a", "one"), ("b", "two")] {
            try errors.add(
                name, task, ["mean_absolute_error": 0.5], headline: .scores(.meanAbsoluteError))
        }
        #expect(try !errors.table().hasAverage)
    }

    @Test func scoresOfOtherNumbersOfRowsShareNoColumn() throws {
        let runs = try Runs()
        try runs.add("a", "rte", ["accuracy": 0.5], rows: 277)
        try runs.add("b", "rte", ["accuracy": 0.5], method: isoBN, rows: 277)
        #expect(try runs.table().columns[0].rows == 277)
        try runs.add("c", "rte", ["accuracy": 0.5], seed: 2, rows: 100)
        let error = #expect(throws: TrainingError.self) { try runs.table() }
        #expect(error?.description.contains("are of other rows: 277 and 100 rows") == true)
    }

    @Test func leaderboardTakesTheMeanOfATasksMetrics() throws {
        let runs = try Runs()
        try runs.add("a", "mrpc", ["accuracy": 0.8, "f1": 0.9])
        try runs.add("b", "mnli", ["accuracy": 0.8, "mismatched_accuracy": 0.7])
        try runs.add(
            "c", "sts-b", ["pearson_spearman": 0.5, "pearson": 0.5, "spearman": 0.7])
        try runs.add("d", "reviews", ["accuracy": 0.8])
        let table = try runs.table(.glue)
        #expect(table.columns.map(\.title) == TaskGroup.glue.entries.map(\.title))
        let scores = try #require(table.rows.first).scores.map { $0?.mean }
        let expected = [nil, nil, 0.85, 0.6, nil, 0.75, nil, nil, nil]
        for (score, wanted) in zip(scores, expected) {
            #expect((score == nil) == (wanted == nil))
            #expect(abs((score ?? 0) - (wanted ?? 0)) < 1e-15)
        }
        #expect(table.missing == ["CoLA", "SST-2", "QQP", "QNLI", "RTE", "WNLI"])
        #expect(table.leftOut.map { $0.hasSuffix("/d") || $0.hasSuffix("/d/") } == [true])
        #expect(table.rows[0].averageOfMeans == nil)
    }

    @Test func testSetCountsWhereItHasLabels() throws {
        let runs = try Runs()
        try runs.add("a", "reviews", ["accuracy": 0.8], test: ["accuracy": 0.7])
        let table = try runs.table()
        #expect(table.columns.map(\.split) == ["test"])
        #expect(table.rows[0].scores[0]?.mean == 0.7)
    }

    @Test func runsWithoutAScoreAreCountedAndRankWorst() throws {
        let runs = try Runs()
        for (seed, value) in [(1, 0.5), (2, nil), (3, 0.7), (4, 0.6), (5, nil)]
            as [(UInt64, Double?)]
        {
            try runs.add("a/plain/\(seed)", "sts-b", ["pearson_spearman": value], seed: seed)
        }
        let score = try #require(try runs.table().rows[0].scores[0])
        #expect(score.count == 5 && score.collapsed == 2 && score.defined == 3)
        #expect(score.median == 0.5)
        #expect(try abs(#require(score.mean) - 0.6) < 1e-15)
        #expect(try runs.table().rows[0].averageOfMeans == nil)
    }

    @Test func aCollapseIsCountedThoughItHasAScore() throws {
        let runs = try Runs()
        try runs.add(
            "a/plain/1", "reviews", ["accuracy": 0.5], onlyAnswers: ["development": "positive"])
        try runs.add(
            "a/plain/2", "reviews", ["accuracy": 0.5], seed: 2, test: ["accuracy": 0.4],
            onlyAnswers: ["test": "positive"])
        let found = try FinishedRun.all(in: runs.folder.url).finished
        #expect(found.map(\.results.hasCollapsed) == [true, true])
        // What is scored decides.
        try runs.add(
            "b", "rte", ["accuracy": 0.5], test: ["accuracy": 0.4],
            onlyAnswers: ["development": "entailment"])
        let other = try FinishedRun.all(in: runs.folder.file("b")).finished
        #expect(other.map(\.results.hasCollapsed) == [false])
    }

    @Test func aColumnOfErrorsRanksTheLargestWorst() throws {
        let runs = try Runs()
        try runs.add(
            "a/plain/1", "reviews-score", ["mean_squared_error": 0.5],
            headline: .scores(.meanSquaredError))
        try runs.add(
            "a/plain/2", "reviews-score", ["mean_squared_error": nil], seed: 2,
            headline: .scores(.meanSquaredError))
        try runs.add(
            "a/plain/3", "reviews-score", ["mean_squared_error": 0.7], seed: 3,
            headline: .scores(.meanSquaredError))
        #expect(try runs.table().rows[0].scores[0]?.median == 0.7)
    }

    @Test func plainComesFirstAndLambdasInTheirOrder() throws {
        let runs = try Runs()
        func iStar(_ lambda: Double) -> Method {
            var options = IStarOptions()
            options.lambda = lambda
            return Method(penalty: options)
        }
        let methods = [
            Method(penalty: CosRegOptions()), iStar(3), iStar(-5), isoBN,
            Method(),
        ]
        for (index, method) in methods.enumerated() {
            try runs.add("\(index)", "rte", ["accuracy": 0.5], method: method)
        }
        let table = try runs.table()
        #expect(
            table.rows.map(\.method) == [
                "plain", "IsoBN", "I-STAR λ = −5", "I-STAR λ = +3", "CosReg",
            ])
    }

    @Test func runsThatHaveNotEndedAreNamed() throws {
        let runs = try Runs()
        try runs.add("a/plain/1", "rte", ["accuracy": 0.8])
        try runs.add("a/plain/2", "rte", ["accuracy": 0.8], seed: 2, hasEnded: false)
        let found = try FinishedRun.all(in: runs.folder.url)
        #expect(found.finished.map(\.job.seed) == [1])
        #expect(found.unfinished.map(\.lastPathComponent) == ["2"])
    }

    @Test func aTableWithoutANumberIsRefused() throws {
        let runs = try Runs()
        try runs.add("a/plain/1", "rte", ["accuracy": 0.8], hasEnded: false)
        let none = #expect(throws: TrainingError.self) { try runs.table() }
        #expect(none?.description.contains("no run has ended") == true)
        let others = try Runs()
        try others.add("a", "wnli", ["accuracy": 0.8])
        let group = try #require(TaskGroup.all.first { $0.name == "isobn" })
        let foreign = #expect(throws: TrainingError.self) { try others.table(group) }
        #expect(foreign?.description.contains("no run is of a task of the group") == true)
    }

    @Test func folderWithoutARunIsRefused() throws {
        let folder = try TemporaryFolder()
        #expect(throws: TrainingError.self) { try FinishedRun.all(in: folder.url) }
    }

    @Test func runsThatDifferInMoreThanTheSeedShareNoCell() throws {
        let twins = try Runs()
        try twins.add("a", "rte", ["accuracy": 0.8])
        try twins.add("b", "rte", ["accuracy": 0.8])
        let same = #expect(throws: TrainingError.self) { try twins.table() }
        #expect(same?.description.contains("task, model, method and seed") == true)
        let others = try Runs()
        try others.add("a", "rte", ["accuracy": 0.8])
        try others.add("b", "rte", ["accuracy": 0.8], seed: 2, epochs: 4)
        let different = #expect(throws: TrainingError.self) { try others.table() }
        #expect(different?.description.contains("`training.epochs`: 3 and 4") == true)
    }

    @Test(arguments: [
        ("/home/x/tiny", "tiny"), ("/x/tiny/", "tiny"), ("/runs/rte/checkpoint", "rte/checkpoint"),
        ("/runs/mnli/plain/1/checkpoint", "mnli/plain/1/checkpoint"),
        ("/hub/models--google--bert-base/snapshots/0a1b", "google/bert-base"),
        ("/hub/models--albert/snapshots/0a1b", "albert"), ("/a/snapshots/0a1b", "0a1b"),
    ])
    func modelIsCalledByItsNameOrItsFolder(_ path: String, _ title: String) {
        #expect(modelTitle(path) == title)
    }

    @Test func modelsOfOneNameKeepTheirPaths() throws {
        let runs = try Runs()
        try runs.add("a", "rte", ["accuracy": 0.8], model: "/x/tiny")
        try runs.add("b", "rte", ["accuracy": 0.8], model: "/y/tiny")
        #expect(try runs.table().rows.map(\.model) == ["/x/tiny", "/y/tiny"])
    }
}
