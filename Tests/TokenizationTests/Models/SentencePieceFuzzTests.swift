import Foundation
import TestSupport
import Testing
import Tokenization

/// Files that were edited at random are refused or read; nothing ends the process.
struct SentencePieceFuzzTests {
    private static let texts = [
        "plain words", "caf\u{E9} \u{FB01}ne e\u{301} \u{2460}\u{3000}x", "\u{1}\u{AD}\r\n\u{200D}",
        "\u{1F468}\u{200D}\u{1F469} \u{915}\u{94D}\u{937}\u{300} \u{AC00}\u{11A8}",
    ]

    /// SplitMix64.
    private struct Random: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
            return value ^ value >> 31
        }
    }

    /// Overwrites, drops or inserts some bytes; sometimes cuts the end off.
    private static func edited(_ bytes: Data, _ random: inout Random) -> Data {
        var bytes = Array(bytes)
        for _ in 0..<Int.random(in: 1...8, using: &random) where !bytes.isEmpty {
            let index = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: bytes.remove(at: index)
            case 1: bytes.insert(UInt8.random(in: 0...255, using: &random), at: index)
            case 2 where Int.random(in: 0..<4, using: &random) == 0: bytes.removeSubrange(index...)
            case 3: bytes[index] = [0, 0x7F, 0x80, 0xFF][index % 4]
            default: bytes[index] = UInt8.random(in: 0...255, using: &random)
            }
        }
        return Data(bytes)
    }

    /// Reads a folder and tokenizes with what could be read.
    /// - Returns: whether it was read.
    private static func isRead(_ folder: TemporaryFolder) -> Bool {
        guard let tokenizer = try? Tokenizer(contentsOf: folder.url) else { return false }
        for text in texts {
            guard let encoding = try? tokenizer.encode(text) else { continue }
            let count = text.unicodeScalars.count
            #expect(encoding.ids.allSatisfy { $0 < tokenizer.vocabularySize })
            #expect(encoding.offsets.allSatisfy { $0.upperBound <= count })
        }
        return true
    }

    @Test func editedModelFilesAreRefusedOrRead() throws {
        let source = try Fixture.root.appendingPathComponent("sentencepiece/xlmr-model")
        let model = try Data(contentsOf: source.appendingPathComponent("sentencepiece.bpe.model"))
        let folder = try TemporaryFolder()
        try folder.write(
            #"{"tokenizer_class": "XLMRobertaTokenizer"}"#, to: "tokenizer_config.json")
        var random = Random(state: 1)
        var read = 0
        for _ in 0..<200 {
            try folder.write(Self.edited(model, &random), to: "sentencepiece.bpe.model")
            if Self.isRead(folder) { read += 1 }
        }
        #expect((1..<200).contains(read))
    }

    @Test func editedCharacterMapsAreRefusedOrRead() throws {
        let file = try Fixture.root.appendingPathComponent("sentencepiece/components.jsonl")
        let line = try #require(
            try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).first)
        let row = try JSONSerialization.jsonObject(with: line) as? [String: Any]
        let text = try #require(row?["map"] as? String)
        let map = try #require(Data(base64Encoded: text))
        let folder = try TemporaryFolder()
        var random = Random(state: 2)
        var read = 0
        for _ in 0..<500 {
            let edited = Self.edited(map, &random).base64EncodedString()
            try folder.write(
                #"""
                {"normalizer": {"type": "Precompiled", "precompiled_charsmap": "\#(edited)"},
                "model": {"type": "Unigram", "unk_id": 0, "vocab": [["<unk>", 0], ["a", -1]]}}
                """#, to: "tokenizer.json")
            if Self.isRead(folder) { read += 1 }
        }
        #expect((1..<500).contains(read))
    }
}
