import Metrics
import Tasks

/// The texts that tokens of one question's windows stand for.
struct SpanTexts {
    let question: Question
    private let windows: ArraySlice<SpanWindow>
    private let stride: Int

    init(_ question: Question, _ windows: ArraySlice<SpanWindow>, stride: Int) {
        self.question = question
        self.windows = windows
        self.stride = stride
    }

    /// What becomes of an answer, and the text of its tokens where a window has them.
    func outcome(of answer: AnswerSpan) -> (SpanCoverage.Outcome, String?) {
        let place = answer.start..<answer.start + answer.text.unicodeScalars.count
        for window in windows {
            guard let tokens = window.tokens(of: place) else { continue }
            let covered = window.scalars(of: tokens)
            // The reader has checked that the answer stands at its place.
            if covered == place { return (.exact, answer.text) }
            let text = question.text(of: covered)
            return (outcome(text, covered, answer.text, place), text)
        }
        return (reasonForNone(place), nil)
    }

    private func outcome(
        _ text: String, _ covered: Range<Int>, _ answer: String, _ place: Range<Int>
    ) -> SpanCoverage.Outcome {
        if answersMatch(text, answer) { return .normalized }
        switch (covered.lowerBound < place.lowerBound, covered.upperBound > place.upperBound) {
        case (true, true): return .insideTokens
        case (true, false): return .beginsInsideToken
        case (false, true): return .endsInsideToken
        case (false, false): return .lacksTokens
        }
    }

    /// Why no window has all tokens of an answer.
    private func reasonForNone(_ place: Range<Int>) -> SpanCoverage.Outcome {
        let width = windows.map(\.context.count).max() ?? 0
        /// A token's number in the text: each window begins so many after the one before.
        func number(_ window: Int, _ token: Int) -> Int {
            (window - windows.startIndex) * (width - stride) + token
                - windows[window].context.lowerBound
        }
        var start: Int?
        var end: Int?
        for (index, window) in zip(windows.indices, windows) {
            if start == nil, let token = window.firstToken(endingAfter: place.lowerBound) {
                start = number(index, token)
            }
            if let token = window.lastToken(startingBefore: place.upperBound) {
                end = number(index, token)
            }
        }
        guard windows.count > 1, let start, let end, end - start >= stride else {
            return .outsideTokens
        }
        return end - start < width ? .longerThanOverlap : .longerThanWindow
    }
}
