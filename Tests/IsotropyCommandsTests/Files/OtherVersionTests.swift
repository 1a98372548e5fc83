import Experiments
import Foundation
import IsotropyCommands
import Models
import QuestionAnswering
import Tasks
import TestSupport
import Testing
import Training

/// Runs and answers that another version wrote.
struct OtherVersionTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try writeModelFolder("tiny-bert", to: folder.file("model"))
        let rows = (0..<12).map { "w\(9 + $0),\($0 % 2)\n" }.joined()
        try folder.write("text,label\n" + rows, to: "rows.csv")
    }

    private func finetune(_ name: String, _ options: String...) throws {
        try finetune(name, options)
    }

    private func finetune(_ name: String, _ options: [String]) throws {
        let rows = folder.file("rows.csv").path
        _ = try printed(
            [
                "finetune", "--model", folder.file("model").path, "--task", "custom", "--train",
                rows,
                "--dev", rows, "--epochs", "1", "--warmup", "0", "--output", folder.file(name).path,
            ] + options)
    }

    /// Writes another version into a file, or none.
    private func give(_ version: String?, to name: String) throws {
        let text = try String(contentsOf: folder.file(name), encoding: .utf8)
        let old = #""format_version" : 1,"#
        #expect(text.contains(old), "\(name)")
        try folder.write(
            text.replacing(old, with: version.map { #""format_version" : \#($0),"# } ?? ""),
            to: name)
    }

    /// Every file by its path.
    private func contents(of name: String) throws -> [String: Data] {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.file(name).path)
        return try Dictionary(
            uniqueKeysWithValues: paths.compactMap { path in
                let url = folder.file(name).appending(path: path)
                var isFolder: ObjCBool = false
                _ = FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
                return isFolder.boolValue ? nil : (path, try Data(contentsOf: url))
            })
    }

    private static let versions: [(version: String?, sentence: String)] = [
        (
            nil,
            " has no format_version: version 0.1 of isotropy wrote it, whose files later versions"
        ),
        (
            "null",
            "not what this version writes: a whole number expected in 'format_version', found null"
        ),
        ("99", " has format_version 99, and this version of isotropy reads those up to 1: a newer"),
        ("0", " has format_version 0, which there never was"),
        (#""1""#, "not what this version writes: a whole number expected in 'format_version'"),
        (
            "1.5",
            "not what this version writes: 1.5 must be a whole number in \(Int.min) ... \(Int.max)"
        ),
    ]

    /// A sentence about the field itself stands behind its place, one about the file behind its name.
    private func place(of sentence: String, in text: String) -> String {
        let lines = text.split(separator: "\n")
        // Other objects of the file have a version too; the first is the file's in the order of its keys.
        let line = lines.firstIndex { $0.hasPrefix("  \"format_version\"") } ?? 0
        return (sentence.hasPrefix(" ") ? "" : ": line \(line + 1), column 22: ") + sentence
    }

    @Test(arguments: ["config.json", "results.json"])
    func aRunOfAnotherVersionIsRefusedAndStaysAsItIs(_ file: String) throws {
        try finetune("run")
        try finetune("run", "--resume")
        let original = try contents(of: "run")[file] ?? Data()
        for (version, sentence) in Self.versions {
            try give(version, to: "run/\(file)")
            let text = try String(contentsOf: folder.file("run/\(file)"), encoding: .utf8)
            let words = "\(folder.file("run/\(file)").path)\(place(of: sentence, in: text))"
            try expectRefusal(words, in: "run") { try finetune("run", "--resume") }
            try expectRefusal(words, in: "run") {
                _ = try printed(["table", folder.file("run").path])
            }
            try folder.write(original, to: "run/\(file)")
        }
    }

    @Test(arguments: [
        ("preset", "corrected", "must be corrected, paper or published-code, not 'zigzag'"),
        ("headline", "accuracy", "no metric zigzag; known are accuracy, "),
        (
            "training.schedule", "linear",
            "'schedule' must be linear, constant or cosine, not 'zigzag'"
        ),
    ])
    func aWordThatIsNoneIsToldWithThoseThatThereAre(
        _ option: String, _ word: String, _ sentence: String
    ) throws {
        try finetune("run")
        let text = try String(contentsOf: folder.file("run/config.json"), encoding: .utf8)
        let name = try #require(option.split(separator: ".").last)
        let old = "\"\(name)\" : \"\(word)\""
        let start = try #require(text.range(of: old)?.lowerBound)
        try folder.write(
            text.replacing(old, with: "\"\(name)\" : \"zigzag\""), to: "run/config.json")
        let line = text[..<start].count { $0 == "\n" } + 1
        for command in [["table", folder.file("run").path], nil] {
            let error = #expect(throws: TrainingError.self) {
                if let command { _ = try printed(command) } else { try finetune("run", "--resume") }
            }
            let said = error?.description ?? ""
            let place = option.contains(".") ? "'job.training': " : "'job.\(option)': "
            #expect(said.hasPrefix("\(folder.file("run/config.json").path): line "), "\(said)")
            #expect(said.contains(": not what this version writes: \(place)\(sentence)"), "\(said)")
            #expect(option.contains(".") || said.contains(": line \(line), column "), "\(said)")
        }
    }

    /// What stands on top of runs would be written anew when one is added.
    @Test func resultsOfAnotherVersionKeepATreeFromGrowing() throws {
        try finetune("tree", "--seeds", "1,2")
        for (version, sentence) in Self.versions {
            let original = try contents(of: "tree")["results.json"] ?? Data()
            try give(version, to: "tree/results.json")
            let text = try String(contentsOf: folder.file("tree/results.json"), encoding: .utf8)
            let words = "\(folder.file("tree/results.json").path)\(place(of: sentence, in: text))"
            for options in [["--seeds", "3", "--resume"], ["--seeds", "1,2", "--resume"]] {
                try expectRefusal(words, in: "tree") { try finetune("tree", options) }
            }
            let other = ["--normalizer", "isobn", "--seeds", "1", "--overwrite"]
            try expectRefusal(words, in: "tree") { try finetune("tree", other) }
            try folder.write(original, to: "tree/results.json")
        }
        // Where no run stays, neither does what stands on top of them.
        try give("99", to: "tree/results.json")
        try finetune("tree", "--seeds", "4", "--overwrite")
        #expect(try contents(of: "tree")["results.json"]?.isEmpty == false)
    }

    @Test func oneSuchRunKeepsATreeFromGrowing() throws {
        try finetune("tree", "--seeds", "1,2")
        try give(nil, to: "tree/plain/2/config.json")
        let sentence = "tree/plain/2/config.json has no format_version"
        try expectRefusal(sentence, in: "tree") {
            try finetune("tree", "--seeds", "3", "--resume")
        }
        try expectRefusal(sentence, in: "tree") {
            _ = try printed(["table", folder.file("tree").path])
        }
    }

    private func expectRefusal(
        _ words: String, in name: String, _ body: () throws -> Void,
        _ location: SourceLocation = #_sourceLocation
    ) throws {
        let before = try contents(of: name)
        let error = #expect(throws: TrainingError.self, sourceLocation: location) { try body() }
        let said = error?.description ?? ""
        #expect(said.contains(words), "\(said)", sourceLocation: location)
        #expect(try contents(of: name) == before, sourceLocation: location)
    }

    /// Windows of 24 tokens that share 6, and answers of one word.
    private func answerer() throws -> TinyCheckpoint {
        let tiny = try TinyCheckpoint()
        for (part, paragraphs) in [("train", 0..<8), ("dev", 8..<12)] {
            try writeQuestions(paragraphs: paragraphs, to: tiny.folder.file("\(part)-v1.1.json"))
        }
        var options = SpanOptions()
        (options.stride, options.longestAnswer) = (6, 1)
        try tiny.run(
            SpanWorkload(
                QuestionTask.all[0], dataFolder: tiny.folder.url, options: options),
            maximumLength: 24)
        return tiny
    }

    private func rename(_ old: String, _ new: String, in tiny: TinyCheckpoint) throws {
        let name = "run/checkpoint/config.json"
        let text = try String(contentsOf: tiny.folder.file(name), encoding: .utf8)
        #expect(text.contains("\"\(old)\""))
        try tiny.folder.write(text.replacing("\"\(old)\"", with: "\"\(new)\""), to: name)
    }

    @Test func aCheckpointOfVersionOneTenthAnswersAsBefore() throws {
        let tiny = try answerer()
        let task = ["--task", "squad", "--data", tiny.folder.url.path]
        func answers(_ place: String) throws -> Data {
            let file = tiny.folder.file(place)
            try Predict.parse(["--model", tiny.path, "--output", file.path] + task).run()
            return try Data(contentsOf: file.appending(path: "predictions.json"))
        }
        let found = try answers("now")
        let metrics = try tiny.evaluate("--task", "squad", "--data", tiny.folder.url.path).metrics
        try rename("max_answer", "max_answer_length", in: tiny)
        #expect(try answers("then") == found)
        #expect(try ModelFolder(URL(filePath: tiny.path)).trainedSpans?.longestAnswer == 1)
        #expect(
            try tiny.evaluate("--task", "squad", "--data", tiny.folder.url.path).metrics == metrics)
    }

    @Test func anOptionOfALaterVersionInACheckpointIsRefusedByName() throws {
        let tiny = try answerer()
        try rename("max_answer", "longest_answer", in: tiny)
        let error = #expect(throws: (any Error).self) {
            try tiny.evaluate("--task", "squad", "--data", tiny.folder.url.path)
        }
        let said = error.map { "\($0)" } ?? ""
        #expect(said.hasPrefix("\(tiny.path)/config.json: isotropy_spans: "), "\(said)")
        #expect(said.contains("longest_answer") && said.contains("max_answer"), "\(said)")
    }
}
