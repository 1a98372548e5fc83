import Foundation
import TestSupport
import Testing
import Tokenization

struct BytePairRefusalTests {
    @Test(arguments: [
        (#""dropout":null"#, #""dropout":0.1"#, "model.dropout: tokens chosen at random are not"),
        (#"["x","x"]"#, #"["x","x","x"]"#, "model.merges[0]: a merge must have two tokens"),
        (#"["x","x"]"#, #""x  x""#, "model.merges[0]: a merge must be two tokens with a space"),
        (#"["x","x"]"#, #""x zebra""#, "model.merges[0]: \"zebra\" is not in the vocabulary"),
        (#"["x","x"]"#, #"["a","x"]"#, "model.merges[0]: \"ax\" is not in the vocabulary"),
        (#""trim_offsets":true,"add_"#, #""add_"#, "post_processor.trim_offsets: missing or null"),
        (#""sep":["</s>",2]"#, #""sep":["</s>",3]"#, "post_processor.sep: \"</s>\" has the id 2"),
        (#""merges":["#, #""merges":5,"was":["#, "model.merges: expected an array, found a number"),
        (
            #""continuing_subword_prefix":null"#, #""continuing_subword_prefix":"@@""#,
            "model.merges[0]: \"x\" does not start with \"@@\""
        ),
    ])
    func whatIsWrongInATokenizerFileIsNamed(
        _ old: String, _ new: String, _ expected: String
    ) throws {
        let file = try Fixture("byte-level-roberta").directory
            .appendingPathComponent("tokenizer.json")
        let text = try String(contentsOf: file, encoding: .utf8)
        let place = try #require(text.range(of: old))
        let folder = try TemporaryFolder()
        try folder.write(text.replacingCharacters(in: place, with: new), to: "tokenizer.json")
        let refusal = try folder.refusal()
        #expect(refusal.hasPrefix("tokenizer.json: " + expected))
    }

    /// The older files of a fixture, one of them replaced.
    private func refusal(of name: String, _ text: String) throws -> String {
        let directory = try Fixture("byte-level-files").directory
        let folder = try TemporaryFolder()
        for file in ["vocab.json", "merges.txt", "tokenizer_config.json"] {
            try folder.write(Data(contentsOf: directory.appendingPathComponent(file)), to: file)
        }
        try folder.write(text, to: name)
        return try folder.refusal()
    }

    @Test(arguments: [
        (#"{"tokenizer_class": "CLIPTokenizer"}"#, "tokenizer_class: CLIPTokenizer with a vocab"),
        ("{}", "tokenizer_class: missing, and neither vocab.json nor a config.json says"),
        (
            #"{"tokenizer_class": "RobertaTokenizer", "add_bos_token": true}"#,
            "add_bos_token: true is not supported"
        ),
    ])
    func whatOlderFilesAskForIsNamed(_ configuration: String, _ expected: String) throws {
        let refusal = try refusal(of: "tokenizer_config.json", configuration)
        #expect(refusal.hasPrefix("tokenizer_config.json: " + expected))
    }

    @Test func allMissingSpecialTokensAreNamed() throws {
        let refusal = try refusal(of: "vocab.json", #"{"a": 0}"#)
        #expect(refusal.hasPrefix("merges.txt: line 2: "))
        let folder = try TemporaryFolder()
        try folder.write(#"{"a": 0}"#, to: "vocab.json")
        try folder.write("#version: 0.2\n", to: "merges.txt")
        try folder.write(#"{"model_type": "roberta"}"#, to: "config.json")
        #expect(try folder.refusal() == "vocab.json: the vocabulary lacks <s>, </s>")
    }

    /// Members of one line, and of several.
    @Test(arguments: [
        (
            "{\"a\": 0, \"b\": 1, \"a\": 2}",
            "\"a\" is listed twice, with the ids 0 and 2 (line 1, column 2 and line 1, column 18)"
        ),
        (
            "{\n  \"\u{E9}\": 0,\n  \"e\u{301}\": 1,\n  \"\\u00e9\": 2\n}",
            "\"\u{E9}\" is listed twice, with the ids 0 and 2 (line 2, column 3 and line 4, column 3)"
        ),
        (
            "{\n\"a\": 0,\n\"b\": 0\n}",
            "the id 0 is given to \"a\" and to \"b\" (line 2, column 1 and line 3, column 1)"
        ),
        (
            "{\n\"a\": 0,\n\"b\": -1\n}",
            "the id -1 of \"b\" is not in 0...8388608 (line 3, column 1)"
        ),
    ])
    func membersOfAVocabularyThatAreAtOddsAreToldWithTheirPlaces(
        _ vocabulary: String, _ expected: String
    ) throws {
        #expect(try refusal(of: "vocab.json", vocabulary) == "vocab.json: " + expected)
    }

    @Test func aBrokenLineOfMergesIsRefused() throws {
        #expect(
            try refusal(of: "merges.txt", "#version: 0.2\na b c\n")
                == "merges.txt: line 2: a merge must be two tokens with a space between them")
    }
}
