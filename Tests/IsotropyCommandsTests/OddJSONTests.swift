import Checkpoints
import Encoders
import Experiments
import Foundation
import Tasks
import TestSupport
import Testing
import Tokenization

/// What other readers of JSON let pass is refused in every file that users give, with its place.
struct OddJSONTests {
    private let folder: TestSupport.TemporaryFolder

    init() throws { folder = try TestSupport.TemporaryFolder() }

    /// - Parameter words: how the place reads; `nil` for `line 2, column 5`.
    private func expect(
        _ document: OddJSON, in name: String, _ words: String? = nil, _ body: (URL) throws -> Void
    ) throws {
        let file = folder.file(name)
        try Data(document.bytes).write(to: file)
        let error = #expect(throws: (any Error).self) { try body(file) }
        let message = error.map { "\($0)" } ?? ""
        #expect(message.contains(file.path), "\(message)")
        let place = words ?? "line \(document.line), column \(document.column)"
        #expect(message.contains(place), "\(message)")
    }

    @Test(arguments: OddJSON.documents) func aModelsConfiguration(_ document: OddJSON) throws {
        try expect(document, in: "config.json") { _ = try ConfigurationFile(contentsOf: $0) }
    }

    @Test(arguments: OddJSON.documents) func aRunsConfiguration(_ document: OddJSON) throws {
        try expect(document, in: "config.json") {
            _ = try readJSON(RunConfiguration.self, from: $0)
        }
    }

    @Test(arguments: OddJSON.documents) func anIndexOfWeights(_ document: OddJSON) throws {
        try expect(document, in: "model.safetensors.index.json") { _ in
            _ = try ModelWeights(in: folder.url)
        }
    }

    @Test(arguments: [
        "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json",
        "config.json",
    ])
    func aTokenizersFile(_ name: String) throws {
        for document in OddJSON.documents {
            try folder.write("[UNK]\n[CLS]\n[SEP]\na\n", to: "vocab.txt")
            if name != "tokenizer_config.json" {
                try folder.write(#"{"do_lower_case": true}"#, to: "tokenizer_config.json")
            }
            try expect(document, in: name) { _ in _ = try Tokenizer(contentsOf: folder.url) }
        }
    }

    @Test(arguments: OddJSON.documents) func questions(_ document: OddJSON) throws {
        try expect(document, in: "dev.json") {
            _ = try SQuADFile($0, allowsImpossible: false).questions()
        }
    }

    @Test(arguments: OddJSON.lines) func linesOfOnesOwn(_ document: OddJSON) throws {
        // Of all formats, the bytes of all lines are checked before.
        guard document.description != "a byte that is not UTF-8" else { return }
        try expect(document, in: "rows.jsonl", "line 1, column \(document.column): ") {
            _ = try CustomLayout(text: "text").unlabelledExamples(from: $0)
        }
    }

    /// A header has no mark before it, and tells tensors that are there twice by their names.
    @Test(arguments: OddJSON.documents.dropLast()) func aHeaderOfTensors(
        _ document: OddJSON
    ) throws {
        let count = withUnsafeBytes(of: UInt64(document.bytes.count).littleEndian, Array.init)
        let file = folder.file("model.safetensors")
        try Data(count + document.bytes).write(to: file)
        let error = #expect(throws: CheckpointError.self) { try SafetensorsFile(contentsOf: file) }
        let message = error?.description ?? ""
        guard !document.description.hasPrefix("a key twice") else { return }
        let place = "line \(document.line), column \(document.column), at byte "
        #expect(message.hasPrefix(file.path) && message.contains(place), "\(message)")
    }
}
