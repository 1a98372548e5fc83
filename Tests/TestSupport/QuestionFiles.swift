import Foundation

/// A file in SQuAD's layout, of paragraphs made from their numbers: texts of 30 words that
/// `writeModelFolder` knows, with two questions each whose answer is the word that they name.
/// - Parameters:
///   - impossible: whether the file is of version 2.0, and the second question of each text has no
///     answer.
///   - labelled: whether answers are in the file.
public func writeQuestions(
    paragraphs: Range<Int>, impossible: Bool = false, labelled: Bool = true, to file: URL
) throws {
    let content = paragraphs.map { number -> [String: Any] in
        let words = (0..<30).map { "w\(5 + (number * 7 + $0 * 11) % 75)" }
        let questions = [3, 24].map { place -> [String: Any] in
            let start = words[..<place].reduce(0) { $0 + $1.count + 1 }
            let hasAnswer = place == 3 || !impossible
            let answer: [String: Any] = ["text": words[place], "answer_start": start]
            var question: [String: Any] = ["id": "\(number)-\(place)", "question": words[place]]
            if labelled {
                question["answers"] = hasAnswer ? [answer] : []
                if impossible { question["is_impossible"] = !hasAnswer }
            }
            return question
        }
        return ["context": words.joined(separator: " "), "qas": questions]
    }
    let whole: [String: Any] = [
        "version": impossible ? "v2.0" : "1.1",
        "data": [["title": "made here", "paragraphs": content]],
    ]
    try JSONSerialization.data(withJSONObject: whole).write(to: file)
}
