import Foundation
import TestSupport
import Testing
import Tokenization

/// A normalizer or a splitter, and what becomes of the texts by it.
private struct ComponentGolden {
    let name: String
    /// A tokenizer.json that has nothing else.
    let file: Data
    let tokens: [[String]]
    let offsets: [[Int]]

    init(_ row: [String: Any]) throws {
        let (normalizer, splitter) = (row["normalizer"], row["pre_tokenizer"])
        let scalars = try #require(row["scalars"] as? String).unicodeScalars
        let vocabulary: [[Any]] = [["<unk>", 0.0]] + scalars.map { [String($0), -1.0] }
        let content: [String: Any] = [
            "normalizer": normalizer ?? NSNull(), "pre_tokenizer": splitter ?? NSNull(),
            "post_processor": NSNull(), "added_tokens": [Any](),
            "model": ["type": "Unigram", "unk_id": 0, "vocab": vocabulary],
        ]
        file = try JSONSerialization.data(withJSONObject: content)
        tokens = try #require(row["tokens"] as? [[String]])
        offsets = try #require(row["offsets"] as? [[Int]])
        name = "\((normalizer as? [String: Any]) ?? (splitter as? [String: Any]) ?? [:])"
    }
}

/// Made by Tools/fixtures/tokenizer/make_sentencepiece_goldens.py.
struct ComponentGoldenTests {
    @Test func everyNormalizerAndSplitterDoesWhatThatOfTheTokenizersPackageDoes() throws {
        let file = try Fixture.root.appendingPathComponent("sentencepiece/components.jsonl")
        let lines = try Data(contentsOf: file).split(separator: UInt8(ascii: "\n"))
        let rows = try lines.map {
            try #require(try JSONSerialization.jsonObject(with: $0) as? [String: Any])
        }
        let texts = try #require(rows.first?["texts"] as? [String])
        #expect(rows.count > 50)
        for row in rows.dropFirst() {
            let golden = try ComponentGolden(row)
            let folder = try TemporaryFolder()
            try folder.write(golden.file, to: "tokenizer.json")
            let tokenizer = try Tokenizer(contentsOf: folder.url)
            for (index, text) in texts.enumerated() {
                let encoding = try tokenizer.encode(text)
                let comment = Comment(rawValue: "\(golden.name): \(text)")
                #expect(bytes(encoding.tokens) == bytes(golden.tokens[index]), comment)
                #expect(flat(encoding.offsets) == golden.offsets[index], comment)
                #expect(try tokenizer.ids(of: text).ids == encoding.ids, comment)
            }
        }
    }
}
