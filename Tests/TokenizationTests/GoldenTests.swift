import Foundation
import Testing
import Tokenization

struct GoldenTests {
    @Test(arguments: Fixture.names)
    func everyTextIsTokenizedAsByTheTokenizersPackage(_ name: String) throws {
        let fixture = try Fixture(name)
        let tokenizer = try Tokenizer(contentsOf: fixture.directory)
        let (requests, goldens) = (try Fixture.requests(), try fixture.goldens())
        try #require(requests.count == goldens.count && requests.count > 300)
        for (request, golden) in zip(requests, goldens) {
            let encoding = try tokenizer.encode(
                request.text, pairedWith: request.other, maximumLength: request.maximumLength)
            let text = Comment(rawValue: request.text)
            #expect(encoding.ids == golden.ids, text)
            #expect(encoding.typeIDs.map(String.init).joined() == golden.types, text)
            #expect(bytes(encoding.tokens) == bytes(golden.tokens(in: tokenizer)), text)
            #expect(flat(encoding.offsets) == golden.offsets, text)
        }
    }

    @Test(arguments: Fixture.names)
    func idsAloneAreThoseOfTheWholeEncoding(_ name: String) throws {
        let tokenizer = try Tokenizer(contentsOf: Fixture(name).directory)
        for request in try Fixture.requests() {
            let encoding = try tokenizer.encode(
                request.text, pairedWith: request.other, maximumLength: request.maximumLength)
            let (ids, typeIDs) = try tokenizer.ids(
                of: request.text, pairedWith: request.other, maximumLength: request.maximumLength)
            #expect(ids == encoding.ids)
            #expect(typeIDs == encoding.typeIDs)
        }
    }

    @Test func threadsShareATokenizer() async throws {
        let tokenizer = try Tokenizer(contentsOf: Fixture("uncased-json").directory)
        let expected = try tokenizer.encode("the café [MASK] movie")
        await withTaskGroup(of: Encoding?.self) { group in
            for _ in 0..<8 {
                group.addTask { try? tokenizer.encode("the café [MASK] movie") }
            }
            for await encoding in group { #expect(encoding == expected) }
        }
    }
}
