import Foundation
import Testing
import Tokenization

struct ReviewsTests {
    private static let model = ProcessInfo.processInfo.environment["ISOTROPY_TEST_MINILM"]
    private static let golden =
        ProcessInfo.processInfo.environment["ISOTROPY_TEST_REVIEWS_GOLDEN"]

    /// A line of what Tools/fixtures/tokenizer/reviews_golden.py writes.
    private struct Review: Decodable {
        let text: String
        let ids: [Int32]
        let types: [Int32]
        let tokens: [String]
        let offsets: [Int]
    }

    @Test(
        .enabled(
            if: model != nil && golden != nil,
            "ISOTROPY_TEST_MINILM and ISOTROPY_TEST_REVIEWS_GOLDEN must name minilm and its golden"
        ))
    func everyReviewIsTokenizedAsByTheTokenizersPackage() throws {
        let model = URL(fileURLWithPath: try #require(Self.model))
        let golden = URL(fileURLWithPath: try #require(Self.golden))
        let reviews: [Review] = try rows(of: golden)
        try #require(reviews.count == 10_605)
        var different = 0
        let tokenizer = try Tokenizer(contentsOf: model)
        #expect(tokenizer.vocabularySize == 30_522)
        for review in reviews {
            let encoding = try tokenizer.encode(review.text)
            if encoding.ids != review.ids || encoding.typeIDs != review.types
                || bytes(encoding.tokens) != bytes(review.tokens)
                || flat(encoding.offsets) != review.offsets
            {
                different += 1
                Issue.record("\(review.text): \(encoding)")
            }
        }
        #expect(different == 0)
    }
}
