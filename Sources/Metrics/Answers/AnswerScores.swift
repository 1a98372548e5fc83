/// The editions of SQuAD, whose official scripts differ in what they do without words.
public enum SQuADEdition: String, Sendable, Codable {
    /// Two answers without words have an F1 of 0, though they match exactly.
    case v1 = "1.1"
    /// They have an F1 of 1: the question has no answer, and none was given.
    case v2 = "2.0"
}

/// Whether two answers are the same once they are normalized.
public func answersMatch(_ prediction: String, _ answer: String) -> Bool {
    answerTokens(prediction) == answerTokens(answer)
}

/// The harmonic mean of precision and recall of the predicted words, 0 ... 1.
public func answerF1(_ prediction: String, _ answer: String, edition: SQuADEdition) -> Double {
    tokenF1(answerTokens(prediction), answerTokens(answer), edition)
}

/// A prediction's scores against the best of the accepted answers.
struct AnswerScore {
    var exactMatch = 0.0
    var f1 = 0.0

    init() {}

    /// - Parameter answers: accepted ones; in 2.0, an empty one when the question has none.
    init(_ prediction: String, _ answers: [String], _ edition: SQuADEdition) {
        let words = answerTokens(prediction)
        for answer in answers {
            let accepted = answerTokens(answer)
            if words == accepted { exactMatch = 1 }
            f1 = max(f1, tokenF1(words, accepted, edition))
        }
    }
}

private func tokenF1(
    _ prediction: [[Unicode.Scalar]], _ answer: [[Unicode.Scalar]], _ edition: SQuADEdition
) -> Double {
    if edition == .v2, prediction.isEmpty || answer.isEmpty {
        return prediction.isEmpty && answer.isEmpty ? 1 : 0
    }
    var left: [[Unicode.Scalar]: Int] = [:]
    for word in answer { left[word, default: 0] += 1 }
    var common = 0
    for word in prediction {
        guard let count = left[word], count > 0 else { continue }
        left[word] = count - 1
        common += 1
    }
    if common == 0 { return 0 }
    let precision = Double(common) / Double(prediction.count)
    let recall = Double(common) / Double(answer.count)
    return 2 * precision * recall / (precision + recall)
}
