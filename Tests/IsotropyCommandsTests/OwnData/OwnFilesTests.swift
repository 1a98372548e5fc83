import ArgumentParser
import Foundation
import IsotropyCommands
import Models
import Tasks
import TestSupport
import Testing
import Training

/// `evaluate` and `predict` on files of the user's own.
struct OwnFilesTests {
    private static let words = (0..<24).map { "w\(10 + $0) w\(70 - $0)" }
    /// Labels that look like those that transformers makes up.
    private static let rows = words.enumerated().map {
        "\($1),\($0 % 3 == 0 ? "LABEL_1" : "LABEL_0"),x\($0)\n"
    }

    private func classifier() throws -> TinyCheckpoint {
        let header = "phrase,class,id\n"
        return try TinyCheckpoint(
            CustomLayout(text: "phrase", label: "class"),
            train: header + Self.rows.joined(),
            development: header + Self.rows.prefix(8).joined())
    }

    @Test func aCheckpointKnowsTheColumnsAndLabelsOfItsRun() throws {
        let tiny = try classifier()
        let file = try tiny.folder.write(
            "id,class,phrase\n"
                + (0..<8).map { "\($0),LABEL_\($0 % 3 == 0 ? 1 : 0),\(Self.words[$0])\n" }.joined(),
            to: "more.csv")
        let result = try tiny.evaluate("--test", file.path)
        let name = tiny.folder.url.lastPathComponent
        #expect(result.task == name && result.split == "test" && result.rows == 8)
        // The same rows as the development set, in other columns' order.
        #expect(result.metrics == (try tiny.results()).development)
    }

    @Test func aRunIsMeasuredOnTheRowsThatItHeldApart() throws {
        let tiny = try classifier()
        let result = try tiny.evaluate()
        #expect(result.split == "development" && result.rows == 8)
        #expect(result.metrics == (try tiny.results()).development)
        let error = #expect(throws: (any Error).self) { try tiny.evaluate("--split", "test") }
        #expect("\(error as Any)".contains("the run had no test rows"))
        try tiny.folder.write("phrase,class,id\nw1,LABEL_1,1\n", to: "dev.csv")
        let changed = #expect(throws: TrainingError.self) { try tiny.evaluate() }
        let place = "dev.csv, which has changed since the run read it"
        #expect(changed?.description.contains(place) == true)
    }

