import Experiments
import Foundation
import IsotropyCommands
import Models
import Tasks
import TestSupport
import Testing
import Tokenization

/// A file that Git LFS has not fetched yet says so, whatever file it is.
struct GitLFSTests {
    private static let pointer = """
        version https://git-lfs.github.com/spec/v1
        oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393
        size 12345

        """

    /// Runs the body with a pointer in the place of that file.
    private func expectPointer(_ file: URL, _ body: () throws -> Void) throws {
        try Data(Self.pointer.utf8).write(to: file)
        let error = #expect(throws: (any Error).self) { try body() }
        let message = error.map { "\($0)" } ?? ""
        #expect(message.contains("pointer of Git LFS"), "\(message)")
        #expect(message.contains(file.lastPathComponent), "\(message)")
    }

    @Test(arguments: [
        "config.json", "model.safetensors", "vocab.txt", "tokenizer_config.json",
        "special_tokens_map.json", "tokenizer.json",
    ])
    func aModelsFile(_ name: String) throws {
        let folder = try TemporaryFolder()
        let model = folder.file("model")
        try writeModelFolder("tiny-bert", to: model)
        try expectPointer(model.appending(path: name)) {
            _ = try ModelFolder(model).openWeights()
        }
    }

    @Test(arguments: [
        "pytorch_model.bin", "model.safetensors.index.json", "pytorch_model.bin.index.json",
    ])
    func otherWeights(_ name: String) throws {
        let folder = try TemporaryFolder()
        let model = folder.file("model")
        try writeModelFolder("tiny-bert", to: model)
        try FileManager.default.removeItem(at: model.appending(path: "model.safetensors"))
        try expectPointer(model.appending(path: name)) {
            _ = try ModelFolder(model).openWeights()
        }
    }

    @Test(arguments: ["safetensors", "bin"])
    func aShard(_ ending: String) throws {
        let folder = try TemporaryFolder()
        let model = folder.file("model")
        try writeModelFolder("tiny-bert", to: model)
        try FileManager.default.removeItem(at: model.appending(path: "model.safetensors"))
        let base = ending == "bin" ? "pytorch_model.bin" : "model.safetensors"
        let index = #"{"metadata": {}, "weight_map": {"a": "part-1.\#(ending)"}}"#
        try Data(index.utf8).write(to: model.appending(path: base + ".index.json"))
        try expectPointer(model.appending(path: "part-1.\(ending)")) {
            _ = try ModelFolder(model).openWeights()
        }
    }

    @Test(arguments: [
        ("byte-level-files", "vocab.json"), ("byte-level-files", "merges.txt"),
        ("byte-level-files", "tokenizer_config.json"), ("uncased-json", "tokenizer.json"),
        ("sentencepiece/albert-model", "spiece.model"),
        ("sentencepiece/xlmr-model", "sentencepiece.bpe.model"),
    ])
    func aTokenizersFile(_ name: String, _ file: String) throws {
        let folder = try TemporaryFolder()
        let copy = folder.file("tokenizer")
        try FileManager.default.copyItem(at: SharedFixtures.tokenizer(name), to: copy)
        try expectPointer(copy.appending(path: file)) { _ = try Tokenizer(contentsOf: copy) }
    }

    @Test(arguments: ["npy", "csv", "tsv", "safetensors"])
    func aCloud(_ ending: String) throws {
        let folder = try TemporaryFolder()
        let file = folder.file("points.\(ending)")
        try expectPointer(file) {
            var command = try IsotropyCommand.parseAsRoot(["score", file.path])
            try command.run()
        }
    }

    @Test(arguments: ["csv", "tsv", "jsonl", "txt"])
    func dataOfOnesOwn(_ ending: String) throws {
        let folder = try TemporaryFolder()
        let rows = try folder.write("text,label\nw9,a\nw8,b\n", to: "good.csv")
        let file = folder.file("rows.\(ending)")
        try expectPointer(file) {
            _ = try CustomLayout().load(train: file, development: rows)
        }
        try expectPointer(file) {
            _ = try CustomLayout().load(train: rows, development: file)
        }
        try expectPointer(file) { _ = try inputLines(of: file.path) }
    }

    @Test(arguments: [("rte", "train.tsv"), ("squad", "train-v1.1.json"), ("sst-5", "dev.txt")])
    func aTasksFile(_ task: String, _ name: String) throws {
        let folder = try TemporaryFolder()
        for other in ["train.tsv", "dev.tsv", "dev-v1.1.json", "train.txt", "test.txt"] {
            try folder.write(Self.pointer, to: other)
        }
        try expectPointer(folder.file(name)) {
            var command = try IsotropyCommand.parseAsRoot([
                "data", "check", task, "--data", folder.url.path,
            ])
            try command.run()
        }
    }

    @Test func aRunsConfiguration() throws {
        let folder = try TemporaryFolder()
        let file = folder.file("config.json")
        try expectPointer(file) { _ = try readJSON(RunConfiguration.self, from: file) }
    }
}
