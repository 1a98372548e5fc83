import Foundation
import TestSupport
import Testing
import Tokenization

/// Files that transformers or `tokenizers` load although something is odd about them.
struct OddFileTests {
    private let mark = Data([0xEF, 0xBB, 0xBF])

    private func folder(_ files: [String: String], marked: Set<String> = []) throws
        -> TemporaryFolder
    {
        let folder = try TemporaryFolder()
        for (name, text) in files {
            let content = Data(text.utf8)
            try folder.write(marked.contains(name) ? mark + content : content, to: name)
        }
        return folder
    }

    /// Ids of `tokenizers` 0.23.3: a token has the id of its last line, without the white space that
    /// ends it; an empty line takes an id.
    @Test func aVocabularyWithEmptyLinesAndATokenTwiceIsRead() throws {
        let folder = try self.folder([
            "vocab.txt": "[UNK]\n[CLS]\n[SEP]\na \nb\u{3000}\n\na\n \nc\r\n##d\u{A0}\n",
            "tokenizer_config.json": #"{"do_lower_case": true}"#,
        ])
        let tokenizer = try Tokenizer(contentsOf: folder.url)
        #expect(try tokenizer.encode("a b c cd x").ids == [1, 6, 4, 8, 8, 9, 0, 2])
        #expect(tokenizer.vocabularySize == 10)
        #expect(tokenizer.token(3) == "")
    }

    @Test func aByteOrderMarkBeforeAnyFileIsPassedOver() throws {
        let lines = [
            "vocab.txt": "[UNK]\n[CLS]\n[SEP]\na\n",
            "tokenizer_config.json": #"{"do_lower_case": true}"#,
            "special_tokens_map.json": #"{"pad_token": "a"}"#,
            "config.json": #"{"model_type": "bert"}"#, "added_tokens.json": "{}",
        ]
        var folder = try self.folder(lines, marked: Set(lines.keys))
        let marked = try Tokenizer(contentsOf: folder.url)
        #expect(try marked.encode("a").ids == [1, 3, 2])
        #expect(marked.unknownTokenID == 0)
        let pairs = [
            "vocab.json": #"{"<s>": 0, "</s>": 1, "a": 2, "b": 3, "ab": 4}"#,
            "merges.txt": "a b\n", "config.json": #"{"model_type": "roberta"}"#,
        ]
        folder = try self.folder(pairs, marked: Set(pairs.keys))
        let byteLevel = try Tokenizer(contentsOf: folder.url)
        #expect(try byteLevel.encode("ab").ids == [0, 4, 1])
    }

    @Test(arguments: ["vocab.txt", "tokenizer_config.json", "config.json"])
    func aFileInUTF16IsNamed(_ name: String) throws {
        let files = [
            "vocab.txt": "[UNK]\n[CLS]\n[SEP]\na\n",
            "tokenizer_config.json": #"{"do_lower_case": true}"#,
        ]
        let folder = try self.folder(files)
        try folder.write(Data([0xFF, 0xFE, 0x5B, 0]), to: name)
        #expect(try folder.refusal() == "\(name): is UTF-16; save it as UTF-8")
    }

    /// The pipeline of a tokenizer.json whose parts do not say their types, as those of 2020.
    private func untyped(
        model: String, normalizer: String = "null", processor: String = "null"
    ) throws -> TemporaryFolder {
        try folder([
            "tokenizer.json": """
            {"normalizer": \(normalizer), "pre_tokenizer": {"type": "WhitespaceSplit"},
            "post_processor": \(processor), "model": \(model), "added_tokens": []}
            """
        ])
    }

    private let wordPiece = """
        {"vocab": {"u": 0, "a": 1, "b": 2}, "unk_token": "u", "continuing_subword_prefix": "##",
        "max_input_chars_per_word": 9}
        """

    @Test func aModelWithoutATypeIsToldByItsFields() throws {
        let unigram = #"{"vocab": [["u", 0], ["a", -1], ["b", -2]], "unk_id": 0}"#
        let pairs = #"{"vocab": {"a": 1, "b": 2}, "merges": []}"#
        let noUnknown = unigram.replacingOccurrences(of: #", "unk_id": 0"#, with: "")
        for model in [unigram, noUnknown, pairs] {
            let folder = try untyped(model: model)
            let tokenizer = try Tokenizer(contentsOf: folder.url)
            #expect(try tokenizer.encode("ab b").ids == [1, 2, 2])
        }
        var folder = try untyped(model: unigram)
        #expect(try Tokenizer(contentsOf: folder.url).encode("c a").ids == [0, 1])
        folder = try untyped(model: wordPiece)
        #expect(try Tokenizer(contentsOf: folder.url).encode("ab b").ids == [0, 2])
        let level = #"{"vocab": {"u": 0}, "unk_token": "u"}"#
        #expect(
            try untyped(model: level).refusal()
                == "tokenizer.json: model.type: WordLevel is not supported")
        #expect(
            try untyped(model: #"{"vocab": {"u": 0}}"#).refusal()
                == "tokenizer.json: model.type: missing or null, expected a string")
    }

    @Test(arguments: [
        (
            #"{"clean_text": true, "handle_chinese_chars": true, "strip_accents": null, "#
                + #""lowercase": true}"#, [1, 2]
        ),
        (#"{"normalizers": [{"pattern": {"String": "A"}, "content": "a"}]}"#, [1, 0]),
        (#"{"prepend": "b "}"#, [2, 0, 0]),
        (#"{"strip_left": true, "strip_right": true}"#, [0, 0]),
    ])
    func aNormalizerWithoutATypeIsToldByItsFields(_ normalizer: String, _ ids: [Int32]) throws {
        let folder = try untyped(model: wordPiece, normalizer: normalizer)
        #expect(try Tokenizer(contentsOf: folder.url).encode("A B").ids == ids)
    }

    @Test(arguments: [
        (#"{"sep": ["b", 2], "cls": ["a", 1]}"#, [1, 1, 2, 2, 2], [0, 0, 0, 1, 1]),
        (
            #"{"sep": ["b", 2], "cls": ["a", 1], "trim_offsets": true, "add_prefix_space": true}"#,
            [1, 1, 2, 2, 2, 2], [0, 0, 0, 0, 0, 0]
        ),
        (
            #"{"single": [{"Sequence": {"id": "A", "type_id": 0}}], "pair": [{"Sequence": {"id": "#
                + #""B", "type_id": 1}}, {"Sequence": {"id": "A", "type_id": 0}}], "#
                + #""special_tokens": {}}"#, [2, 1], [1, 0]
        ),
    ])
    func aPostProcessorWithoutATypeIsToldByItsFields(
        _ processor: String, _ ids: [Int32], _ types: [Int32]
    ) throws {
        let folder = try untyped(model: wordPiece, processor: processor)
        let encoding = try Tokenizer(contentsOf: folder.url).encode("a", pairedWith: "b")
        #expect(encoding.ids == ids)
        #expect(encoding.typeIDs == types)
    }
}
