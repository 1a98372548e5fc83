import Experiments
import Foundation
import IsotropyCommands
import Models
import QuestionAnswering
import TestSupport
import Testing

/// A length that nobody gave is as long as the model has positions, here 64 and 40.
struct UsualLengthTests {
    private static let rows = (0..<12).map { index in
        let text = (0..<90).map { "w\(5 + ($0 + index) % 70)" }.joined(separator: " ")
        return "\(text),\(index % 2 == 0 ? "LABEL_0" : "LABEL_1")\n"
    }

    private func rows(in folder: TemporaryFolder) throws -> String {
        try folder.write("text,label\n" + Self.rows.joined(), to: "rows.csv").path
    }

    private func run(_ arguments: [String]) throws {
        var command = try IsotropyCommand.parseAsRoot(arguments)
        try command.run()
    }

    @Test(arguments: [[], ["--preset", "published-code"]])
    func fineTuningEvaluatingAndPredictingTakeTheModels(_ options: [String]) throws {
        let folder = try TemporaryFolder()
        let model = folder.file("model")
        try writeModelFolder("tiny-bert", to: model)
        let rows = try rows(in: folder)
        let output = folder.file("run")
        try run(
            ["finetune", "--model", model.path, "--task", "custom", "--train", rows]
                + [
                    "--dev", rows, "--epochs", "1", "--warmup", "0", "--output", output.path,
                    "--json",
                ] + options)
        let job = try readJSON(RunConfiguration.self, from: RunDirectory(output).configuration).job
        #expect(job.training.maximumLength == 64)
        // A classifier that no run of ours saved says nothing of lengths.
        let result = try Evaluate.parse([
            "--model", model.path, "--task", "custom", "--test", rows,
        ]).result()
        #expect(result.rows == 12)
        try Predict.parse([
            "--model", model.path, "--task", "custom", "--input", rows, "--output",
            folder.file("out.tsv").path,
        ]).run()
    }

    @Test func theTokenizersLongestTextBoundsWhatNobodyGave() throws {
        let folder = try TemporaryFolder()
        let model = folder.file("model")
        try writeModelFolder("tiny-bert", to: model)
        #expect(try ModelFolder(model).longestLength == 64)
        let file = model.appending(path: "tokenizer_config.json")
        for (length, wanted) in [("20", 20), ("1000000000000000019884624838656", 64)] {
            let text = #"{"do_lower_case": true, "model_max_length": \#(length)}"#
            try Data(text.utf8).write(to: file)
            let opened = try ModelFolder(model)
            #expect(opened.longestLength == wanted)
            #expect(opened.usualLength(128) == wanted && opened.usualLength(8) == 8)
            #expect(throws: Never.self) { try opened.check(maximumLength: 64) }
        }
    }

