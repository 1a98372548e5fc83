import Foundation
import TestSupport
import Testing
import Tokenization

struct TruncationSideTests {
    private func tokenizer(_ configuration: String, truncation: String? = nil) throws -> Tokenizer {
        let source = try Fixture("uncased-json").directory.appendingPathComponent("tokenizer.json")
        let text = try String(contentsOf: source, encoding: .utf8)
        let folder = try TemporaryFolder()
        try folder.write(
            setting(truncation.map { ["truncation": $0] } ?? [:], in: text), to: "tokenizer.json")
        try folder.write(configuration, to: "tokenizer_config.json")
        return try Tokenizer(contentsOf: folder.url)
    }

    private let cutLeft =
        #"{"direction": "Left", "max_length": 9, "stride": 0, "#
        + #""strategy": "LongestFirst"}"#

    @Test func theConfigurationsSideCountsBeforeThatOfTheFile() throws {
        #expect(try tokenizer("{}").truncationDirection == .right)
        #expect(try tokenizer("{}", truncation: cutLeft).truncationDirection == .left)
        #expect(try tokenizer(#"{"truncation_side": "left"}"#).truncationDirection == .left)
        #expect(
            try tokenizer(#"{"truncation_side": "right"}"#, truncation: cutLeft).truncationDirection
                == .right)
    }

    @Test func everyWayToTokenizeCutsThatSide() throws {
        let tokenizer = try tokenizer(#"{"truncation_side": "left"}"#)
        let (text, other) = ("one two three four five six", "seven eight")
        let last = ["[CLS]", "four", "five", "six", "[SEP]"]
        let encoding = try tokenizer.encode(text, maximumLength: 5)
        #expect(encoding.tokens == last)
        #expect(try tokenizer.ids(of: text, maximumLength: 5).ids == encoding.ids)
        #expect(
            try tokenizer.encodeBatch([TokenizerInput(text)], maximumLength: 5) == [encoding])
        #expect(
            try tokenizer.ids(ofBatch: [TokenizerInput(text)], maximumLength: 5)[0].ids
                == encoding.ids)
        #expect(
            try tokenizer.encode(text, maximumLength: 5, direction: .right).tokens
                == ["[CLS]", "one", "two", "three", "[SEP]"])
        let pair = try tokenizer.encode(text, pairedWith: other, maximumLength: 8)
        #expect(
            pair.tokens == ["[CLS]", "four", "five", "six", "[SEP]", "seven", "eight", "[SEP]"])
        let windows = try tokenizer.windows(
            of: other, pairedWith: text, maximumLength: 8, stride: 1, truncation: .onlySecond)
        #expect(
            windows.map { $0.tokens.dropFirst(4).dropLast().joined(separator: " ") }
                == ["four five six", "two three four", "one two"])
        #expect(
            try tokenizer.windowIDs(
                of: other, pairedWith: text, maximumLength: 8, stride: 1, truncation: .onlySecond
            ).map(\.ids) == windows.map(\.ids))
        #expect(
            try tokenizer.windows(
                ofBatch: [TokenizerInput(other, pairedWith: text)], maximumLength: 8, stride: 1,
                truncation: .onlySecond) == [windows])
    }

    @Test func theLongestTextOfTheFilesIsTold() throws {
        #expect(try tokenizer(#"{"model_max_length": 512}"#).modelMaximumLength == 512)
        #expect(
            try tokenizer(#"{"model_max_length": 1000000000000000019884624838656}"#)
                .modelMaximumLength == nil)
        #expect(try tokenizer("{}").modelMaximumLength == nil)
    }
}
