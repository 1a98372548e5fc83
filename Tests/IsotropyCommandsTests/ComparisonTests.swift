import Checkpoints
import Experiments
import Foundation
import IsotropyCommands
import Metrics
import TestSupport
import Testing

/// Methods beside each other, and what is written of finished runs.
struct ComparisonTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try writeModelFolder("tiny-bert", to: folder.file("model"))
        let rows = (0..<20).map { "w\(9 + $0),\($0 % 3 == 0 ? "bad" : "good")\n" }
        _ = try folder.write("text,label\n" + rows.joined(), to: "train.csv")
    }

    @discardableResult
    private func finetune(_ output: String, _ options: String...) throws -> String {
        try printed(
            [
                "finetune", "--model", folder.file("model").path, "--task", "custom", "--train",
                folder.file("train.csv").path, "--epochs", "1", "--warmup", "0", "--output",
                folder.file(output).path,
            ] + options)
    }

    private func results(_ path: String) throws -> RunResults {
        try readJSON(RunResults.self, from: folder.file(path + "/results.json"))
    }

    @Test func everyMethodHasItsRow() throws {
        let table = try finetune(
            "tree", "--dev", "25%", "--method", "plain", "--method", "isobn:beta=1", "--method",
            "batchnorm+istar:lambda=-1,target-size=100")
        for title in ["plain", "IsoBN β = 1", "I-STAR"] {
            #expect(table.contains(title), "\(table)")
        }
        #expect(table.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(table)")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.file("tree").path)
        #expect(names.contains("isobn-beta1"))
        #expect(names.contains("report.html"))
    }

    @Test func methodsAndTheirPartsAreNotMixed() throws {
        let answer = try #require(
            Answer(["finetune", "--method", "plain", "--penalty", "istar", "--lambda", "2"]))
        #expect(answer.code == 64)
        #expect(answer.text.contains("--lambda, --penalty"))
        #expect(try #require(Answer(["finetune", "--method", "istr"])).text.contains("istar"))
    }

    @Test func aRunHasItsRowsAndItsClasses() throws {
        try finetune("run", "--dev", "25%", "--class-weights", "balanced", "--freeze", "1")
        let results = try results("run")
        #expect(results.rows?.training == 15)
        #expect(results.rows?.development == 5)
        let report = try #require(results.classReports?["development"])
        #expect(report.classes.map(\.label) == ["bad", "good"])
        #expect(report.classes.reduce(0) { $0 + $1.support } == 5)
        #expect(results.development["accuracy"] == report.accuracy)
        #expect(results.development["macro_f1"] == report.macro.f1)
    }

    @Test func f1IsOfThePositiveLabel() throws {
        try finetune("run", "--dev", "25%", "--positive-label", "bad")
        let results = try results("run")
        let bad = try #require(results.classReports?["development"]?.classes[0])
        #expect(results.development["f1"] == bad.scores.f1)
        #expect(throws: (any Error).self) {
            try finetune("other", "--dev", "25%", "--positive-label", "ugly")
        }
    }

    /// Every row of the file is of one label, so F1 of the other is 0.
    @Test func thePositiveLabelGoesWithTheModel() throws {
        try finetune("run", "--dev", "25%", "--positive-label", "bad")
        _ = try folder.write("text,label\nw9,bad\nw10,bad\n", to: "test.csv")
        func measured(_ options: String...) throws -> EvaluationResult {
            try Evaluate.parse(
                ["--model", folder.file("run").path, "--test", folder.file("test.csv").path]
                    + options
            ).result()
        }
        let own = try measured()
        #expect(own.positiveLabel == "bad")
        let bad = try #require(own.classReports["test"]?.classes[0])
        #expect(own.metrics["f1"] == bad.scores.f1)
        let other = try measured("--positive-label", "good")
        #expect(other.positiveLabel == "good")
        #expect(other.metrics["f1"] == 0)
    }

    @Test func tablesSayWhichLabelF1IsOf() throws {
        try finetune("run", "--dev", "25%", "--positive-label", "bad", "--metric", "f1")
        try finetune("other", "--dev", "25%", "--metric", "f1")
        let (run, other) = (folder.file("run").path, folder.file("other").path)
        let report = ["report", "--output", folder.file("report").path]
        #expect(try printed(report + [run]).contains("F1 is of the label 'bad'"))
        #expect(try printed(["table", run]).contains("F1 of 'bad'"))
        #expect(try printed(["table", other]).contains("F1 of 'good'"))
        for command in [report, ["table"]] {
            let error = #expect(throws: (any Error).self) { try printed(command + [run, other]) }
            #expect(error.map { "\($0)" }?.contains("label of F1") == true)
        }
    }

    @Test func aReportIsWrittenOfRunsFromAnywhere() throws {
        try finetune("one", "--dev", "25%")
        try finetune("two", "--dev", "25%", "--learning-rate", "1e-3")
        let output = folder.file("report").path
        func report() throws -> String {
            try printed(
                ["report", folder.file("one").path, folder.file("two").path, "--output", output])
        }
        let table = try report()
        #expect(table.contains("plain, --learning-rate 0.001"), "\(table)")
        let page = try String(contentsOf: folder.file("report/report.html"), encoding: .utf8)
        #expect(page.contains("By class"))
        // Again over its own page, and never over another's.
        #expect(try report() == table)
        _ = try folder.write("mine", to: "report/report.html")
        #expect(throws: (any Error).self) { try report() }
    }

    /// The report of a tree is that of its own runs.
    @Test func aReportOfOthersIsNotPutIntoATree() throws {
        try finetune("one", "--dev", "25%")
        try finetune("tree", "--dev", "25%", "--seeds", "1,2")
        func report(_ runs: String, to place: String) throws -> String {
            try printed([
                "report", folder.file(runs).path, "--output", folder.file(place).path,
            ])
        }
        let table = try String(contentsOf: folder.file("tree/table.md"), encoding: .utf8)
        #expect(refusal { _ = try report("one", to: "tree") }.contains("holds runs"))
        #expect(refusal { _ = try report("one", to: "one") }.contains("is a run"))
        _ = try report("tree", to: "tree")
        #expect(
            try String(contentsOf: folder.file("tree/table.md"), encoding: .utf8) == table)
    }

    @Test func runsThatDifferInMuchAreNamedByTheirFolders() throws {
        try finetune("one", "--dev", "25%")
        try finetune(
            "two", "--dev", "25%", "--learning-rate", "1e-3", "--batch-size", "4", "--freeze",
            "embeddings")
        let table = try printed([
            "report", folder.file("one").path, folder.file("two").path, "--output",
            folder.file("report").path,
        ])
        #expect(table.contains("plain (one)") && table.contains("plain (two)"), "\(table)")
        let page = try String(contentsOf: folder.file("report/report.html"), encoding: .utf8)
        for text in [table, page] {
            for flag in ["--learning-rate", "--batch-size", "--freeze"] {
                #expect(text.contains(flag), "\(text)")
            }
            #expect(!text.contains("{custom:"))
        }
        #expect(page.contains("What differs"))
    }

    @Test func everyMetricAndTheBaselineAreShown() throws {
        let table = try finetune("tree", "--dev", "25%", "--seeds", "1,2")
        let page = try String(contentsOf: folder.file("tree/report.html"), encoding: .utf8)
        let markdown = try String(contentsOf: folder.file("tree/table.md"), encoding: .utf8)
        for text in [table, page, markdown] {
            for metric in ["accuracy (%)", "macro F1 (%)", "Matthews correlation (%)"] {
                #expect(text.contains(metric), "\(text)")
            }
            #expect(text.contains("the most frequent label of these rows"), "\(text)")
            #expect(text.contains("ccuracy over 5 development rows"), "\(text)")
        }
        let run = try results("tree/plain/1")
        let baseline = try #require(run.baselines?["development"])
        let report = try #require(run.classReports?["development"])
        let most = try #require(report.classes.max { $0.support < $1.support })
        #expect(baseline.label == most.label)
        #expect(baseline.metrics["accuracy"] == Double(most.support) / 5)
        #expect(run.isotropy.featureVectors == 5)
    }

    @Test func classWeightsNameTheirClasses() throws {
        try finetune("one", "--dev", "25%", "--seeds", "1,2", "--class-weights", "balanced")
        let page = try String(contentsOf: folder.file("one/report.html"), encoding: .utf8)
        #expect(page.contains("balanced; bad 1."), "no names before weights")
    }

    @Test func labelsFromOtherColumnsAreNamed() throws {
        let rows = (0..<20).map { "w\(9 + $0),\($0 % 3 == 0 ? "bad" : "good"),\($0 % 2)\n" }
        _ = try folder.write("text,label,stars\n" + rows.joined(), to: "train.csv")
        try finetune("one", "--dev", "25%")
        try finetune("two", "--dev", "25%", "--label", "stars")
        let said = refusal {
            _ = try printed(["table", folder.file("one").path, folder.file("two").path])
        }
        #expect(said.contains("--label: label and stars"), "\(said)")
    }

    @Test func aReportWithoutItsFolderIsRefusedForOneRun() throws {
        try finetune("one", "--dev", "25%")
        #expect(throws: (any Error).self) {
            try printed(["report", folder.file("one").path])
        }
    }

    @Test func resumingNothingIsAnError() throws {
        #expect(throws: (any Error).self) { try finetune("new", "--dev", "25%", "--resume") }
        try finetune("new", "--dev", "25%", "--resume-auto")
        #expect(try results("new").steps == 1)
    }

    @Test func frozenWeightsStayAsTheyAre() throws {
        try finetune(
            "run", "--dev", "25%", "--freeze", "embeddings", "--learning-rate", "1e-2",
            "--batch-size", "4")
        let before = try weights(of: "model"), after = try weights(of: "run/checkpoint")
        for (name, bytes) in after where name.contains("embeddings.") {
            #expect(before[name] == bytes, "\(name)")
        }
        #expect(after.contains { $0.key.contains("layer.0.") && before[$0.key] != $0.value })
    }

    /// The weights of a model's folder, by their names without the model's.
    private func weights(of path: String) throws -> [String: [Float]] {
        let file = try SafetensorsFile(contentsOf: folder.file(path + "/model.safetensors"))
        return try Dictionary(
            uniqueKeysWithValues: file.names.filter { $0.hasSuffix("weight") }.map { name in
                (
                    name.hasPrefix("bert.") ? String(name.dropFirst(5)) : name,
                    try file.tensor(named: name).elements(as: Float.self)
                )
            })
    }
}
