import Experiments
import Foundation
import IsotropyCommands
import Tasks
import TestSupport
import Testing

/// What is longer than a model reads it is told, with a count, wherever it is read.
struct TruncationTests {
    /// What a command tells.
    private func told(_ body: () throws -> Void) throws -> String {
        let listener = Console.Listener()
        try Console.$listener.withValue(listener, operation: body)
        return listener.text
    }

    private static let header = "phrase,class\n"
    /// Of 4 to 11 tokens with the special ones.
    private static let rows = (0..<8).map { row in
        (0...row + 1).map { "w\(10 + $0)" }.joined(separator: " ")
            + ",\(row % 2 == 0 ? "a" : "b")\n"
    }

    private func tiny() throws -> TinyCheckpoint {
        try TinyCheckpoint(
            CustomLayout(text: "phrase", label: "class"),
            train: Self.header + Self.rows.joined(),
            development: Self.header + Self.rows.joined())
    }

    @Test func evaluateCountsTheRowsThatItCuts() throws {
        let tiny = try tiny()
        let file = tiny.folder.file("dev.csv").path
        let known = "the model was trained, or chosen, on the rows of \(file)\n"
        let told = try told {
            _ = try tiny.evaluate("--task", "custom", "--test", file, "--max-length", "9")
        }
        #expect(told == known + "truncated to --max-length 9: 2 of 8 test rows\n")
        let none = try self.told {
            _ = try tiny.evaluate("--task", "custom", "--test", file, "--max-length", "11")
        }
        #expect(none == known)
    }

    @Test func predictCountsTheRowsThatItCuts() throws {
        let tiny = try tiny()
        let output = tiny.folder.file("out.tsv").path
        let told = try told {
            try tiny.predict(
                "--task", "custom", "--input", tiny.folder.file("dev.csv").path, "--max-length",
                "9", "--output", output)
        }
        #expect(told == "truncated to --max-length 9: 2 of 8 rows\n\(output): 8 rows\n")
    }

    /// What a path has in backquotes is no option.
    @Test func aUsersPathIsToldAsItIs() throws {
        let tiny = try tiny()
        let output = tiny.folder.file("a`max_length`b`.tsv").path
        let told = try told {
            try tiny.predict(
                "--task", "custom", "--input", tiny.folder.file("dev.csv").path, "--max-length",
                "9", "--output", output)
        }
        #expect(told == "truncated to --max-length 9: 2 of 8 rows\n\(output): 8 rows\n")
        let run = tiny.folder.file("`resume`")
        try FileManager.default.moveItem(at: tiny.folder.file("run"), to: run)
        let message = refusal {
            try OutputFolder(run, existing: .refuse, isTree: false).check()
        }
        #expect(message.hasPrefix("\(run.path) already holds a run"), "\(message)")
        #expect(message.contains("or --resume to go on with it"), "\(message)")
    }

    @Test func embedCountsTheLinesThatItCuts() throws {
        let tiny = try tiny()
        let lines = Self.rows.map { $0.prefix { $0 != "," } + "\n" }.joined()
        let file = try tiny.folder.write(lines, to: "lines.txt")
        let told = try told {
            let command = try Embed.parse([
                "--model", tiny.folder.file("model").path, "--input", file.path, "--max-length",
                "9", "--output", tiny.folder.file("x.safetensors").path,
            ])
            try command.run()
        }
        #expect(told.hasPrefix("truncated to --max-length 9: 2 of 8 lines\n"))
    }

    @Test func aModelOfOneClassIsAnnouncedWhenItIsEvaluated() throws {
        let tiny = try tiny()
        // Predictions that are one class, for a known task.
        let rows = try tiny.folder.write("id\tprediction\n0\tpositive\n1\tpositive\n", to: "p.tsv")
        let task = try TaskDefinition.named("sst-2")
        let data = tiny.folder.file("SST-2")
        try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
        for name in ["train.tsv", "dev.tsv"] {
            try Data("sentence\tlabel\nx\t0\ny\t1\n".utf8).write(to: data.appending(path: name))
        }
        let result = try Evaluate.parse([
            "--task", task.name, "--data", data.path, "--predictions", rows.path,
        ]).result()
        #expect(result.onlyAnswers == ["development": "positive"])
        #expect(
            result.text.contains(
                "every row of the development set is given the same answer: positive"))
    }
}
