import Experiments
import Foundation
import TestSupport
import Testing

/// `finetune --folds`, and what is made of its runs.
struct FoldCommandTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try writeModelFolder("tiny-bert", to: folder.file("model"))
        let rows = (0..<20).map { "w\(9 + $0),\($0 % 3 == 0 ? "bad" : "good"),\($0 / 3)\n" }
        _ = try folder.write("text,label,article\n" + rows.joined(), to: "train.csv")
    }

    private func arguments(_ output: String, _ options: [String]) -> [String] {
        [
            "finetune", "--model", folder.file("model").path, "--task", "custom", "--train",
            folder.file("train.csv").path, "--epochs", "1", "--warmup", "0", "--output",
            folder.file(output).path,
        ] + options
    }

    @discardableResult
    private func finetune(_ output: String, _ options: String...) throws -> String {
        try printed(arguments(output, options))
    }

    private func text(_ path: String) throws -> String {
        try String(contentsOf: folder.file(path), encoding: .utf8)
    }

    @Test(arguments: [
        (["--folds", "3", "--dev", "10%"], "--dev and --folds exclude each other"),
        (["--folds", "3", "--test", "x.csv"], "--test and --folds exclude each other"),
        (["--folds", "1"], "--folds 1: there are two folds at least"),
        (["--folds", "0"], "--folds 0: there are two folds at least"),
        ([], "--folds 5"),
        (["--dev", "x.csv", "--group", "article"], "--dev 10% or --folds 5"),
    ])
    func whatCannotBeTogetherIsRefused(_ options: [String], _ what: String) throws {
        let answer = try #require(Answer(arguments("out", options)))
        #expect(answer.code == 64 && answer.text.contains(what), "\(answer.text)")
    }

    @Test func foldsAreForFilesOfOnesOwn() throws {
        let answer = try #require(Answer(["finetune", "--task", "rte", "--folds", "3"]))
        #expect(answer.code == 64 && answer.text.contains("--folds"), "\(answer.text)")
    }

    @Test func whatHasNoEffectIsRefused() throws {
        let said = refusal { try finetune("out", "--folds", "3", "--early-stopping", "2") }
        #expect(said.contains("--early-stopping has no effect with folds"), "\(said)")
        let few = refusal { try finetune("out", "--folds", "8") }
        #expect(
            few.contains("'bad' has rows of 7 texts only, which cannot fill 8 folds"), "\(few)")
        #expect(!FileManager.default.fileExists(atPath: folder.file("out").path))
    }

    @Test func theTableSaysOverWhat() throws {
        let table = try finetune(
            "tree", "--folds", "3", "--seeds", "1,2", "--method", "plain", "--method", "isobn")
        #expect(table.contains("3 folds × 2 seeds"), "\(table)")
        #expect(table.contains("mean ± std over folds") && table.contains("pooled"), "\(table)")
        let onOneLine = table.replacing("\n  ", with: " ")
        #expect(onOneLine.contains("no standard error"), "\(table)")
        #expect(table.contains("macro F1"), "\(table)")
        let markdown = try text("tree/table.md")
        #expect(markdown.contains("3 folds × 2 seeds") && markdown.contains("pooled"))
        let page = try text("tree/report.html")
        #expect(page.contains("Cross-validation, 3 folds × 2 seeds"))
        #expect(page.contains("pooled over the folds"))
        #expect(page.contains("The held-out rows choose no model"))
        #expect(!page.contains("best evaluation of each run was chosen"))
        #expect(try printed(["report", folder.file("tree").path]) == table)
    }

    @Test func tablesOfTasksSayOverWhat() throws {
        // The weights of classes follow from each fold's own rows.
        let weighted = ["--class-weights", "balanced", "--group", "article"]
        _ = try printed(arguments("tree", ["--folds", "2"] + weighted))
        let path = folder.file("tree").path
        for format in ["text", "markdown", "latex"] {
            let table = try printed(["table", path, "--format", format])
            #expect(
                table.replacing("$\\times$", with: "×").contains("2 folds × 1 seed"), "\(table)")
            #expect(table.contains("over the seeds and their folds"), "\(table)")
        }
        #expect(try text("tree/plain/1/predictions.tsv").split(separator: "\n").count == 21)
        let log = try text("tree/plain/1/fold-2/log.jsonl")
        _ = try printed(
            arguments("tree", ["--folds", "2", "--resume", "--seeds", "1,2"] + weighted))
        #expect(try text("tree/plain/1/fold-2/log.jsonl") == log)
        #expect(try printed(["table", path]).contains("2 folds × 2 seeds"))
    }
}
