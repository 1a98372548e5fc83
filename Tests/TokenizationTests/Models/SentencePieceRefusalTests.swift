import Foundation
import TestSupport
import Testing
import Tokenization

struct SentencePieceRefusalTests {
    /// A field of a message: its key, then what it holds.
    private static func field(_ number: UInt8, _ bytes: [UInt8]) -> [UInt8] {
        [number << 3 | 2, UInt8(bytes.count)] + bytes
    }

    private static func piece(_ text: String, kind: UInt8 = 1) -> [UInt8] {
        field(1, field(1, Array(text.utf8)) + [0x15, 0, 0, 0x80, 0xBF, 0x18, kind])
    }

    private static let pieces =
        piece("<pad>", kind: 3) + piece("<unk>", kind: 2) + piece("[CLS]", kind: 3)
        + piece("[SEP]", kind: 3) + piece("\u{2581}a") + piece("b")

    private func refusal(
        _ model: [UInt8], _ configuration: String = #"{"tokenizer_class": "AlbertTokenizer"}"#
    ) throws -> String {
        let folder = try TemporaryFolder()
        try folder.write(Data(model), to: "spiece.model")
        try folder.write(configuration, to: "tokenizer_config.json")
        return try folder.refusal()
    }

    @Test func aModelOfPiecesIsRead() throws {
        let folder = try TemporaryFolder()
        try folder.write(Data(Self.pieces), to: "spiece.model")
        try folder.write(#"{"model_type": "albert"}"#, to: "config.json")
        let tokenizer = try Tokenizer(contentsOf: folder.url)
        #expect(
            try tokenizer.encode("A b").tokens == ["[CLS]", "\u{2581}a", "\u{2581}", "b", "[SEP]"])
        #expect(try tokenizer.encode("A b").ids == [2, 4, 1, 5, 3])
    }

    @Test(
        arguments: [
            ([0x0A], "byte 1: a number is cut off"),
            ([0x0A, 5, 1], "byte 0: field 1 of 5 bytes is cut off"),
            ([0x0B], "byte 0: field 1 has the wire type 3"),
            ([0x02, 0], "byte 0: 0 is no field number"),
            ([0x08, 1], "byte 0: field 1 is of another type"),
            ([UInt8](repeating: 0xFF, count: 11), "byte 0: a number of more than 64 bits"),
            (field(1, field(1, [0xC3])), "byte 2: a piece is not UTF-8"),
            (field(1, [0x18, 9]), "byte 2: a piece of the unknown type 9"),
            (field(2, [0x18, 7]), "byte 2: a model of the unknown type 7"),
            (pieces + field(2, [0x18, 2]), "a model of type bpe is not supported"),
            (pieces + field(2, [0x18, 3]), "a model of type word is not supported"),
            (piece("a"), "has 1 pieces only"),
            (pieces + piece("b"), "pieces: \"b\" is listed twice, with the ids 5 and 6"),
            (pieces + piece(""), "pieces: the token 6 is empty"),
            (
                pieces + field(1, field(1, [0x63]) + [0x15, 0, 0, 0xC0, 0x7F]),
                "pieces: the score of \"c\" is not finite"
            ),
            (
                pieces + field(3, field(2, [1, 0])),
                "precompiled_charsmap: is shorter than the size of its trie"
            ),
            (
                pieces + field(3, field(2, [8, 0, 0, 0, 1, 1, 1, 1])),
                "precompiled_charsmap: has 8 bytes, which a trie of 8 bytes does not fit"
            ),
            (
                pieces + field(3, field(2, [4, 0, 0, 0, 1, 1, 1, 1, 0xFF])),
                "precompiled_charsmap: has replacements that are not UTF-8"
            ),
        ] as [([UInt8], String)])
    func whatIsWrongInAModelIsNamed(_ model: [UInt8], _ expected: String) throws {
        #expect(try refusal(model) == "spiece.model: " + expected)
    }

    @Test(arguments: [
        (
            "{}",
            "tokenizer_class: missing, and neither spiece.model nor a config.json says what kind of "
                + "tokenizer it is of"
        ),
        (
            #"{"tokenizer_class": "T5Tokenizer"}"#,
            "tokenizer_class: T5Tokenizer with a spiece.model is not supported"
        ),
        (
            #"{"tokenizer_class": "AlbertTokenizer", "do_lower_case": 1}"#,
            "do_lower_case: expected true or false, found a number"
        ),
        (
            #"{"tokenizer_class": "AlbertTokenizer", "added_tokens_decoder": {"9": {"content": "x"}}}"#,
            "added_tokens_decoder.9: \"x\" has the id 9, where the next one is 6"
        ),
    ])
    func whatIsWrongBesideAModelIsNamed(_ configuration: String, _ expected: String) throws {
        #expect(try refusal(Self.pieces, configuration) == "tokenizer_config.json: " + expected)
    }

    @Test func aModelOfAnotherFamilyIsRefusedByItsType() throws {
        let folder = try TemporaryFolder()
        try folder.write(Data(Self.pieces), to: "spiece.model")
        try folder.write(#"{"model_type": "t5"}"#, to: "config.json")
        #expect(
            try folder.refusal()
                == "config.json: model_type: t5 with a spiece.model is not supported: "
                + "transformers has T5Tokenizer for it")
    }

    @Test func aFileThatTheClassDoesNotLookForIsRefused() throws {
        let folder = try TemporaryFolder()
        try folder.write(Data(Self.pieces), to: "sentencepiece.bpe.model")
        try folder.write(#"{"model_type": "albert"}"#, to: "config.json")
        #expect(
            try folder.refusal()
                == "config.json: model_type: albert with a sentencepiece.bpe.model is not supported"
        )
    }
}
