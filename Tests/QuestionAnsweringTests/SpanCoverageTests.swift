import QuestionAnswering
import Tasks
import Testing
import Tokenization

/// What becomes of answers in windows, on texts whose tokens are given.
struct SpanCoverageTests {
    /// A question's windows: its text's tokens by their scalars, so many in each window.
    private func windows(
        _ tokens: [Range<Int>], width: Int = 100, stride: Int = 0, question: Int = 0
    ) -> [SpanWindow] {
        var windows: [SpanWindow] = []
        var first = 0
        repeat {
            let part = Array(tokens[first..<min(first + width, tokens.count)])
            let count = part.count + 4
            let encoding = Encoding(
                ids: Array(repeating: 7, count: count), typeIDs: Array(repeating: 0, count: count),
                tokens: Array(repeating: "", count: count),
                offsets: [0..<0, 0..<2, 0..<0] + part + [0..<0],
                sequenceIDs: [nil, 0, nil] + part.map { _ in 1 } + [nil])
            windows.append(
                SpanWindow(
                    encoding, question: question, answer: nil, segments: true))
            if first + width >= tokens.count { break }
            first += width - stride
        } while true
        return windows
    }

    private func question(_ context: String, _ answers: (text: String, start: Int)...) -> Question {
        let bytes = { (count: Int) in
            String(String.UnicodeScalarView(context.unicodeScalars.prefix(count))).utf8.count
        }
        return Question(
            id: "q", question: "?", context: context,
            answers: answers.map { answer in
                let end = answer.start + answer.text.unicodeScalars.count
                return AnswerSpan(
                    text: answer.text, start: answer.start,
                    bytes: bytes(answer.start)..<bytes(end))
            })
    }

    /// The words of a text that are divided by single spaces.
    private func words(_ text: String) -> [Range<Int>] {
        var start = 0
        return text.split(separator: " ").map { word in
            defer { start += word.unicodeScalars.count + 1 }
            return start..<start + word.unicodeScalars.count
        }
    }

    private static let text = "Über the 1990s, it rained “hard” daily."

    @Test(arguments: [
        ("it rained", 16, SpanCoverage.Outcome.exact, "it rained"),
        ("Über", 0, .exact, "Über"),
        ("hard", 27, .insideTokens, "“hard”"),
        ("1990s", 9, .normalized, "1990s,"),
        ("daily", 33, .normalized, "daily."),
        ("the 1990s", 5, .normalized, "the 1990s,"),
        (" it rained", 15, .normalized, "it rained"),
        ("1990", 9, .endsInsideToken, "1990s,"),
        ("990s,", 10, .beginsInsideToken, "1990s,"),
        ("90", 11, .insideTokens, "1990s,"),
    ])
    func theTextOfAnAnswersTokensIsComparedWithIt(
        _ answer: String, _ start: Int, _ outcome: SpanCoverage.Outcome, _ text: String
    ) {
        let coverage = SpanCoverage(
            of: [question(Self.text, (answer, start))], in: windows(words(Self.text)), stride: 0)
        #expect(coverage.counts == [outcome: 1])
        #expect(coverage.recovered == (outcome.isRecovered ? 1 : 0) && coverage.lost == 0)
        let example = SpanCoverage.Example(question: "q", answer: answer, text: text)
        #expect(coverage.examples == (outcome == .exact ? [:] : [outcome: [example]]))
    }

    @Test func charactersThatAreNoTokensAreLost() {
        // "☂ " before "it" is passed over by the tokenizer.
        let text = "a ☂ it b"
        let tokens = [0..<1, 4..<6, 7..<8]
        let inside = SpanCoverage(
            of: [question(text, ("☂ it", 2))], in: windows(tokens), stride: 0)
        #expect(inside.counts == [.lacksTokens: 1])
        #expect(inside.examples[.lacksTokens]?.first?.text == "it")
        let before = SpanCoverage(
            of: [question("☂ it b", ("☂ it", 0))], in: windows([2..<4, 5..<6]), stride: 0)
        #expect(before.counts == [.outsideTokens: 1] && before.lost == 1)
        #expect(before.examples[.outsideTokens]?.first?.text == nil)
        let empty = SpanCoverage(of: [question("☂", ("☂", 0))], in: windows([]), stride: 0)
        #expect(empty.counts == [.outsideTokens: 1])
    }

    @Test func anAnswerThatNoWindowHoldsIsTooLongForTwoWindowsOrForOne() {
        let text = "a b c d e f g h i j"
        func coverage(_ answer: String, _ start: Int, width: Int, stride: Int) -> SpanCoverage {
            SpanCoverage(
                of: [question(text, (answer, start))],
                in: windows(words(text), width: width, stride: stride), stride: stride)
        }
        // Windows a-d, c-f, e-h, g-j.
        #expect(coverage("c d", 4, width: 4, stride: 2).counts == [.exact: 1])
        #expect(coverage("c d e f", 4, width: 4, stride: 2).counts == [.exact: 1])
        #expect(coverage("d e f", 6, width: 4, stride: 2).counts == [.exact: 1])
        #expect(coverage("d e f g", 6, width: 4, stride: 2).counts == [.longerThanOverlap: 1])
        #expect(coverage("b c d e", 2, width: 4, stride: 2).counts == [.longerThanOverlap: 1])
        #expect(coverage("b c d e f", 2, width: 4, stride: 2).counts == [.longerThanWindow: 1])
        #expect(
            coverage("a b c d e f g h i j", 0, width: 4, stride: 2).counts
                == [.longerThanWindow: 1])
        #expect(coverage("d e", 6, width: 4, stride: 0).counts == [.longerThanOverlap: 1])
    }

    @Test func everyAnswerOfEveryQuestionCounts() {
        let text = "it rained hard"
        let questions = [
            question(text, ("it", 0), ("rain", 3), ("rained", 3)),
            question(text),
            question(text, ("ard", 11), ("ained hard", 4)),
            question(text, ("hard", 10), ("rai", 3)),
        ]
        let coverage = SpanCoverage(
            of: questions,
            in: questions.indices.flatMap {
                windows(words(text), width: 2, stride: 1, question: $0)
            }, stride: 1)
        #expect(
            coverage.counts
                == [.exact: 3, .endsInsideToken: 2, .beginsInsideToken: 2])
        #expect(coverage.answers == 7 && coverage.recovered == 3)
        #expect(coverage.answerable == 3 && coverage.reachable == 2)
    }

    @Test func theFirstExamplesAreKept() {
        let text = "it rained"
        let questions = (0..<5).map { _ in question(text, ("rain", 3)) }
        let coverage = SpanCoverage(
            of: questions, in: questions.indices.flatMap { windows(words(text), question: $0) },
            stride: 0)
        #expect(coverage[.endsInsideToken] == 5)
        #expect(coverage.examples[.endsInsideToken]?.count == SpanCoverage.exampleLimit)
    }
}
