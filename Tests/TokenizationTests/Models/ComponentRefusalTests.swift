import Foundation
import TestSupport
import Testing
import Tokenization

struct ComponentRefusalTests {
    private func refusal(
        normalizer: String = "null", splitter: String = "null",
        model: String = #"{"type": "Unigram", "unk_id": 0, "vocab": [["<unk>", 0], ["a", -1]]}"#
    ) throws -> String {
        let folder = try TemporaryFolder()
        try folder.write(
            #"{"normalizer": \#(normalizer), "pre_tokenizer": \#(splitter), "model": \#(model)}"#,
            to: "tokenizer.json")
        return try folder.refusal()
    }

    @Test(arguments: [
        (#"{"type": "Sequence"}"#, "normalizers: missing or null, expected an array"),
        (
            #"{"type": "Sequence", "normalizers": [{"type": "NFC"}, {"type": "Fold"}]}"#,
            "normalizers[1].type: Fold is not supported"
        ),
        (
            #"{"type": "Replace", "pattern": {"Regex": "(a|b)"}, "content": ""}"#,
            "pattern.Regex: the regular expression \"(a|b)\" is not supported"
        ),
        (
            #"{"type": "Replace", "pattern": {"String": ""}, "content": "x"}"#,
            "pattern.String: an empty text is not supported"
        ),
        (#"{"type": "Strip", "strip_left": true}"#, "strip_right: missing or null, expected true"),
        (
            #"{"type": "Precompiled", "precompiled_charsmap": "?"}"#,
            "precompiled_charsmap: is not base64"
        ),
        (
            #"{"type": "Precompiled", "precompiled_charsmap": ""}"#,
            "precompiled_charsmap: is shorter than the size of its trie"
        ),
    ])
    func whatIsWrongInANormalizerIsNamed(_ normalizer: String, _ expected: String) throws {
        #expect(
            try refusal(normalizer: normalizer).hasPrefix("tokenizer.json: normalizer." + expected))
    }

    @Test(arguments: [
        (
            #"{"type": "Punctuation", "behavior": "Dropped"}"#, "behavior: Dropped is not supported"
        ),
        (
            #"{"type": "CharDelimiterSplit", "delimiter": "ab"}"#,
            "delimiter: expected one character"
        ),
        (
            #"{"type": "Metaspace", "replacement": "_", "prepend_scheme": "last"}"#,
            "prepend_scheme: last is not supported"
        ),
        (
            #"{"type": "Metaspace", "replacement": "_", "add_prefix_space": false, "prepend_scheme": "always"}"#,
            "add_prefix_space: false, but prepend_scheme is always"
        ),
        (
            #"{"type": "Split", "pattern": {"Regex": "\\d"}, "behavior": "Removed", "invert": false}"#,
            "pattern.Regex: the regular expression \"\\d\" is not supported"
        ),
        (
            #"{"type": "Sequence", "pretokenizers": [{"type": "FixedLength", "length": 3}]}"#,
            "pretokenizers[0].type: FixedLength is not supported"
        ),
    ])
    func whatIsWrongInASplitterIsNamed(_ splitter: String, _ expected: String) throws {
        #expect(
            try refusal(splitter: splitter).hasPrefix("tokenizer.json: pre_tokenizer." + expected))
    }

    @Test(arguments: [
        (#""vocab": {"a": 0}"#, "model.vocab: expected an array, found an object"),
        (#""vocab": [["a"]]"#, "model.vocab[0]: expected a token and its score"),
        (#""vocab": [["a", "b"]]"#, "model.vocab[0][1]: expected a number, found a string"),
        (
            #""vocab": [["a", 0], ["a", 1]]"#,
            "model.vocab: \"a\" is listed twice, with the ids 0 and 1"
        ),
        (
            #""unk_id": 2, "vocab": [["a", 0]]"#,
            "model.vocab: the unknown token 2 is not in 0..<1"
        ),
        (
            #""unk_id": -1, "vocab": [["a", 0]]"#,
            "model.vocab: the unknown token -1 is not in 0..<1"
        ),
    ])
    func whatIsWrongInAUnigramModelIsNamed(_ fields: String, _ expected: String) throws {
        #expect(
            try refusal(model: #"{"type": "Unigram", \#(fields)}"#) == "tokenizer.json: " + expected
        )
    }

    @Test func aCharacterMapThatBlowsUpTextIsRefused() throws {
        let trie: [UInt8] = [4, 0, 0, 0, 1, 1, 1, 1]
        let map = Data(trie + [UInt8](repeating: 0x61, count: 1025)).base64EncodedString()
        #expect(
            try refusal(normalizer: #"{"type": "Precompiled", "precompiled_charsmap": "\#(map)"}"#)
                == "tokenizer.json: normalizer.precompiled_charsmap: "
                + "has a replacement of 1025 bytes")
    }

    @Test func aTextThatNoTokenCoversIsRefusedByAModelWithoutUnknown() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            #"{"model": {"type": "Unigram", "vocab": [["a", 0]]}}"#, to: "tokenizer.json")
        let tokenizer = try Tokenizer(contentsOf: folder.url)
        #expect(try tokenizer.encode("aa").ids == [0, 0])
        let error = try #require(throws: TokenizerError.self) { try tokenizer.encode("a\u{E9}") }
        #expect(
            error.description
                == "no token covers \"\u{E9}\", and the model has none for the unknown")
    }
}
