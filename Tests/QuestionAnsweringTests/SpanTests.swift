import Foundation
import Layers
import Models
import QuestionAnswering
import Tasks
import TestSupport
import Testing
import Tokenization
import Torch

/// Windows of texts, and the search for answers in them.
struct SpanTests {
    /// `[CLS] question [SEP] text [SEP]` of one-letter words: token `i` of the text is scalars `2i ..< 2i + 1`.
    static func encoding(questionWords: Int = 2, words: Range<Int>) -> Encoding {
        let front = questionWords + 2
        let count = front + words.count + 1
        let question = (0..<questionWords).map { 2 * $0..<2 * $0 + 1 }
        let text = words.map { 2 * $0..<2 * $0 + 1 }
        return Encoding(
            ids: (0..<count).map { Int32(5 + $0 % 60) },
            typeIDs: (0..<count).map { $0 < front ? 0 : 1 },
            tokens: Array(repeating: "", count: count),
            offsets: [0..<0] + question + [0..<0] + text + [0..<0],
            sequenceIDs: [nil] + Array(repeating: 0, count: questionWords) + [nil]
                + Array(repeating: 1, count: words.count) + [nil])
    }

    static func window(
        _ words: Range<Int>, answer: Range<Int>?, question: Int = 0, segments: Bool = true
    ) -> SpanWindow {
        SpanWindow(
            encoding(words: words), question: question, answer: answer, segments: segments)
    }

    @Test func anAnswerIsTheFewestTokensThatCoverIt() {
        // Words 3 and 4 of a text whose words are 0 ... 9; four tokens stand before it.
        let whole = Self.window(0..<10, answer: 6..<9)
        #expect(whole.context == 4..<14)
        #expect(whole.answer == SpanModel.Answer(start: 7, end: 8))
        #expect(whole.hasAnswer)
        #expect(whole.scalars(of: 7...8) == 6..<9)
        // An answer that begins in the space before a word begins with the word.
        #expect(Self.window(0..<10, answer: 5..<9).answer == SpanModel.Answer(start: 7, end: 8))
        #expect(Self.window(0..<10, answer: 6..<7).answer == SpanModel.Answer(start: 7, end: 7))
        #expect(Self.window(0..<10, answer: 0..<19).answer == SpanModel.Answer(start: 4, end: 13))
    }

    @Test func aWindowWithoutTheWholeAnswerPointsAtItsFirstToken() {
        let none = SpanModel.Answer(start: 0, end: 0)
        #expect(Self.window(4..<10, answer: 6..<9).answer == none)
        #expect(Self.window(0..<4, answer: 6..<9).answer == none)
        #expect(Self.window(0..<10, answer: nil).answer == none)
        #expect(!Self.window(4..<10, answer: 6..<9).hasAnswer)
        #expect(Self.window(3..<5, answer: 6..<9).answer == SpanModel.Answer(start: 4, end: 5))
    }

    @Test func segmentsCanBeLeftOut() {
        #expect(Self.window(0..<3, answer: nil).typeIDs == [0, 0, 0, 0, 1, 1, 1, 1])
        #expect(
            Self.window(0..<3, answer: nil, segments: false).typeIDs
                == Array(repeating: 0, count: 8))
    }

    /// As SQuAD's train file has one, with 25,457 spaces: to a byte-level model each is a token.
    @Test func spaceBeforeAQuestionIsNoneOfItsTokens() throws {
        let tokenizer = try Tokenizer(contentsOf: SharedFixtures.tokenizer("byte-level-roberta"))
        func windows(_ question: String) throws -> [SpanWindow] {
            let answer = AnswerSpan(text: "hard", start: 10, bytes: 10..<14)
            return try SpanWindow.windows(
                of: [
                    Question(
                        id: "a", question: question, context: "it rained hard", answers: [answer])
                ], with: tokenizer, maximumLength: 40, stride: 4)
        }
        let plain = try windows("how did it rain? ")
        let spaced = try windows(String(repeating: " \n\u{A0}", count: 500) + "how did it rain? ")
        #expect(plain.count == 1 && spaced.map(\.ids) == plain.map(\.ids))
        #expect(spaced.map(\.answer) == plain.map(\.answer) && spaced[0].hasAnswer)
        #expect(try windows("how did it rain?").map(\.ids) != plain.map(\.ids), "behind it stays")
    }

    @Test func aQuestionThatLeavesNoRoomIsNamed() throws {
        let tokenizer = try Tokenizer(contentsOf: SharedFixtures.tokenizer("byte-level-roberta"))
        let questions = ["short?", String(repeating: "why ", count: 50)].enumerated().map {
            Question(id: "q\($0)", question: $1, context: "it rained hard", answers: [])
        }
        let error = #expect(throws: TokenizerError.self) {
            try SpanWindow.windows(
                of: questions, with: tokenizer, maximumLength: 40, stride: 4)
        }
        #expect(
            error?.description == "question 'q1': `max_length` 40 has no room for its text: it has "
                + "\(try tokenizer.ids(of: questions[1].question).ids.count - 2) tokens, and 4 are special"
        )
    }

    /// Scores of a window of `count` tokens, zero but for those given.
    private func scores(
        _ count: Int, starts: [Int: Float], ends: [Int: Float]
    ) -> SpanScores {
        SpanScores(
            starts: (0..<count).map { starts[$0] ?? 0 }, ends: (0..<count).map { ends[$0] ?? 0 })
    }

    private func search(best: Int = 20, longest: Int = 30) -> SpanSearch {
        var options = SpanOptions()
        (options.bestCount, options.longestAnswer) = (best, longest)
        return SpanSearch(options)
    }

    @Test func theBestSpanEndsAfterItBeginsAndLiesInTheText() {
        let window = Self.window(0..<10, answer: nil)
        // The best end is before the best beginning, and the first token has the highest scores.
        let scores = scores(
            15, starts: [0: 50, 2: 40, 8: 9, 6: 7], ends: [0: 50, 3: 40, 5: 8, 7: 6, 14: 30])
        let found = search().candidates([(0, window, scores)])
        #expect(found.first == SpanCandidate(window: 0, tokens: 6...7, score: 13))
        #expect(found.allSatisfy { window.context.contains($0.tokens.lowerBound) })
        #expect(found.allSatisfy { window.context.contains($0.tokens.upperBound) })
        #expect(zip(found, found.dropFirst()).allSatisfy { $0.score >= $1.score })
        #expect(scores.null == 100)
    }

    @Test func anAnswerIsNoLongerThanAllowed() {
        let window = Self.window(0..<10, answer: nil)
        let scores = scores(15, starts: [4: 9], ends: [9: 9, 6: 1])
        #expect(search(longest: 6).candidates([(0, window, scores)]).first?.tokens == 4...9)
        #expect(search(longest: 5).candidates([(0, window, scores)]).first?.tokens == 4...6)
    }

    @Test func onlyTheBestOfEachAreCombinedOverAllWindows() {
        let first = Self.window(0..<10, answer: nil)
        let second = Self.window(5..<15, answer: nil)
        let low = scores(15, starts: [5: 3], ends: [6: 3])
        let high = scores(15, starts: [5: 3], ends: [7: 4])
        let found = search(best: 1).candidates([(3, first, low), (4, second, high)])
        #expect(found == [SpanCandidate(window: 4, tokens: 5...7, score: 7)])
        // Of equal ones the first found stays first.
        let equal = search(best: 2).candidates([(3, first, low), (4, second, low)])
        #expect(equal.first?.window == 3)
    }
}
