/// A model's answer to one question.
public struct PredictedAnswer: Sendable, Equatable {
    public let id: String
    /// Empty for "no answer".
    public let text: String
    /// How probable it is that the question has no answer, in any scale that grows with it (the
    /// official scripts take log-odds too); `nil` for SQuAD 1.1.
    public let noAnswerProbability: Double?

    public init(id: String, text: String, noAnswerProbability: Double? = nil) {
        self.id = id
        self.text = text
        self.noAnswerProbability = noAnswerProbability
    }
}

/// The answers that are accepted for one question.
public struct AcceptedAnswers: Sendable, Equatable {
    public let id: String
    /// None for a question that cannot be answered (SQuAD 2.0).
    public let texts: [String]

    public init(id: String, texts: [String]) {
        self.id = id
        self.texts = texts
    }
}

/// What SQuAD's official evaluation prints, as shares from 0 to 1 (it prints percent).
public struct AnswerReport: Sendable, Equatable, Codable {
    /// The scores of some of the questions.
    public struct Part: Sendable, Equatable, Codable {
        public let exactMatch: Double
        public let f1: Double
        public let count: Int

        private enum CodingKeys: String, CodingKey {
            case f1, count
            case exactMatch = "exact_match"
        }
    }

    /// The best that a threshold on the probability of no answer can reach, chosen on the same
    /// questions: an upper bound, not a result.
    public struct Best: Sendable, Equatable, Codable {
        public let exactMatch: Double
        public let exactMatchThreshold: Double
        public let f1: Double
        public let f1Threshold: Double

        private enum CodingKeys: String, CodingKey {
            case f1
            case exactMatch = "exact_match"
            case exactMatchThreshold = "exact_match_threshold"
            case f1Threshold = "f1_threshold"
        }
    }

    public let all: Part
    /// The questions with answers, and those without; SQuAD 2.0 only, and `nil` where there are none.
    public let answerable: Part?
    public let unanswerable: Part?
    /// SQuAD 2.0 only, where every answer has its ``PredictedAnswer/noAnswerProbability``.
    public let best: Best?
    /// How many questions have no prediction; they count as wrong.
    public let missing: Int

    public var exactMatch: Double { all.exactMatch }
    public var f1: Double { all.f1 }

    /// - Parameters:
    ///   - predictions: in any order, at most one a question; of two the later counts, and those to
    ///     other questions are ignored.
    ///   - threshold: SQuAD 2.0: an answer whose probability of no answer is above it counts as no
    ///     answer. The official default of 1 leaves probabilities without effect.
    /// - Returns: `nil` without questions.
    ///
    /// The official script of 2.0 ends with an error where predictions are missing; here they count
    /// as wrong, as that of 1.1 counts them.
    public init?(
        _ predictions: [PredictedAnswer], accepted: [AcceptedAnswers], edition: SQuADEdition,
        threshold: Double = 1
    ) {
        if accepted.isEmpty { return nil }
        let byID = Dictionary(predictions.map { ($0.id, $0) }) { $1 }
        let raw = accepted.map { question in
            guard let prediction = byID[question.id] else { return AnswerScore() }
            return AnswerScore(prediction.text, question.scored(by: edition), edition)
        }
        missing = accepted.count { byID[$0.id] == nil }
        guard edition == .v2 else {
            all = Part(raw)
            (answerable, unanswerable, best) = (nil, nil, nil)
            return
        }
        let scores = zip(accepted, raw).map { question, score in
            guard let probability = byID[question.id]?.noAnswerProbability,
                probability > threshold
            else { return score }
            var empty = AnswerScore()
            if question.texts.isEmpty { (empty.exactMatch, empty.f1) = (1, 1) }
            return empty
        }
        all = Part(scores)
        let parts = [false, true].map { wanted in
            zip(accepted, scores).filter { $0.0.texts.isEmpty == wanted }.map(\.1)
        }
        answerable = parts[0].isEmpty ? nil : Part(parts[0])
        unanswerable = parts[1].isEmpty ? nil : Part(parts[1])
        best = Best(predictions, accepted, raw)
    }
}

extension AcceptedAnswers {
    /// The texts that the edition compares with: 2.0 passes over answers without words, and takes
    /// an empty one where none is left.
    fileprivate func scored(by edition: SQuADEdition) -> [String] {
        switch edition {
        case .v1:
            precondition(!texts.isEmpty, "question \(id) has no answer, which SQuAD 1.1 has not")
            return texts
        case .v2:
            let worded = texts.filter { !answerTokens($0).isEmpty }
            return worded.isEmpty ? [""] : worded
        }
    }
}

extension AnswerReport.Part {
    fileprivate init(_ scores: [AnswerScore]) {
        let count = Double(scores.count)
        self.init(
            exactMatch: scores.reduce(0) { $0 + $1.exactMatch } / count,
            f1: scores.reduce(0) { $0 + $1.f1 } / count, count: scores.count)
    }
}

extension AnswerReport.Best {
    fileprivate init?(
        _ predictions: [PredictedAnswer], _ accepted: [AcceptedAnswers], _ raw: [AnswerScore]
    ) {
        let places = Dictionary(accepted.indices.map { (accepted[$0].id, $0) }) { $1 }
        var answers: [(probability: Double, isEmpty: Bool, question: Int)] = []
        for prediction in predictions {
            guard let probability = prediction.noAnswerProbability else { return nil }
            guard let question = places[prediction.id] else { continue }
            answers.append((probability, prediction.text.isEmpty, question))
        }
        // The order of equal probabilities decides which threshold is found; the official script
        // keeps theirs too.
        let order = answers.indices.sorted {
            (answers[$0].probability, $0) < (answers[$1].probability, $1)
        }
        let refused = Double(accepted.count { $0.texts.isEmpty })
        func search(_ score: (AnswerScore) -> Double) -> (share: Double, threshold: Double) {
            var current = refused
            var best = (score: refused, threshold: 0.0)
            for answer in order.map({ answers[$0] }) {
                if !accepted[answer.question].texts.isEmpty {
                    current += score(raw[answer.question])
                } else if !answer.isEmpty {
                    current -= 1
                }
                if current > best.score { best = (current, answer.probability) }
            }
            return (best.score / Double(accepted.count), best.threshold)
        }
        let exactMatch = search(\.exactMatch)
        let f1 = search(\.f1)
        self.init(
            exactMatch: exactMatch.share, exactMatchThreshold: exactMatch.threshold,
            f1: f1.share, f1Threshold: f1.threshold)
    }
}
