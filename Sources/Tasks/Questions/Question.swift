import Metrics

/// A question about a text, which holds the answer unless the question is impossible.
public struct Question: Sendable, Equatable {
    public let id: String
    public let question: String
    /// Shared by all questions about the same paragraph.
    public let context: String
    /// What several people marked; equal ones occur more than once.
    public let answers: [AnswerSpan]
    /// Whether the context does not answer it (SQuAD 2.0).
    public let isImpossible: Bool

    public init(
        id: String, question: String, context: String, answers: [AnswerSpan],
        isImpossible: Bool = false
    ) {
        self.id = id
        self.question = question
        self.context = context
        self.answers = answers
        self.isImpossible = isImpossible
    }
}

extension Question {
    /// What ``AnswerReport`` compares predictions with.
    public var accepted: AcceptedAnswers { AcceptedAnswers(id: id, texts: answers.map(\.text)) }
}

/// An answer and where its context has it; the reader has checked that it stands there.
public struct AnswerSpan: Sendable, Equatable {
    public let text: String
    /// In Unicode scalars of the context, as the file counts.
    public let start: Int
    /// The same place in bytes of the context's UTF-8.
    public let bytes: Range<Int>

    public init(text: String, start: Int, bytes: Range<Int>) {
        self.text = text
        self.start = start
        self.bytes = bytes
    }
}

/// The questions of a task, in the order of their files.
public struct QuestionData: Sendable {
    public var train: [Question]
    public var development: [Question]

    public init(train: [Question], development: [Question]) {
        self.train = train
        self.development = development
    }
}
