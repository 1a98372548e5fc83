import Foundation
import Testing
import Tokenization

/// Every line of the reviews with minilm's tokenizer, against the `tokenizers` package.
///
/// `ISOTROPY_TEST_MINILM` and `ISOTROPY_TEST_REVIEWS` name their folders; `./test` sets them.
struct ReviewsTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let model = environment["ISOTROPY_TEST_MINILM"]
    private static let reviews = environment["ISOTROPY_TEST_REVIEWS"]
    private static let golden = environment["ISOTROPY_TEST_REVIEWS_GOLDEN"]

    private static var tokenizer: Tokenizer {
        get throws { try Tokenizer(contentsOf: URL(filePath: #require(model))) }
    }

    @Test(
        .enabled(
            if: model != nil && reviews != nil,
            "ISOTROPY_TEST_MINILM and ISOTROPY_TEST_REVIEWS must name their folders"))
    func everyReviewAndPairIsNumberedAsByTheTokenizersPackage() throws {
        let golden = try ReviewSums.committed
        let texts = try reviewTexts(in: URL(filePath: #require(Self.reviews)))
        let tokenizer = try Self.tokenizer
        #expect(tokenizer.vocabularySize == 30_522)
        try #require(texts.count == golden.lines)
        let singles = try texts.map { try tokenizer.encode($0) }
        golden.expect(singles, golden.singles, "lines")
        let pairs = try zip(texts, texts.dropFirst()).map { first, second in
            try tokenizer.encode(first, pairedWith: second, maximumLength: golden.pairLength)
        }
        golden.expect(pairs, golden.pairs, "lines, each with the next,")
    }

    /// A line of what Tools/fixtures/tokenizer/reviews_golden.py writes into a .jsonl file.
    private struct Review: Decodable {
        let text: String
        let ids: [Int32]
        let types: [Int32]
        let tokens: [String]
        let offsets: [Int]
    }

    /// For when the sums differ: shows the lines that do.
    @Test(
        .enabled(
            if: model != nil && golden != nil,
            "to see differing lines: ISOTROPY_TEST_REVIEWS_GOLDEN names reviews_golden.py's .jsonl"
        ))
    func everyReviewIsSpelledAsByTheTokenizersPackage() throws {
        let reviews: [Review] = try rows(of: URL(filePath: #require(Self.golden)))
        let tokenizer = try Self.tokenizer
        let lines = try ReviewSums.committed.lines
        try #require(reviews.count == lines)
        for review in reviews {
            let encoding = try tokenizer.encode(review.text)
            let isSame =
                encoding.ids == review.ids && encoding.typeIDs == review.types
                && bytes(encoding.tokens) == bytes(review.tokens)
                && flat(encoding.offsets) == review.offsets
            #expect(isSame, "\(review.text): \(encoding)")
        }
    }
}
