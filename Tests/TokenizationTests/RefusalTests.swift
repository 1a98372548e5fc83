import Foundation
import TestSupport
import Testing
import Tokenization

struct RefusalTests {
    private static let configuration = #"{"do_lower_case": true}"#

    private func refusal(
        vocabulary: String, configuration: String? = Self.configuration
    ) throws -> String {
        let folder = try TemporaryFolder()
        try folder.write(vocabulary, to: "vocab.txt")
        if let configuration { try folder.write(configuration, to: "tokenizer_config.json") }
        return try folder.refusal()
    }

    /// Loads the committed tokenizer.json with one text replaced.
    private func refusal(replacing old: String, by new: String) throws -> String {
        let file = try Fixture("uncased-json").directory.appendingPathComponent("tokenizer.json")
        let text = try String(contentsOf: file, encoding: .utf8)
        try #require(text.contains(old))
        let folder = try TemporaryFolder()
        try folder.write(text.replacingOccurrences(of: old, with: new), to: "tokenizer.json")
        return try folder.refusal()
    }

    @Test(arguments: [
        "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json",
        "config.json", "vocab.json",
    ])
    func aFileWithoutAnObjectOnTopIsToldWhatItHas(_ name: String) throws {
        let folder = try TemporaryFolder()
        for (file, text) in [
            ("vocab.txt", "[UNK]\n[CLS]\n[SEP]\na\n"),
            ("tokenizer_config.json", Self.configuration),
        ] where name != "vocab.json" {
            try folder.write(text, to: file)
        }
        if name == "vocab.json" {
            try folder.write("a b\n", to: "merges.txt")
            try folder.write(#"{"model_type": "roberta"}"#, to: "config.json")
        }
        for (text, found) in [("[{}]", "an array"), ("\n\"x\"", "a string"), ("null", "null")] {
            try folder.write(text, to: name)
            let line = text.hasPrefix("\n") ? 2 : 1
            #expect(
                try folder.refusal()
                    == "\(name): line \(line), column 1: an object expected, found \(found)")
        }
    }

