import ArgumentParser
import Foundation
import IsotropyCommands
import Metrics
import QuestionAnswering
import Tasks
import TestSupport
import Testing

/// `predict` and `evaluate` on questions made here.
struct AnswerTests {
    private struct Candidate: Decodable {
        let text: String
        let probability, score: Double
    }

    /// Windows of 24 tokens that share 6, as the run has them.
    private func answerer(_ version: Int) throws -> TinyCheckpoint {
        let tiny = try TinyCheckpoint()
        let name = version == 1 ? "v1.1" : "v2.0"
        for (part, paragraphs) in [("train", 0..<8), ("dev", 8..<12)] {
            try writeQuestions(
                paragraphs: paragraphs, impossible: version == 2,
                to: tiny.folder.file("\(part)-\(name).json"))
        }
        var options = SpanOptions()
        options.stride = 6
        try tiny.run(
            SpanWorkload(
                QuestionTask.all[version - 1], dataFolder: tiny.folder.url, options: options),
            maximumLength: 24)
        return tiny
    }

    private func object<Value: Decodable>(
        _ tiny: TinyCheckpoint, _ name: String, of type: Value.Type
    ) throws -> [String: Value] {
        try JSONDecoder().decode(
            [String: Value].self, from: Data(contentsOf: tiny.folder.file(name)))
    }

    @Test func answersAreThoseOfTheRunAndScoreTheSame() throws {
        let tiny = try answerer(1)
        let data = tiny.folder.url.path
        try tiny.predict(
            "--task", "squad", "--data", data, "--output", tiny.folder.file("out").path)
        let answers = try object(tiny, "out/predictions.json", of: String.self)
        #expect(answers.count == 8)
        #expect(answers == (try object(tiny, "run/predictions.json", of: String.self)))
        let names = try FileManager.default.contentsOfDirectory(
            atPath: tiny.folder.file("out").path)
        #expect(names == ["predictions.json"])

        let scored = try Evaluate.parse([
            "--task", "squad", "--data", data, "--predictions",
            tiny.folder.file("out/predictions.json").path,
        ]).result()
        #expect(scored.metrics == (try tiny.results()).development)
        #expect(scored.model == nil && scored.isotropy == nil)
        #expect(scored.rows == 8 && scored.missing == 0)
        let measured = try tiny.evaluate("--task", "squad", "--data", data)
        #expect(measured.metrics == scored.metrics && measured.isotropy != nil)
    }

    @Test func questionsOfAFileNeedNoAnswers() throws {
        let tiny = try answerer(1)
        try writeQuestions(
            paragraphs: 9..<11, labelled: false, to: tiny.folder.file("asked.json"))
        try tiny.predict(
            "--task", "squad", "--input", tiny.folder.file("asked.json").path, "--output",
            tiny.folder.file("out").path)
        let all = try object(tiny, "run/predictions.json", of: String.self)
        let answers = try object(tiny, "out/predictions.json", of: String.self)
        #expect(Set(answers.keys) == ["9-3", "9-24", "10-3", "10-24"])
        #expect(answers.allSatisfy { all[$0.key] == $0.value })
    }