    @Test func columnsThatAreGivenWinOverTheRuns() throws {
        let tiny = try classifier()
        let text = try String(contentsOf: tiny.folder.file("dev.csv"), encoding: .utf8)
        let file = try tiny.folder.write(
            text.replacingOccurrences(of: "phrase,class", with: "text,y"), to: "renamed.csv")
        let error = #expect(throws: DataError.self) {
            try tiny.evaluate("--task", "custom", "--test", file.path)
        }
        #expect(error?.description.contains("no column 'phrase', 'class'") == true)
        let result = try tiny.evaluate(
            "--task", "custom", "--test", file.path, "--text", "text", "--label", "y")
        #expect(result.metrics == (try tiny.results()).development)
    }

    @Test func anUnknownLabelIsToldWithItsLine() throws {
        let tiny = try classifier()
        let file = try tiny.folder.write(
            "phrase\tclass\nw9\tLABEL_1\nw8\tother\n", to: "wrong.tsv")
        let error = #expect(throws: DataError.self) {
            try tiny.evaluate("--task", "custom", "--test", file.path)
        }
        #expect(error?.problems.map(\.line) == [3])
        #expect(
            error?.problems.first?.message == "label 'other' is not one of LABEL_0, LABEL_1")
    }

    @Test func predictionsAreThoseOfTheRunInEveryFormat() throws {
        let tiny = try classifier()
        let answers = try tiny.lines("run/predictions.tsv").dropFirst().map {
            $0.split(separator: "\t").map(String.init)
        }
        let rows = Self.words.prefix(8)
        try tiny.folder.write(
            "id,phrase\n" + rows.enumerated().map { "x\($0),\($1)\n" }.joined(), to: "in.csv")
        try tiny.folder.write(
            rows.enumerated().map { #"{"phrase": "\#($1)", "id": "x\#($0)"}"# + "\n" }.joined(),
            to: "in.jsonl")
        try tiny.folder.write(rows.map { $0 + "\r\n" }.joined(), to: "in.txt")
        for (name, options) in [("in.csv", []), ("in.jsonl", []), ("in.txt", ["--lines"])] {
            let command = try Predict.parse(
                [
                    "--model", tiny.path, "--task", "custom",
                    "--input", tiny.folder.file(name).path,
                    "--output", tiny.folder.file("out.tsv").path,
                ] + options)
            try command.run()
            let table = try tiny.lines("out.tsv").map { $0.split(separator: "\t") }
            #expect(
                table[0] == ["id", "prediction", "probability_LABEL_0", "probability_LABEL_1"])
            #expect(table.count == 9)
            for (index, row) in table.dropFirst().enumerated() {
                #expect(row[0] == (name == "in.txt" ? "\(index)" : "x\(index)"))
                #expect(String(row[1]) == answers[index][1])
                let logits = try answers[index][3...].map { try #require(Double($0)) }
                let shares = row[2...].compactMap { Double($0) }
                #expect(shares.count == 2 && abs(shares[0] + shares[1] - 1) < 1e-12)
                let expected = 1 / (1 + exp(logits[0] - logits[1]))
                // Batches of other rows may round the last bits of a logit in another way.
                #expect(abs(shares[1] - expected) < 1e-5)
            }
        }
    }

    @Test func aRegressionOfPairsGivesScores() throws {
        let rows = (0..<12).map { "w\(9 + $0),w\(50 - $0),\(Double($0) / 4)\n" }.joined()
        let header = "premise,hypothesis,score\n"
        let tiny = try TinyCheckpoint(
            CustomLayout(kind: .regression), train: header + rows, development: header + rows)
        var result = try tiny.evaluate(
            "--task", "custom", "--test", tiny.folder.file("dev.csv").path)
        #expect(result.metrics == (try tiny.results()).development)
        result.metrics = ["mean_squared_error": 4e-14, "pearson": 0.25, "spearman": nil]
        result.undefined = ["spearman": "every row has the same prediction"]
        let text = result.text.split(separator: "\n").dropFirst().prefix(6)
        #expect(
            text == [
                "                          model   baseline",
                "  mean_squared_error      4e-14     0.7448",
                "  pearson                0.2500  undefined",
                "  spearman            undefined  undefined",
                "  spearman is undefined: every row has the same prediction",
                "  baseline: always 1.3750, the mean of these rows",
            ], "\(text)")

        try tiny.folder.write("w9\tw50\nw10\tw49\n", to: "pairs.txt")
        try tiny.predict(
            "--task", "custom", "--input", tiny.folder.file("pairs.txt").path, "--lines",
            "--output", tiny.folder.file("out.jsonl").path)
        let lines = try tiny.lines("out.jsonl")
        let answers = try tiny.lines("run/predictions.tsv").dropFirst().prefix(2)
        for (line, answer) in zip(lines, answers) {
            let object = try #require(
                JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            let score = try #require(object["prediction"] as? Double)
            let expected = try #require(Double(answer.split(separator: "\t")[1]))
            #expect(abs(score - expected) < 1e-5)
        }
        #expect(lines.count == 2)
        try tiny.folder.write("w9 w50\n", to: "single.txt")
        #expect(throws: (any Error).self) {
            try tiny.predict(
                "--task", "custom", "--input", tiny.folder.file("single.txt").path, "--lines",
                "--output", tiny.folder.file("out.tsv").path)
        }
    }

    @Test func aRunGoesOnOnlyWithTheFilesAndColumnsItWasBegunWith() throws {
        let tiny = try classifier()
        let folder = tiny.folder
        func goOn(_ layout: CustomLayout, _ development: String) throws {
            let rows = try layout.load(
                train: folder.file("train.csv"), development: folder.file(development))
            try tiny.run(SentenceWorkload(rows), existing: .resume)
        }
        let layout = CustomLayout(text: "phrase", label: "class")
        try goOn(layout, "dev.csv")
        try FileManager.default.copyItem(
            at: folder.file("dev.csv"), to: folder.file("other.csv"))
        let files = #expect(throws: TrainingError.self) { try goOn(layout, "other.csv") }
        let paths = ["dev.csv", "other.csv"].map { folder.file($0).path }
        #expect(
            files?.description.contains(
                "`details.custom.development`: \(paths[0]), now \(paths[1])") == true)
        let columns = #expect(throws: TrainingError.self) {
            try goOn(CustomLayout(text: "id", label: "class"), "dev.csv")
        }
        #expect(columns?.description.contains("columns.") == true)
    }

    @Test func aTabInALabelEndsNoCellOfThePredictions() throws {
        let header = "phrase,class\n"
        let rows = Self.words.enumerated().map { "\($1),\"\($0 % 2 == 0 ? "a\tb\r\nc" : "d")\"\n" }
        let tiny = try TinyCheckpoint(
            CustomLayout(text: "phrase", label: "class"), train: header + rows.joined(),
            development: header + rows.prefix(4).joined())
        let lines = try tiny.lines("run/predictions.tsv").map {
            $0.split(separator: "\t").map(String.init)
        }
        #expect(lines[0] == ["id", "prediction", "target", #"logit_a\tb\r\nc"#, "logit_d"])
        #expect(lines.dropFirst().map { $0[2] } == [#"a\tb\r\nc"#, "d", #"a\tb\r\nc"#, "d"])
        #expect(lines.allSatisfy { $0.count == 5 })
    }

    @Test func aModelThatWasNotFineTunedIsToldSo() throws {
        let tiny = try TinyCheckpoint()
        try tiny.folder.write("text,label\nw9,a\nw8,b\n", to: "rows.csv")
        let model = tiny.folder.file("answers")
        try writeModelFolder("tiny-bert-qa", to: model)
        let error = #expect(throws: TrainingError.self) {
            try Evaluate.parse([
                "--model", model.path, "--task", "custom",
                "--test", tiny.folder.file("rows.csv").path,
            ]).result()
        }
        #expect(error.map { "\($0)".contains("is to be fine-tuned first") } == true)
    }
}
