import Foundation
import Testing
import Tokenization

struct TruncationTests {
    private let long = "one two three four five"
    private let short = "six seven eight"

    private var tokenizer: Tokenizer {
        get throws { try Tokenizer(contentsOf: Fixture("uncased-json").directory) }
    }

    private func lengths(
        _ first: String, _ second: String, _ maximum: Int, _ strategy: TruncationStrategy
    ) throws -> [Int] {
        let types = try tokenizer.ids(
            of: first, pairedWith: second, maximumLength: maximum, truncation: strategy
        ).typeIDs
        // Less [CLS] and [SEP] on the first, and [SEP] on the second.
        return [types.count { $0 == 0 } - 2, types.count { $0 == 1 } - 1]
    }

    @Test(arguments: [
        (9, TruncationStrategy.onlyFirst, [3, 3], [1, 5]), (9, .onlySecond, [5, 1], [3, 3]),
        (10, .longestFirst, [4, 3], [3, 4]), (8, .longestFirst, [3, 2], [2, 3]),
        (5, .longestFirst, [1, 1], [1, 1]), (3, .onlyFirst, [0, 0], [0, 0]),
        (4, .longestFirst, [1, 0], [0, 1]),
    ])
    func textsAreCutByTheStrategy(
        _ maximum: Int, _ strategy: TruncationStrategy, _ longFirst: [Int], _ shortFirst: [Int]
    ) throws {
        let first = try lengths(long, short, maximum, strategy)
        let second = try lengths(short, long, maximum, strategy)
        #expect(first == longFirst)
        #expect(second == shortFirst)
    }

    @Test(arguments: TruncationStrategy.allCases)
    func whatFitsIsNotCut(_ strategy: TruncationStrategy) throws {
        let kept = try lengths(long, short, 11, strategy)
        #expect(kept == [5, 3])
    }

    @Test func aTextTooShortForItsStrategyIsRefused() {
        #expect(throws: TokenizerError.self) {
            try lengths(long, short, 8, .onlySecond)
        }
        #expect(throws: TokenizerError.self) {
            try lengths(short, long, 8, .onlyFirst)
        }
    }

    @Test(arguments: [(nil, 1, 2), (nil, -1, 2), ("two", 2, 3)])
    func aLengthBelowTheSpecialTokensIsRefused(
        _ other: String?, _ maximum: Int, _ special: Int
    ) throws {
        let error = try #require(throws: TokenizerError.self) {
            try tokenizer.encode("one", pairedWith: other, maximumLength: maximum)
        }
        #expect(
            error.description
                == "`max_length` \(maximum) cannot hold the \(special) special tokens")
    }

    @Test func aLengthOfTheSpecialTokensLeavesThemAlone() throws {
        let encoding = try tokenizer.encode("one two", maximumLength: 2)
        #expect(encoding.tokens == ["[CLS]", "[SEP]"])
        #expect(encoding.offsets == [0..<0, 0..<0])
    }
}
