import Formats
import Foundation
import Options
import Metrics

/// SQuAD's predictions as its official scripts read them: one JSON object, by the questions' ids.
public enum SQuADSubmission {
    /// The answers, `{"id": "text", …}`, in their order; an empty text is "no answer".
    public static func predictions(_ answers: [PredictedAnswer]) -> SubmissionFile {
        let members = answers.map { "\(jsonString($0.id)): \(jsonString($0.text))" }
        return file("predictions.json", members)
    }

    /// How probable it is that a question has no answer, `{"id": 0.5, …}` (SQuAD 2.0).
    ///
    /// - Throws: the questions whose probability is missing or not a finite number.
    public static func noAnswerProbabilities(
        _ answers: [PredictedAnswer]
    ) throws(DataError) -> SubmissionFile {
        var problems = DataError()
        var members: [String] = []
        for answer in answers {
            if let probability = answer.noAnswerProbability, probability.isFinite {
                members.append("\(jsonString(answer.id)): \(probability)")
            } else {
                problems.add(
                    .init("question \(quoted(answer.id)) has no probability of no answer"))
            }
        }
        guard problems.isEmpty else { throw problems }
        return file("na_prob.json", members)
    }

    /// The same from answers that have log-odds in the place of probabilities, as models of spans give
    /// them: what the official script's threshold, at most 1, is meant for.
    public static func noAnswerProbabilities(
        ofOdds answers: [PredictedAnswer]
    ) throws(DataError) -> SubmissionFile {
        try noAnswerProbabilities(
            answers.map { answer in
                PredictedAnswer(
                    id: answer.id, text: answer.text,
                    noAnswerProbability: answer.noAnswerProbability.map { 1 / (1 + exp(-$0)) })
            })
    }

    /// The log-odds of no answer, `{"id": -2.5, …}`, under the name that transformers' scripts give
    /// them.
    public static func noAnswerOdds(
        _ answers: [PredictedAnswer]
    ) throws(DataError) -> SubmissionFile {
        let file = try noAnswerProbabilities(answers)
        return SubmissionFile(name: "null_odds.json", contents: file.contents)
    }

    /// The answers of a predictions file, with their probabilities where that file is given too.
    ///
    /// - Throws: malformed JSON, ids that occur twice, and answers without a probability.
    public static func answers(
        from predictions: URL, probabilities: URL? = nil
    ) throws(DataError) -> [PredictedAnswer] {
        var problems = DataError()
        let texts = members(of: predictions, &problems) {
            (scanner) throws(JSONError) in try scanner.string()
        }
        var numbers: [String: Double]?
        if let probabilities {
            let members = members(of: probabilities, &problems) {
                (scanner) throws(JSONError) in try scanner.double()
            }
            numbers = Dictionary(members.map { ($0.id, $0.value) }) { $1 }
        }
        guard problems.isEmpty else { throw problems }
        var answers: [PredictedAnswer] = []
        for (id, text) in texts {
            if let numbers, numbers[id] == nil {
                let what: Message = "no probability for question \(quoted(id))"
                problems.add(.init(file: probabilities?.path, what))
            }
            answers.append(PredictedAnswer(id: id, text: text, noAnswerProbability: numbers?[id]))
        }
        guard problems.isEmpty else { throw problems }
        return answers
    }

    static func file(_ name: String, _ members: [String]) -> SubmissionFile {
        SubmissionFile(name: name, contents: "{" + members.joined(separator: ",\n ") + "}\n")
    }

    private static func members<Value>(
        of url: URL, _ problems: inout DataError,
        _ read: (inout JSONScanner) throws(JSONError) -> Value
    ) -> [(id: String, value: Value)] {
        var members: [(id: String, value: Value)] = []
        var known: Set<String> = []
        readJSON(url, &problems) { (scanner, problems) throws(JSONError) in
            try scanner.members(refusingRepeats: false) {
                (scanner, id) throws(JSONError) in
                if !known.insert(id).inserted {
                    problems.add(.init(file: url.path, "question \(quoted(id)) occurs twice"))
                }
                members.append((id, try read(&scanner)))
            }
        }
        return members
    }
}
