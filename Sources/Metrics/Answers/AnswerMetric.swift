/// A metric of answers in words, which ``AnswerReport`` holds; its raw value is its name.
public enum AnswerMetric: String, CaseIterable, Sendable {
    /// The share of questions that are answered in exactly the accepted words.
    case exactMatch = "exact_match"
    /// The mean F1 of the words of an answer.
    case answerF1 = "answer_f1"

    var displayName: String {
        switch self {
        case .exactMatch: "exact match"
        case .answerF1: "F1"
        }
    }
}
