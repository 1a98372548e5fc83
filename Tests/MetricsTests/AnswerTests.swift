import Foundation
import Metrics
import TestSupport
import Testing

/// Answers of Tools/fixtures/metrics/squad.py, checked there against published packages.
private struct AnswerGoldens: Decodable {
    struct Report: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        let edition: SQuADEdition
        let questions: String
        let predictions: [[String]]
        let probabilities: [Double]?
        let threshold: Double?
        let expected: Expected
        var testDescription: String { "\(name), \(edition.rawValue)" }
    }

    struct Expected: Decodable, Sendable {
        let all: [Double]
        let answerable: [Double]?
        let unanswerable: [Double]?
        let best: [Double]?
    }

    /// A question's name and its accepted answers.
    struct Question: Decodable, Sendable {
        let accepted: AcceptedAnswers

        init(from decoder: any Decoder) throws {
            var container = try decoder.unkeyedContainer()
            let id = try container.decode(String.self)
            accepted = AcceptedAnswers(id: id, texts: try container.decode([String].self))
        }
    }

    let texts: [[String]]
    let questions: [String: [Question]]
    let reports: [Report]

    static func read() throws -> AnswerGoldens {
        let file = Bundle.module.url(forResource: "Fixtures/squad", withExtension: "json")
        return try JSONDecoder().decode(AnswerGoldens.self, from: Data(contentsOf: #require(file)))
    }
}

@Suite struct AnswerGoldenTests {
    @Test func normalizedTextsEqualPythonsScalarForScalar() throws {
        let texts = try AnswerGoldens.read().texts
        #expect(texts.count > 70)
        for text in texts {
            let found = normalizedAnswer(text[0]).unicodeScalars
            #expect(
                found.elementsEqual(text[1].unicodeScalars),
                "\(text[0].debugDescription): \(String(found).debugDescription)")
        }
    }

    @Test(arguments: try AnswerGoldens.read().reports)
    private func reportEqualsTheOfficialDefinition(_ golden: AnswerGoldens.Report) throws {
        let accepted = try #require(AnswerGoldens.read().questions[golden.questions]).map(
            \.accepted)
        let predictions = golden.predictions.enumerated().map { row, prediction in
            PredictedAnswer(
                id: prediction[0], text: prediction[1],
                noAnswerProbability: golden.probabilities?[row])
        }
        let report = try #require(
            AnswerReport(
                predictions, accepted: accepted, edition: golden.edition,
                threshold: golden.threshold ?? 1))
        expectPart(report.all, golden.expected.all)
        expectPart(report.answerable, golden.expected.answerable)
        expectPart(report.unanswerable, golden.expected.unanswerable)
        let best = report.best.map {
            [$0.exactMatch, $0.exactMatchThreshold, $0.f1, $0.f1Threshold]
        }
        expectClose(best, golden.expected.best, absolute: 1e-12)
        #expect(report.missing == accepted.count - predictions.count)
    }

    private func expectPart(_ part: AnswerReport.Part?, _ expected: [Double]?) {
        let numbers = part.map { [$0.exactMatch, $0.f1, Double($0.count)] }
        expectClose(numbers, expected, absolute: 1e-12)
    }
}

@Suite struct AnswerReportTests {
    private let accepted = [
        AcceptedAnswers(id: "a", texts: ["red car"]), AcceptedAnswers(id: "b", texts: ["blue"]),
    ]

    @Test func missingAnswersCountAsWrongAndAreCounted() throws {
        let one = [PredictedAnswer(id: "a", text: "The car")]
        for edition in [SQuADEdition.v1, .v2] {
            let report = try #require(AnswerReport(one, accepted: accepted, edition: edition))
            #expect(report.exactMatch == 0)
            #expect(report.f1 == 2.0 / 3 / 2)
            #expect(report.missing == 1)
        }
    }

    @Test func laterOfTwoAnswersCountsAndStrangersAreIgnored() throws {
        let answers = ["x", "blue"].map { PredictedAnswer(id: "b", text: $0) }
        let strange = [PredictedAnswer(id: "c", text: "red")]
        let report = try #require(
            AnswerReport(answers + strange, accepted: accepted, edition: .v1))
        #expect(report.exactMatch == 0.5)
    }

    @Test func withoutQuestionsThereIsNoReport() {
        #expect(AnswerReport([], accepted: [], edition: .v1) == nil)
    }

    @Test func bestNeedsEveryProbability() throws {
        let answers = [
            PredictedAnswer(id: "a", text: "red car", noAnswerProbability: 0.1),
            PredictedAnswer(id: "b", text: "blue"),
        ]
        let report = try #require(AnswerReport(answers, accepted: accepted, edition: .v2))
        #expect(report.best == nil)
        #expect(report.exactMatch == 1)
    }

    @Test func editionsDifferWhereNoWordIsLeft() {
        #expect(answerF1("the", "a", edition: .v1) == 0)
        #expect(answerF1("the", "a", edition: .v2) == 1)
        #expect(answersMatch("the", "a"))
    }

    @Test func answerMetricsAreTheirNamesInJSON() throws {
        let metrics = AnswerMetric.allCases.map(Metric.answers)
        let json = try JSONEncoder().encode(metrics)
        #expect(String(decoding: json, as: UTF8.self) == "[\"exact_match\",\"answer_f1\"]")
        #expect(try JSONDecoder().decode([Metric].self, from: json) == metrics)
    }
}
