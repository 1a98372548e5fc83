import Tokenization

/// A part of a question's text as a model reads it, behind the question.
public struct SpanWindow: EncodedRow {
    /// The question that it belongs to, by its place in the list.
    public let question: Int
    public let ids: [Int32]
    public let typeIDs: [Int32]
    /// The tokens of the answer; the first token, `[CLS]`, where it is not in this window or there is
    /// none.
    public let answer: SpanModel.Answer
    /// The tokens that come from the text.
    public let context: Range<Int>
    /// Of those tokens, the Unicode scalars of the text that each comes from; none in a window that is
    /// only trained on.
    private let starts, ends: [Int32]

    /// - Parameters:
    ///   - answer: the Unicode scalars of the text that are the answer; `nil` where there is none.
    ///   - segments: whether the text has segment ids of its own.
    package init(
        _ encoding: Encoding, question: Int, answer: Range<Int>?, segments: Bool,
        keepingPlaces: Bool
    ) {
        self.question = question
        ids = encoding.ids
        typeIDs = segments ? encoding.typeIDs : encoding.typeIDs.map { _ in 0 }
        let first = encoding.sequenceIDs.firstIndex(of: 1) ?? encoding.ids.count
        let last = encoding.sequenceIDs.lastIndex(of: 1) ?? first - 1
        let places = encoding.offsets[first..<last + 1]
        context = first..<last + 1
        self.answer =
            answer.flatMap { Self.tokens(of: $0, places) } ?? SpanModel.Answer(start: 0, end: 0)
        starts = keepingPlaces ? places.map { Int32($0.lowerBound) } : []
        ends = keepingPlaces ? places.map { Int32($0.upperBound) } : []
    }

    /// The first token that ends after the answer's beginning, and the last that starts before its end:
    /// the fewest tokens that cover it; `nil` where the window does not.
    private static func tokens(
        of answer: Range<Int>, _ places: ArraySlice<Range<Int>>
    ) -> SpanModel.Answer? {
        guard let begin = places.first?.lowerBound, let end = places.last?.upperBound,
            begin <= answer.lowerBound, end >= answer.upperBound,
            let start = places.firstIndex(where: { $0.upperBound > answer.lowerBound }),
            let stop = places.lastIndex(where: { $0.lowerBound < answer.upperBound }),
            start <= stop
        else { return nil }
        return SpanModel.Answer(start: start, end: stop)
    }

    /// Whether the answer is in this window.
    public var hasAnswer: Bool { answer.end > 0 }

    /// The Unicode scalars of the text that tokens come from.
    /// - Parameter tokens: of `context`.
    /// - Precondition: the window keeps its places.
    package func scalars(of tokens: ClosedRange<Int>) -> Range<Int> {
        let start = Int(starts[tokens.lowerBound - context.lowerBound])
        return start..<max(start, Int(ends[tokens.upperBound - context.lowerBound]))
    }
}
