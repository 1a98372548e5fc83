import Formats

/// An answer to a question that a model considered.
public struct CandidateAnswer: Sendable, Equatable {
    /// Empty for "no answer".
    public let text: String
    /// The scores of its first and of its last token.
    public let start, end: Double

    public var score: Double { start + end }

    public init(text: String, start: Double, end: Double) {
        self.text = text
        self.start = start
        self.end = end
    }
}

/// The answers to one question that a model considered, the best first.
public struct CandidateAnswers: Sendable, Equatable {
    public let id: String
    public let answers: [CandidateAnswer]

    public init(id: String, answers: [CandidateAnswer]) {
        self.id = id
        self.answers = answers
    }
}

extension SQuADSubmission {
    /// `{"id": [{"text", "probability", "score", "start_logit", "end_logit"}, …], …}`, as the scripts
    /// of BERT and of transformers write it beside the predictions.
    ///
    /// Probabilities are the softmax of the scores of one question's answers. As in transformers, a
    /// text that was found at two places, or in two windows, is there twice; BERT's kept the first.
    public static func candidates(_ questions: [CandidateAnswers]) -> SubmissionFile {
        let members = questions.map { question in
            let shares = probabilities(question.answers.map(\.score))
            let entries = zip(question.answers, shares).map { answer, share in
                "{\"text\": \(jsonString(answer.text)), \"probability\": \(share), "
                    + "\"score\": \(answer.score), \"start_logit\": \(answer.start), "
                    + "\"end_logit\": \(answer.end)}"
            }
            return "\(jsonString(question.id)): [" + entries.joined(separator: ",\n  ") + "]"
        }
        return file("nbest_predictions.json", members)
    }
}
