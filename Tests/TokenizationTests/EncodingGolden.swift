import Foundation
import Testing
import Tokenization

/// An encoding as the `tokenizers` package has it, written by Tools/fixtures/tokenizer/byte_pairs.py:
/// in full, or as a sum where it has many tokens.
struct EncodingGolden: Decodable {
    let ids: [Int32]?
    let types: String?
    let offsets: [Int]?
    let spelled: [Golden.Spelling]?
    /// The text of each token, `_` for special ones; not of every kind of tokenizer.
    let sequences: String?
    let count: Int?
    let sum: String?

    /// - Parameter withSequences: whether the sum covers them, too.
    func expect(_ encoding: Encoding, _ tokenizer: Tokenizer, withSequences: Bool, _ text: Comment)
        throws
    {
        let types = encoding.typeIDs.map(String.init).joined()
        let texts = encoding.sequenceIDs.map { $0.map(String.init) ?? "_" }.joined()
        if let sum {
            let numbers = [encoding.ids.map(Int.init), flat(encoding.offsets)].map { row in
                row.map { String($0) }.joined(separator: " ")
            }
            var parts = [numbers[0], types, numbers[1], encoding.tokens.joined(separator: " ")]
            if withSequences { parts.append(texts) }
            #expect(encoding.ids.count == count, text)
            #expect(fnv1a(parts.joined(separator: "|")) == sum, text)
            return
        }
        var tokens = try #require(ids).map(tokenizer.token)
        for spelling in spelled ?? [] { tokens[spelling.index] = spelling.token }
        #expect(encoding.ids == ids, text)
        #expect(types == self.types, text)
        #expect(flat(encoding.offsets) == offsets, text)
        #expect(bytes(encoding.tokens) == bytes(tokens), text)
        if let sequences { #expect(texts == sequences, text) }
    }
}

/// A line of windows.jsonl.
struct WindowRequest: Decodable {
    let text: String
    let other: String?
    let maximumLength: Int
    let stride: Int
    let strategy: TruncationStrategy
    let direction: TruncationDirection

    init(from decoder: any Decoder) throws {
        var row = try decoder.unkeyedContainer()
        text = try row.decode(String.self)
        other = try row.decodeIfPresent(String.self)
        maximumLength = try row.decode(Int.self)
        stride = try row.decode(Int.self)
        strategy =
            switch try row.decode(String.self) {
            case "only_first": .onlyFirst
            case "only_second": .onlySecond
            default: .longestFirst
            }
        direction = try row.decode(String.self) == "left" ? .left : .right
    }
}

extension Fixture {
    static let bytePairs = [
        "byte-level-roberta", "byte-level-gpt2", "byte-level-files", "byte-pairs-suffixed",
        "byte-pairs-fallback",
    ]

    func encodings(_ name: String) throws -> [[EncodingGolden]] {
        try rows(of: directory.appendingPathComponent(name))
    }

    static func moreRequests() throws -> [Request] {
        try rows(of: root.appendingPathComponent("more-texts.jsonl"))
    }

    static func windowRequests() throws -> [WindowRequest] {
        try rows(of: root.appendingPathComponent("windows.jsonl"))
    }
}
