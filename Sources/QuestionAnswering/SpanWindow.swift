import Models
import Tokenization

/// A part of a question's text as a model reads it, behind the question.
public struct SpanWindow: EncodedRow {
    /// The question that it belongs to, by its place in the list.
    public let question: Int
    public let ids: [Int32]
    public let typeIDs: [Int32]
    /// The tokens of the answer; the first token, `[CLS]`, where it is not in this window or there is
    /// none.
    public private(set) var answer: SpanModel.Answer
    /// The tokens that come from the text.
    public let context: Range<Int>
    /// Of those tokens, the Unicode scalars of the text that each comes from.
    private let starts, ends: [Int32]

    /// - Parameters:
    ///   - answer: the Unicode scalars of the text that are the answer; `nil` where there is none.
    ///   - segments: whether the text has segment ids of its own.
    package init(
        _ encoding: Encoding, question: Int, answer: Range<Int>?, segments: Bool
    ) {
        self.question = question
        ids = encoding.ids
        typeIDs = segments ? encoding.typeIDs : encoding.typeIDs.map { _ in 0 }
        let first = encoding.sequenceIDs.firstIndex(of: 1) ?? encoding.ids.count
        let last = encoding.sequenceIDs.lastIndex(of: 1) ?? first - 1
        let places = encoding.offsets[first..<last + 1]
        context = first..<last + 1
        starts = places.map { Int32($0.lowerBound) }
        ends = places.map { Int32($0.upperBound) }
        self.answer = SpanModel.Answer(start: 0, end: 0)
        if let answer, let tokens = tokens(of: answer) {
            self.answer = SpanModel.Answer(start: tokens.lowerBound, end: tokens.upperBound)
        }
    }

    /// The first token that ends after the answer's beginning, and the last that starts before its end:
    /// the fewest tokens that cover it; `nil` where the window does not.
    ///
    /// Transformers' scripts take the last token that starts at the beginning, and the first that ends at
    /// the end. Where an edge is a character of several tokens, as `Ł` to byte-level models, that
    /// leaves some of them out, or even begins behind the end.
    /// - Parameter answer: Unicode scalars of the text.
    package func tokens(of answer: Range<Int>) -> ClosedRange<Int>? {
        guard let begin = starts.first, let end = ends.last,
            Int(begin) <= answer.lowerBound, Int(end) >= answer.upperBound,
            let start = firstToken(endingAfter: answer.lowerBound),
            let stop = lastToken(startingBefore: answer.upperBound), start <= stop
        else { return nil }
        return start...stop
    }

    /// The first token of the text that ends behind a scalar.
    func firstToken(endingAfter scalar: Int) -> Int? {
        ends.firstIndex { $0 > scalar }.map { $0 + context.lowerBound }
    }

    /// The last token of the text that starts before a scalar.
    func lastToken(startingBefore scalar: Int) -> Int? {
        starts.lastIndex { $0 < scalar }.map { $0 + context.lowerBound }
    }

    /// What training reads.
    package var row: SpanRow { SpanRow(ids: ids, typeIDs: typeIDs, answer: answer) }

    /// Whether the answer is in this window.
    public var hasAnswer: Bool { answer.end > 0 }

    /// The Unicode scalars of the text that tokens come from.
    /// - Parameter tokens: of `context`.
    package func scalars(of tokens: ClosedRange<Int>) -> Range<Int> {
        let start = Int(starts[tokens.lowerBound - context.lowerBound])
        return start..<max(start, Int(ends[tokens.upperBound - context.lowerBound]))
    }
}
