import Foundation
import Testing
import Tokenization

/// What the `tokenizers` package makes of a row of Fixtures/sentencepiece/texts.jsonl.
private struct PlacedGolden: Decodable {
    let ids: [Int32]
    let types: String
    /// Of each token how far after the end of the one before it starts, and its length.
    let places: [Int]
    let spelled: [Golden.Spelling]?

    var offsets: [Int] {
        var end = 0
        return stride(from: 0, to: places.count, by: 2).flatMap { index in
            let start = end + places[index]
            end = start + places[index + 1]
            return [start, end]
        }
    }

    func tokens(in tokenizer: Tokenizer) -> [String] {
        var tokens = ids.map(tokenizer.token)
        for spelling in spelled ?? [] { tokens[spelling.index] = spelling.token }
        return tokens
    }
}

/// Made by Tools/fixtures/tokenizer/make_sentencepiece_goldens.py.
struct SentencePieceGoldenTests {
    private static let layouts = [
        "albert-file", "xlmr-file", "albert-model", "albert-cased-model", "xlmr-model",
        "camembert-model",
    ]

    private static var folder: URL {
        get throws { try Fixture.root.appendingPathComponent("sentencepiece") }
    }

    private static func tokenizer(_ layout: String) throws -> Tokenizer {
        try Tokenizer(contentsOf: folder.appendingPathComponent(layout))
    }

    private static func texts() throws -> [[String]] {
        try rows(of: folder.appendingPathComponent("texts.jsonl"))
    }

    @Test(arguments: layouts)
    func everyTextIsTokenizedAsByTheTokenizersPackage(_ layout: String) throws {
        let tokenizer = try Self.tokenizer(layout)
        let file = try Self.folder.appendingPathComponent(layout)
        let goldens: [PlacedGolden] = try rows(of: file.appendingPathComponent("golden.jsonl"))
        let texts = try Self.texts()
        try #require(texts.count == goldens.count && texts.count > 100)
        for (row, golden) in zip(texts, goldens) {
            let encoding = try tokenizer.encode(
                row[0], pairedWith: row.count > 1 ? row[1] : nil)
            let text = Comment(rawValue: row.description)
            #expect(encoding.ids == golden.ids, text)
            #expect(encoding.typeIDs.map(String.init).joined() == golden.types, text)
            #expect(bytes(encoding.tokens) == bytes(golden.tokens(in: tokenizer)), text)
            #expect(flat(encoding.offsets) == golden.offsets, text)
        }
    }

    @Test(arguments: layouts)
    func idsAloneAreThoseOfTheWholeEncoding(_ layout: String) throws {
        let tokenizer = try Self.tokenizer(layout)
        for row in try Self.texts() {
            let other = row.count > 1 ? row[1] : nil
            let encoding = try tokenizer.encode(row[0], pairedWith: other)
            #expect(try tokenizer.ids(of: row[0], pairedWith: other).ids == encoding.ids)
        }
    }

    @Test func specialTokensHaveTheIDsOfTheirFamily() throws {
        let albert = try Self.tokenizer("albert-model")
        #expect(albert.padTokenID == 0)
        #expect(albert.unknownTokenID == 1)
        #expect(albert.clsTokenID == 2)
        #expect(albert.sepTokenID == 3)
        #expect(albert.maskTokenID == 4)
        let xlmr = try Self.tokenizer("xlmr-model")
        #expect(xlmr.clsTokenID == 0)
        #expect(xlmr.padTokenID == 1)
        #expect(xlmr.sepTokenID == 2)
        #expect(xlmr.unknownTokenID == 3)
        #expect(xlmr.maskTokenID == Int32(xlmr.vocabularySize) - 1)
        let camembert = try Self.tokenizer("camembert-model")
        #expect(camembert.clsTokenID == 5)
        #expect(camembert.padTokenID == 1)
        #expect(camembert.sepTokenID == 6)
        #expect(camembert.maskTokenID == Int32(camembert.vocabularySize) - 1)
    }

    @Test func theSentencePieceFileBelongsToTheTokenizersFiles() throws {
        let files = try Self.tokenizer("xlmr-model").files.map(\.lastPathComponent)
        #expect(files == ["tokenizer_config.json", "sentencepiece.bpe.model"])
    }

    @Test func tokensOfALongWordCoverItOnce() throws {
        let tokenizer = try Self.tokenizer("albert-file")
        let word = String(repeating: "unbreakable", count: 20_000)
        let encoding = try tokenizer.encode(word)
        let offsets = encoding.offsets.dropFirst().dropLast()
        #expect(offsets.first?.lowerBound == 0)
        #expect(offsets.last?.upperBound == word.count)
        #expect(offsets.map(\.count).reduce(0, +) == word.count)
    }
}