    @Test func whatIsGivenIsRefusedByItsName() throws {
        let folder = try TemporaryFolder()
        let model = folder.file("model")
        try writeModelFolder("tiny-bert", to: model)
        let rows = try rows(in: folder)
        for command in [
            [
                "finetune", "--task", "custom", "--train", rows, "--dev", rows, "--output",
                folder.file("run").path,
            ],
            ["evaluate", "--task", "custom", "--test", rows],
            ["predict", "--task", "custom", "--input", rows, "--output", "out.tsv"],
        ] {
            let error = #expect(throws: TrainingError.self) {
                try run(command + ["--model", model.path, "--max-length", "65"])
            }
            #expect(error?.description.contains("`max_length` 65") == true)
        }
    }

    @Test(arguments: [1, 2]) func aLengthWithoutRoomForTextIsRefusedByItsName(_ length: Int) throws
    {
        let folder = try TemporaryFolder()
        let model = folder.file("model")
        try writeModelFolder("tiny-bert", to: model)
        let rows = try rows(in: folder)
        let reason =
            "--max-length \(length) has no room for a text beside the 2 special tokens: it must be at least 3"
        for command in [
            [
                "finetune", "--task", "custom", "--train", rows, "--dev", rows, "--output",
                folder.file("run").path,
            ],
            ["evaluate", "--task", "custom", "--test", rows],
            [
                "predict", "--task", "custom", "--input", rows, "--output",
                folder.file("out.tsv").path,
            ],
            ["embed", "--input", rows, "--output", folder.file("x.safetensors").path],
        ] {
            let told = refusal {
                try run(command + ["--model", model.path, "--max-length", "\(length)"])
            }
            #expect(told == reason)
        }
        let tokenized = refusal {
            try run(["tokenize", "--model", model.path, "--input", rows, "--max-length", "1"])
        }
        #expect(tokenized == "--max-length 1 cannot hold the 2 special tokens")
    }

    @Test func pairsNeedRoomForTwoTexts() throws {
        let folder = try TemporaryFolder()
        let model = folder.file("model")
        try writeModelFolder("tiny-bert", to: model)
        let rows = try folder.write("text,pair,label\nw5,w6,a\nw7,w8,b\n", to: "pairs.csv").path
        let lines = try folder.write("w5\tw6\n", to: "pairs.txt").path
        for command in [
            [
                "finetune", "--task", "custom", "--train", rows, "--dev", rows, "--output",
                folder.file("run").path,
            ],
            ["embed", "--input", lines, "--pairs", "--output", folder.file("x.safetensors").path],
        ] {
            let told = refusal { try run(command + ["--model", model.path, "--max-length", "4"]) }
            #expect(
                told
                    == "--max-length 4 has no room for two texts beside the 3 special tokens: it must be at least 5"
            )
        }
    }

    @Test(arguments: [
        (
            ["--max-length", "3"],
            "--max-length 3 has no room for two texts beside the 3 special tokens: it must be at least 5"
        ),
        (
            ["--max-length", "1"],
            "--max-length 1 has no room for a text beside the 2 special tokens: it must be at least 3"
        ),
        (
            ["--stride", "500"],
            "--stride 500 leaves nothing new in a window: it must be less than --max-length 40"
        ),
        (
            ["--max-length", "20", "--stride", "20"],
            "--stride 20 leaves nothing new in a window: it must be less than --max-length 20"
        ),
        (
            ["--max-length", "16", "--stride", "4"],
            "question 'q': --max-length 16 has no room for its text: it has 13 tokens, and 3 are special"
        ),
        (
            ["--max-length", "20", "--stride", "4"],
            "question 'q': --stride 4 must be less than the 4 tokens of its text that a window of --max-length 20 has room for"
        ),
    ])
    func windowsThatCannotBeNameTheFlagAndTheReason(_ options: [String], _ reason: String) throws {
        let folder = try TemporaryFolder()
        let model = folder.file("model")
        try writeModelFolder("tiny-bert-qa", to: model)
        let words = (0..<60).map { "w\(5 + $0)" }
        let file = """
            {"version": "1.1", "data": [{"title": "t", "paragraphs": [{"context": "\(words.joined(separator: " "))",
            "qas": [{"id": "q", "question": "\(words.prefix(13).joined(separator: " "))", "answers":
            [{"text": "w5", "answer_start": 0}]}]}]}]}
            """
        for name in ["train-v1.1.json", "dev-v1.1.json"] { try folder.write(file, to: name) }
        let common = ["--model", model.path, "--task", "squad", "--data", folder.url.path]
        for command in [
            ["finetune", "--output", folder.file("run").path], ["evaluate"],
            ["predict", "--output", folder.file("out").path],
        ] {
            #expect(refusal { try run(command + common + options) } == reason, "\(command)")
        }
    }

    /// Windows of 40 tokens share a third, where nobody gave a stride.
    @Test func windowsOfShortModelsOverlapByAThird() throws {
        let folder = try TemporaryFolder()
        let model = folder.file("model")
        try writeModelFolder("tiny-bert-qa", to: model)
        let context = (0..<120).map { "w\(5 + $0 % 70)" }.joined(separator: " ")
        let answer = context.distance(
            from: context.startIndex, to: context.range(of: "w30")?.lowerBound ?? context.startIndex
        )
        let file = """
            {"version": "1.1", "data": [{"title": "t", "paragraphs": [{"context": "\(context)",
            "qas": [{"id": "q", "question": "w7 w8", "answers":
            [{"text": "w30", "answer_start": \(answer)}]}]}]}]}
            """
        for name in ["train-v1.1.json", "dev-v1.1.json"] { try folder.write(file, to: name) }
        let output = folder.file("run")
        try run([
            "finetune", "--model", model.path, "--task", "squad", "--data", folder.url.path,
            "--epochs", "1", "--warmup", "0", "--output", output.path, "--json",
        ])
        let job = try readJSON(RunConfiguration.self, from: RunDirectory(output).configuration).job
        #expect(
            job.training.maximumLength == 40
                && job.details["spans"]?["stride"] == .value(.integer(13)))
        let result = try Evaluate.parse([
            "--model", model.path, "--task", "squad", "--data", folder.url.path,
        ]).result()
        #expect(result.rows == 1)
        #expect(SpanOptions().usualStride(maximumLength: 384) == 128)
        #expect(SpanOptions().usualStride(maximumLength: 256) == 128)
        #expect(SpanOptions().usualStride(maximumLength: 255) == 85)
    }
}