    @Test func anEmptyFolderIsRefused() throws {
        #expect(
            try TemporaryFolder().refusal().contains(
                "has no tokenizer: neither tokenizer.json, nor"))
    }

    @Test(arguments: [
        ("{", "tokenizer.json: line 1, column 2: broken JSON: it ends too early"),
        ("[1, 2\n, x]", "tokenizer.json: line 2, column 3: broken JSON: a value expected, found x"),
        ("{} {}", "tokenizer.json: line 1, column 4: broken JSON: text after the value, found {"),
        (
            "{\"a\": \"\\ud800\"}",
            "tokenizer.json: line 1, column 8: broken JSON: half of a surrogate pair in a string"
        ),
        ("{}", "tokenizer.json: model: is missing or null, which is not supported"),
        ("[]", "tokenizer.json: line 1, column 1: an object expected, found an array"),
        ("", "tokenizer.json: is empty"),
        (
            String(repeating: "[", count: 100_000),
            "tokenizer.json: line 1, column 129: broken JSON: more than 128 levels"
        ),
    ])
    func brokenJSONIsRefused(_ text: String, _ expected: String) throws {
        let folder = try TemporaryFolder()
        try folder.write(text, to: "tokenizer.json")
        #expect(try folder.refusal() == expected)
    }

    @Test(arguments: [
        (
            #""strategy": "LongestFirst""#, #""strategy": "Shortest""#,
            "tokenizer.json: truncation.strategy: Shortest is not supported"
        ),
        (
            #""max_length": 5"#, #""max_length": -5"#,
            "tokenizer.json: truncation.max_length: -5 is negative"
        ),
        (
            #""type": "WordPiece""#, #""type": "WordLevel""#,
            "tokenizer.json: model.type: WordLevel is not supported"
        ),
        (
            #""type": "BertNormalizer""#, #""type": "Uppercase""#,
            "tokenizer.json: normalizer.type: Uppercase is not supported"
        ),
        (
            #""type": "BertPreTokenizer""#, #""type": "UnicodeScripts""#,
            "tokenizer.json: pre_tokenizer.type: UnicodeScripts is not supported"
        ),
        (
            #""type": "TemplateProcessing""#, #""type": "Postfix""#,
            "tokenizer.json: post_processor.type: Postfix is not supported"
        ),
        (
            #""lowercase": true"#, #""lowercase": 1"#,
            "tokenizer.json: normalizer.lowercase: expected true or false, found a number"
        ),
        (
            #""clean_text": true,"#, "",
            "tokenizer.json: normalizer.clean_text: missing or null, expected true or false"
        ),
        (
            #""[MASK]": 4,"#, #""[MASK]": 3,"#,
            "tokenizer.json: model.vocab: the id 3 is given to \"[SEP]\" and to \"[MASK]\""
        ),
        (
            #""[MASK]": 4,"#, #""[SEP]": 4,"#,
            "tokenizer.json: model.vocab: \"[SEP]\" is listed twice, with the ids 3 and 4"
        ),
        (
            #""[MASK]": 4,"#, #""[MASK]": 4000000000,"#,
            "tokenizer.json: model.vocab: the id 4000000000 of \"[MASK]\" is not in 0...8388608"
        ),
        (
            #""unk_token": "[UNK]""#, #""unk_token": "<unk>""#,
            "tokenizer.json: model.unk_token: \"<unk>\" is not in the vocabulary"
        ),
        (
            #""content": "[MASK]""#, #""content": "movie""#,
            "tokenizer.json: added_tokens[4]: \"movie\" has the id 4, the vocabulary says"
        ),
        (
            #""id": "B""#, #""id": "A""#,
            "tokenizer.json: post_processor.pair: must name each text once and no other"
        ),
    ])
    func whatIsWrongInATokenizerFileIsNamed(
        _ old: String, _ new: String, _ expected: String
    ) throws {
        #expect(try refusal(replacing: old, by: new).hasPrefix(expected))
    }

    @Test func aVocabularyWithoutSpecialTokensIsRefused() throws {
        #expect(
            try refusal(vocabulary: "[CLS]\na\n") == "vocab.txt: the vocabulary lacks [UNK], [SEP]")
    }

    @Test func aVocabularyWithATokenTwiceHasNoIdsForFurtherTokens() throws {
        let configuration =
            #"{"do_lower_case": true, "extra_special_tokens": ["<new>"]}"#
        #expect(
            try refusal(
                vocabulary: "[UNK]\n[CLS]\n[SEP]\n[PAD]\n[MASK]\na\nb\na\n",
                configuration: configuration
            ).hasPrefix("vocab.txt: the vocabulary has gaps, or a token twice: \"<new>\""))
    }

    @Test func aLineThatIsNotUTF8IsRefused() throws {
        let folder = try TemporaryFolder()
        try folder.write(Data("[UNK]\n[CLS]\ncaf".utf8) + [0xE9, 0x0A], to: "vocab.txt")
        try folder.write(Self.configuration, to: "tokenizer_config.json")
        #expect(try folder.refusal() == "vocab.txt: line 3: not UTF-8: 0xE9 at byte 15")
    }

    @Test func aVocabularyThatDoesNotSayHowTextIsPreparedIsRefused() throws {
        let vocabulary = "[UNK]\n[CLS]\n[SEP]\na\n"
        #expect(
            try refusal(vocabulary: vocabulary, configuration: nil).hasPrefix(
                "tokenizer_config.json: do_lower_case: the file is missing"))
        #expect(
            try refusal(vocabulary: vocabulary, configuration: "{}")
                == "tokenizer_config.json: do_lower_case: missing or null, expected true or false")
    }

    @Test(arguments: [
        (
            #""tokenizer_class": "T5Tokenizer""#,
            "tokenizer_class: T5Tokenizer with a vocab.txt is not supported"
        ),
        (#""do_basic_tokenize": false"#, "do_basic_tokenize: false is not supported"),
        (#""never_split": ["x"]"#, "never_split: is not supported"),
    ])
    func anotherTokenizerOnAVocabularyFileIsRefused(_ field: String, _ expected: String) throws {
        let configuration = #"{"do_lower_case": true, "# + field + "}"
        #expect(
            try refusal(vocabulary: "[UNK]\n[CLS]\n[SEP]\n", configuration: configuration)
                == "tokenizer_config.json: " + expected)
    }
}
