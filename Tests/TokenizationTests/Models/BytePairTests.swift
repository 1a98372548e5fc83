import Foundation
import TestSupport
import Testing
import Tokenization

struct BytePairTests {
    private func check(
        _ name: String, _ requests: [Request], _ golden: String, atLeast count: Int
    ) throws {
        let fixture = try Fixture(name)
        let tokenizer = try Tokenizer(contentsOf: fixture.directory)
        let goldens = try fixture.encodings(golden)
        try #require(requests.count == goldens.count && requests.count > count)
        for (request, expected) in zip(requests, goldens) {
            let encoding = try tokenizer.encode(
                request.text, pairedWith: request.other, maximumLength: request.maximumLength)
            let ids = try tokenizer.ids(
                of: request.text, pairedWith: request.other, maximumLength: request.maximumLength)
            let text = Comment(rawValue: request.text)
            try #require(expected.count == 1)
            try expected[0].expect(encoding, tokenizer, withSequences: false, text)
            #expect(ids.ids == encoding.ids && ids.typeIDs == encoding.typeIDs, text)
        }
    }

    @Test(arguments: Fixture.bytePairs.filter { $0 != "byte-pairs-fallback" })
    func everyTextIsTokenizedAsByTheTokenizersPackage(_ name: String) throws {
        // Below the special tokens the package leaves texts whole, which is refused here.
        let requests = try Fixture.requests().filter { ($0.maximumLength ?? 5) > 4 }
        try check(name, requests, "texts-golden.jsonl", atLeast: 250)
    }

    @Test(arguments: Fixture.bytePairs + ["uncased-json", "keeping-json"])
    func everyScriptAndManyMoreTextsAreTokenizedAlike(_ name: String) throws {
        try check(name, Fixture.moreRequests(), "more-golden.jsonl", atLeast: 80)
    }

    @Test func tokensKeepTheirPublishedSpelling() throws {
        let tokenizer = try Tokenizer(contentsOf: Fixture("byte-level-roberta").directory)
        let encoding = try tokenizer.encode("good good")
        #expect(encoding.tokens.first == "<s>")
        #expect(encoding.tokens.contains { $0.unicodeScalars.first == "\u{120}" })
        #expect(encoding.sequenceIDs.first == .some(nil))
    }

    @Test func specialTokensAreFoundByTheirRoles() throws {
        for name in ["byte-level-roberta", "byte-level-files"] {
            let tokenizer = try Tokenizer(contentsOf: Fixture(name).directory)
            let roles = [
                tokenizer.clsTokenID, tokenizer.padTokenID, tokenizer.sepTokenID,
                tokenizer.unknownTokenID,
            ]
            #expect(roles == [0, 1, 2, nil])
            #expect(tokenizer.maskTokenID.map(tokenizer.token) == "<mask>")
        }
    }

    /// A word of a million characters: quadratic merging would take hours.
    @Test func aMegabyteOfOneLetterIsMerged() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            #"""
            {"added_tokens": [], "normalizer": null, "pre_tokenizer": null, "post_processor": null,
            "model": {"type": "BPE", "vocab": {"a": 0, "aa": 1, "aaaa": 2},
            "merges": ["a a", "aa aa"]}}
            """#, to: "tokenizer.json")
        let tokenizer = try Tokenizer(contentsOf: folder.url)
        let ids = try tokenizer.ids(of: String(repeating: "a", count: 1_000_003)).ids
        #expect(ids.count == 250_002)
        #expect(ids.dropLast(2).allSatisfy { $0 == 2 })
        #expect(ids.suffix(2) == [1, 0])
    }
}
