import ArgumentParser
import Experiments
import Formats
import Foundation
import IsotropyCommands
import Metrics
import Tasks
import TestSupport
import Testing
import Training

/// `evaluate` and `predict` on tasks in GLUE's layout, with sentences made here.
struct GLUETaskTests {
    private static let classes = [
        "MNLI": ["entailment", "neutral", "contradiction"],
        "RTE": ["entailment", "not_entailment"],
    ]

    /// A table of pairs; the label follows from the row's number.
    private func table(_ task: String, _ rows: Range<Int>, labelled: Bool = true) -> String {
        let classes = Self.classes[task] ?? []
        let target = task == "MNLI" ? "gold_label" : "label"
        let header = ["index", "sentence1", "sentence2"] + (labelled ? [target] : [])
        let body = rows.enumerated().map { index, row in
            ["\(index)", "w\(5 + row % 70)", "w\(5 + row * 7 % 70)"]
                + (labelled ? [classes[row % classes.count]] : [])
        }
        return ([header] + body).map { $0.joined(separator: "\t") + "\n" }.joined()
    }

    /// A model of the task, trained on files in a folder `data`.
    private func classifier(_ task: String) throws -> TinyCheckpoint {
        let tiny = try TinyCheckpoint()
        let files =
            task == "RTE"
            ? ["train.tsv": 0..<12, "dev.tsv": 12..<20]
            : ["train.tsv": 0..<12, "dev_matched.tsv": 12..<20, "dev_mismatched.tsv": 30..<37]
        let unlabelled =
            task == "RTE"
            ? ["RTE/test.tsv": 40..<45]
            : [
                "MNLI/test_matched.tsv": 40..<43, "MNLI/test_mismatched.tsv": 50..<54,
                "AX/AX.tsv": 60..<62,
            ]
        for folder in [task, "AX"] {
            try FileManager.default.createDirectory(
                at: tiny.folder.file("data/\(folder)"), withIntermediateDirectories: true)
        }
        for (name, rows) in files {
            try tiny.folder.write(table(task, rows), to: "data/\(task)/\(name)")
        }
        for (name, rows) in unlabelled {
            try tiny.folder.write(table(task, rows, labelled: false), to: "data/" + name)
        }
        try tiny.run(
            SentenceWorkload(
                TaskDefinition.named(task), dataFolder: tiny.folder.file("data")))
        return tiny
    }

    @Test func aFurtherDevelopmentSetIsReportedByTheRunAndByEvaluate() throws {
        let tiny = try classifier("MNLI")
        let results = try tiny.results()
        #expect(Set(results.development.keys) == ["accuracy", "mismatched_accuracy"])
        #expect(results.headline == "accuracy")
        let matched = try #require(results.development["accuracy"] ?? nil)
        let mismatched = try #require(results.development["mismatched_accuracy"] ?? nil)
        // Eighths and sevenths: the sets are told apart.
        #expect((matched * 8).rounded() == matched * 8)
        #expect(abs((mismatched * 7).rounded() - mismatched * 7) < 1e-12)
        let data = tiny.folder.file("data").path
        let result = try tiny.evaluate("--task", "mnli", "--data", data)
        #expect(result.metrics == results.development && result.rows == 8)
        let again = try Evaluate.parse([
            "--task", "mnli", "--data", data, "--predictions",
            RunDirectory(tiny.folder.file("run")).predictions.path,
        ]).result()
        #expect(again.metrics == ["accuracy": matched] && again.model == nil)
        let evaluations = try String(
            contentsOf: RunDirectory(tiny.folder.file("run")).evaluations, encoding: .utf8)
        for line in evaluations.split(separator: "\n") {
            #expect(line.contains("\"mismatched_accuracy\":"))
        }
    }

    @Test func twoTasksShareAFolderAndItsArchive() throws {
        let models = try ["MNLI", "RTE"].map(classifier)
        let output = models[0].folder.file("submission").path
        for (model, task) in zip(models, ["mnli", "rte"]) {
            try model.predict(
                "--task", task, "--data", model.folder.file("data").path, "--output", output)
        }
        let rows = ["AX": 2, "MNLI-m": 3, "MNLI-mm": 4, "RTE": 5]
        let names = rows.keys.sorted().map { $0 + ".tsv" }
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: output).sorted()
                == names + ["submission.zip"])
        let file = models[0].folder.file("submission/submission.zip")
        try Data(contentsOf: file).withUnsafeBytes { bytes in
            let archive = try ZipArchive(bytes, isUnpacked: true)
            #expect(archive.entries.map(\.name).sorted() == names)
            for entry in archive.entries {
                let file = models[0].folder.file("submission/\(entry.name)")
                let contents = try archive.contents(
                    of: entry, in: bytes, limits: ZipLimits(byteCount: 1 << 20))
                #expect(try contents == [UInt8](Data(contentsOf: file)))
            }
        }
        for (set, count) in rows {
            let lines = try models[0].lines("submission/\(set).tsv")
            #expect(lines[0] == "index\tprediction" && lines.count == count + 1)
            let cells = lines.dropFirst().map { $0.split(separator: "\t").map(String.init) }
            #expect(cells.map { $0[0] } == (0..<count).map { "\($0)" })
            let known = try #require(Self.classes[set == "RTE" ? "RTE" : "MNLI"])
            #expect(cells.allSatisfy { known.contains($0[1]) })
        }
    }

    @Test func aModelOfOtherLabelsIsRefused() throws {
        let tiny = try classifier("RTE")
        let mnli = try classifier("MNLI")
        #expect(throws: (any Error).self) {
            try tiny.evaluate("--task", "mnli", "--data", mnli.folder.file("data").path)
        }
    }
}
