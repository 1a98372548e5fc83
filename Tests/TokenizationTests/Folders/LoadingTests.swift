import Foundation
import TestSupport
import Testing
import Tokenization

struct LoadingTests {
    @Test func specialTokensAndFilesAreFound() throws {
        let tokenizer = try Tokenizer(contentsOf: Fixture("uncased-vocabulary").directory)
        #expect(tokenizer.padTokenID == 0)
        #expect(tokenizer.unknownTokenID == 1)
        #expect(tokenizer.clsTokenID == 2)
        #expect(tokenizer.sepTokenID == 3)
        #expect(tokenizer.maskTokenID == 4)
        #expect(
            tokenizer.files.map(\.lastPathComponent) == ["tokenizer_config.json", "vocab.txt"])
    }

    @Test func vocabularySizeCountsAddedTokens() throws {
        let plain = try Tokenizer(contentsOf: Fixture("uncased-vocabulary").directory)
        let extended = try Tokenizer(contentsOf: Fixture("uncased-json").directory)
        #expect(extended.vocabularySize == plain.vocabularySize + 4)
        #expect(extended.token(Int32(plain.vocabularySize)) == "<w>")
    }

    @Test func canonicallyEquivalentTokensStayApart() throws {
        let tokenizer = try Tokenizer(contentsOf: Fixture("cased-vocabulary").directory)
        let composed = try tokenizer.encode("caf\u{E9}s")
        let decomposed = try tokenizer.encode("cafe\u{301}s")
        #expect(composed.ids.count == 3)
        #expect(decomposed.ids.count == 3)
        #expect(composed.ids != decomposed.ids)
    }

    @Test func vocabularyFileAndTokenizerFileAgree() throws {
        let vocabulary = try Tokenizer(contentsOf: Fixture("uncased-vocabulary").directory)
        let json = try Tokenizer(contentsOf: Fixture("uncased-json").directory)
        let text = "The truly awful Movie, unbelievable \u{4E2D}\u{6587}"
        #expect(try vocabulary.encode(text) == json.encode(text))
    }

    @Test func listedAddedTokensOfAVocabularyFileAreFound() throws {
        let folder = try TemporaryFolder()
        try folder.write("[UNK]\n[CLS]\n[SEP]\na\n", to: "vocab.txt")
        try folder.write(
            """
            {"do_lower_case": true, "added_tokens_decoder": {"4": {"content": "<new>",
            "single_word": false, "lstrip": false, "rstrip": false, "normalized": false}}}
            """, to: "tokenizer_config.json")
        let tokenizer = try Tokenizer(contentsOf: folder.url)
        #expect(try tokenizer.encode("a<new>A").ids == [1, 3, 4, 3, 2])
        #expect(tokenizer.vocabularySize == 5)
        #expect(tokenizer.padTokenID == nil)
    }

    @Test func namesOfSpecialTokensAreTakenFromTheConfiguration() throws {
        let folder = try TemporaryFolder()
        try folder.write("<unk>\n<s>\n</s>\na\n", to: "vocab.txt")
        try folder.write(
            #"{"do_lower_case": false, "cls_token": {"content": "<s>"}}"#,
            to: "tokenizer_config.json")
        try folder.write(
            #"{"sep_token": "</s>", "unk_token": "<unk>"}"#, to: "special_tokens_map.json")
        let tokenizer = try Tokenizer(contentsOf: folder.url)
        #expect(try tokenizer.encode("a A<s>").ids == [1, 3, 0, 1, 2])
    }

    @Test func theFilesTruncationIsToldAndNotObeyed() throws {
        let tokenizer = try Tokenizer(contentsOf: Fixture("uncased-json").directory)
        let truncation = try #require(tokenizer.publishedTruncation)
        #expect(truncation.maximumLength == 5)
        #expect(truncation.strategy == .longestFirst)
        #expect(truncation.direction == .right)
        #expect(truncation.stride == 0)
        #expect(try tokenizer.encode("one two three four five six").ids.count == 8)
    }
}
