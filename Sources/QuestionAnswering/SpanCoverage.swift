import Metrics
import Options
import Tasks

/// How many answers can be given back from the tokens that stand for them in a window.
///
/// Every answer of every question is looked at, though only the first is trained on. The tokens are
/// those that a model learns: the fewest of a window that cover the answer.
public struct SpanCoverage: Sendable, Equatable, Encodable {
    /// What becomes of an answer.
    public enum Outcome: String, WordChoice, CodingKeyRepresentable {
        /// The text of the tokens is the answer.
        case exact
        /// It is once both are normalized as the official evaluation does.
        case normalized
        /// It has more words or parts of words, since the answer starts behind a token's start,
        case beginsInsideToken = "begins_inside_token"
        /// ends before a token's end,
        case endsInsideToken = "ends_inside_token"
        /// or both.
        case insideTokens = "inside_tokens"
        /// It has less: characters at the answer's edge are no token's.
        case lacksTokens = "lacks_tokens"
        /// The answer is whole in no window: it has more tokens than two windows share,
        case longerThanOverlap = "longer_than_overlap"
        /// or than a window has,
        case longerThanWindow = "longer_than_window"
        /// or an edge of it lies before the text's first token or behind its last.
        case outsideTokens = "outside_tokens"

        /// Whether a model that finds the tokens is counted as right.
        public var isRecovered: Bool { self == .exact || self == .normalized }
        /// Whether no window is labelled with the answer.
        public var isLost: Bool {
            [.longerThanOverlap, .longerThanWindow, .outsideTokens].contains(self)
        }
    }

    /// An answer that is not given back as it is.
    public struct Example: Sendable, Equatable, Encodable {
        /// The question's id.
        public let question: String
        public let answer: String
        /// The text of its tokens; `nil` where no window has all of them.
        public let text: String?

        package init(question: String, answer: String, text: String?) {
            (self.question, self.answer, self.text) = (question, answer, text)
        }
    }

    /// As many examples of an outcome are kept: the first.
    public static let exampleLimit = 3

    public private(set) var counts: [Outcome: Int] = [:]
    public private(set) var examples: [Outcome: [Example]] = [:]
    /// The questions that have answers.
    public private(set) var answerable = 0
    /// Those of which an answer is recovered: a model that finds the labelled tokens is right in so many.
    public private(set) var reachable = 0

    /// - Parameters:
    ///   - windows: of the questions, in their order, with places.
    ///   - stride: how many tokens of a window the next one repeats.
    public init(of questions: [Question], in windows: [SpanWindow], stride: Int) {
        var first = 0
        for (index, question) in questions.enumerated() {
            let end =
                windows[first...].firstIndex { $0.question != index } ?? windows.endIndex
            let texts = SpanTexts(question, windows[first..<end], stride: stride)
            first = end
            guard !question.answers.isEmpty else { continue }
            answerable += 1
            let found = question.answers.map { add($0, texts) }
            if found.contains(where: \.isRecovered) { reachable += 1 }
        }
        precondition(
            first == windows.count, "window \(first) of \(windows.count) is of another question")
    }

    public subscript(_ outcome: Outcome) -> Int { counts[outcome] ?? 0 }

    public var answers: Int { counts.values.reduce(0, +) }
    public var recovered: Int { self[.exact] + self[.normalized] }
    /// Those that no window is labelled with.
    public var lost: Int { Outcome.allCases.filter(\.isLost).reduce(0) { $0 + self[$1] } }

    private mutating func add(_ answer: AnswerSpan, _ texts: SpanTexts) -> Outcome {
        let (outcome, text) = texts.outcome(of: answer)
        counts[outcome, default: 0] += 1
        if outcome != .exact, examples[outcome, default: []].count < Self.exampleLimit {
            examples[outcome, default: []].append(
                Example(question: texts.question.id, answer: answer.text, text: text))
        }
        return outcome
    }
}
