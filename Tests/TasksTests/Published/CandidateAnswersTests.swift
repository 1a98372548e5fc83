import Foundation
import Metrics
import Tasks
import Testing

struct CandidateAnswersTests {
    private struct Entry: Decodable, Equatable {
        let text: String
        let probability, score, start_logit, end_logit: Double
    }

    @Test func candidatesHaveTheSoftmaxOfTheirScores() throws {
        let file = SQuADSubmission.candidates([
            CandidateAnswers(
                id: "a\"1",
                answers: [
                    CandidateAnswer(text: "the \"Elbe\"", start: 400, end: 300 + log(3)),
                    CandidateAnswer(text: "", start: 350, end: 350),
                ]), CandidateAnswers(id: "b", answers: []),
        ])
        #expect(file.name == "nbest_predictions.json")
        let read = try JSONDecoder().decode(
            [String: [Entry]].self, from: Data(file.contents.utf8))
        #expect(Set(read.keys) == ["a\"1", "b"] && read["b"] == [])
        let entries = try #require(read["a\"1"])
        #expect(entries.map(\.text) == ["the \"Elbe\"", ""])
        for (entry, share) in zip(entries, [0.75, 0.25]) {
            #expect(abs(entry.probability - share) < 1e-12)
            #expect(entry.score == entry.start_logit + entry.end_logit)
        }
        #expect(
            entries[1]
                == Entry(
                    text: "", probability: entries[1].probability, score: 700, start_logit: 350,
                    end_logit: 350))
    }

    @Test func oddsBecomeProbabilitiesThatAThresholdOfOnePasses() throws {
        let odds = [0, log(3), -2000, .greatestFiniteMagnitude].enumerated().map {
            PredictedAnswer(id: "\($0)", text: "x", noAnswerProbability: $1)
        }
        let file = try SQuADSubmission.noAnswerProbabilities(ofOdds: odds)
        #expect(file.name == "na_prob.json")
        let read = try JSONDecoder().decode(
            [String: Double].self, from: Data(file.contents.utf8))
        #expect(read["0"] == 0.5 && read["2"] == 0 && read["3"] == 1)
        #expect(abs((read["1"] ?? .nan) - 0.75) < 1e-12)
        let same = try SQuADSubmission.noAnswerOdds(odds)
        #expect(same.name == "null_odds.json")
        #expect(same.contents == (try SQuADSubmission.noAnswerProbabilities(odds).contents))
    }
}