    @Test(arguments: [20, 1])
    func noAnswerHasAProbabilityAndIsAlwaysACandidate(_ best: Int) throws {
        let tiny = try answerer(2)
        try tiny.predict(
            "--task", "squad-2", "--data", tiny.folder.url.path, "--output",
            tiny.folder.file("out").path, "--stride", "6", "--candidates", "--n-best", "\(best)")
        let answers = try object(tiny, "out/predictions.json", of: String.self)
        let odds = try object(tiny, "out/null_odds.json", of: Double.self)
        let shares = try object(tiny, "out/na_prob.json", of: Double.self)
        let candidates = try object(
            tiny, "out/nbest_predictions.json", of: [Candidate].self)
        if best == 20 {
            #expect(answers == (try object(tiny, "run/predictions.json", of: String.self)))
            let trained = try object(tiny, "run/null_odds.json", of: Double.self)
            #expect(odds.allSatisfy { abs($1 - (trained[$0] ?? .nan)) < 1e-4 })
        }
        #expect(candidates.count == 8)
        for (id, found) in candidates {
            let odds = try #require(odds[id])
            #expect(abs((shares[id] ?? .nan) - 1 / (1 + exp(-odds))) < 1e-12)
            #expect(abs(found.map(\.probability).reduce(0, +) - 1) < 1e-12)
            #expect(zip(found, found.dropFirst()).allSatisfy { $0.score >= $1.score })
            #expect(found.count { $0.text.isEmpty } == 1 && found.count <= best + 1)
            let none = try #require(found.first { $0.text.isEmpty })
            let text = found.first { !$0.text.isEmpty }
            if let text { #expect(abs(none.score - text.score - odds) < 1e-9) }
            #expect(answers[id] == (odds > 0 ? "" : text?.text))
        }
    }

    /// Questions for which the model's own answers are right where it is surest that there is one, and
    /// none is where it is not: a threshold between them makes all right.
    @Test(arguments: ["1e9", "0", "-1e9"])
    func theBestThresholdIsFoundWhicheverWasApplied(_ applied: String) throws {
        let tiny = try answerer(2)
        let data = tiny.folder.url.path
        try tiny.predict(
            "--task", "squad-2", "--data", data, "--output", tiny.folder.file("out").path,
            "--stride", "6", "--null-threshold", "1e9")
        let answers = try object(tiny, "out/predictions.json", of: String.self)
        let odds = try object(tiny, "out/null_odds.json", of: Double.self)
        let order = odds.sorted { $0.value < $1.value }
        let sure = Set(order.prefix(4).map(\.key))
        let file = tiny.folder.file("dev-v2.0.json")
        var questions = try JSONDecoder().decode(QuestionFile.self, from: Data(contentsOf: file))
        questions.answer { sure.contains($0) ? answers[$0] : nil }
        try JSONEncoder().encode(questions).write(to: file)

        let found = try tiny.evaluate(
            "--task", "squad-2", "--data", data, "--stride", "6", "--null-threshold", applied
        ).metrics
        #expect(found["best_exact_match"] == 1 && found["best_answer_f1"] == 1)
        let threshold = try #require(found["best_exact_match_threshold"] ?? nil)
        #expect(abs(threshold - order[3].value) < 1e-4)
        #expect(applied != "1e9" || found["exact_match"] == 0.5)
        #expect(applied != "-1e9" || found["unanswerable_exact_match"] == 1)
    }

    @Test func aThresholdTurnsAnswersIntoNone() throws {
        let tiny = try answerer(2)
        func scores(_ arguments: String...) throws -> [String: Double?] {
            let files = [
                "--predictions", tiny.folder.file("answers.json").path,
                "--no-answer-probabilities", tiny.folder.file("shares.json").path,
            ]
            return try Evaluate.parse(
                ["--task", "squad-2", "--data", tiny.folder.url.path] + files + arguments
            ).result().metrics
        }
        let ids = (8..<12).flatMap { ["\($0)-3", "\($0)-24"] }
        // Wrong everywhere, and refused for all but the questions of one text.
        try JSONEncoder().encode(Dictionary(uniqueKeysWithValues: ids.map { ($0, "w999") }))
            .write(to: tiny.folder.file("answers.json"))
        try JSONEncoder().encode(
            Dictionary(uniqueKeysWithValues: ids.map { ($0, $0.hasPrefix("8-") ? 0.25 : 0.75) })
        ).write(to: tiny.folder.file("shares.json"))
        #expect(try scores()["exact_match"] == 0)
        #expect(try scores("--no-answer-threshold", "0.5")["exact_match"] == 3.0 / 8)
        #expect(try scores("--no-answer-threshold", "0")["unanswerable_answer_f1"] == 1)
        #expect(try scores()["best_exact_match"] == 0.5)
    }

    @Test func questionsWithoutPredictionsAreCounted() throws {
        let tiny = try TinyCheckpoint()
        try writeQuestions(paragraphs: 0..<2, to: tiny.folder.file("dev-v1.1.json"))
        // The answer to 0-3 is the fourth word; 9-3 is no question of the file.
        try tiny.folder.write(#"{"0-3": "The w38!", "9-3": "w5"}"#, to: "p.json")
        let result = try Evaluate.parse([
            "--task", "squad", "--data", tiny.folder.url.path, "--predictions",
            tiny.folder.file("p.json").path,
        ]).result()
        #expect(result.missing == 3 && result.rows == 4)
        #expect(result.metrics == ["answer_f1": 0.25, "exact_match": 0.25])
    }
}

/// A file that `writeQuestions` wrote, to be changed.
private struct QuestionFile: Codable {
    struct Answer: Codable {
        var text: String
        var answer_start: Int
    }

    struct Question: Codable {
        var id, question: String
        var answers: [Answer]
        var is_impossible: Bool
    }

    struct Paragraph: Codable {
        var context: String
        var qas: [Question]

        mutating func answer(_ text: (String) -> String?) {
            for index in qas.indices {
                let range = text(qas[index].id).flatMap { context.range(of: $0) }
                qas[index].is_impossible = range == nil
                qas[index].answers = (range.map { [$0] } ?? []).map {
                    Answer(
                        text: String(context[$0]),
                        answer_start: context.distance(
                            from: context.startIndex, to: $0.lowerBound))
                }
            }
        }
    }

    struct Article: Codable { var paragraphs: [Paragraph] }

    var data: [Article]

    /// Gives every question the answer that is told of its id, or none.
    mutating func answer(_ text: (String) -> String?) {
        for article in data.indices {
            for place in data[article].paragraphs.indices {
                data[article].paragraphs[place].answer(text)
            }
        }
    }
}
