import Checkpoints
import Foundation
import Metrics
import Tasks

/// Judges a model that answers by spans, as SQuAD's official evaluation does.
package struct SpanJudge: Judge {
    let task: QuestionTask
    let questions: [Question]
    let windows: [SpanWindow]
    let evaluator: SpanEvaluator

    package init(
        task: QuestionTask, questions: [Question], windows: [SpanWindow],
        evaluator: SpanEvaluator
    ) {
        self.task = task
        self.questions = questions
        self.windows = windows
        self.evaluator = evaluator
    }

    package var headline: Metric { task.headline }

    package func development() throws -> Judgement {
        var clouds = IsotropyClouds(evaluator.model.encoder)
        var notFinite: Double?
        let answers = try evaluator.answers(to: questions, windows) { output in
            let features = try output.states.firstTokens()
            try clouds.add(output.states, features: features, normalized: features)
            guard notFinite == nil else { return }
            for scores in [output.starts, output.ends] where try !scores.isFinite() {
                notFinite = try scores.elements(as: Double.self).first { !$0.isFinite }
            }
        }
        return Judgement(
            metrics: task.metrics(answers, questions), isotropy: try clouds.record(),
            notFinite: notFinite
        ) { directory in
            try AnswersFile(answers).write(
                to: directory.predictedAnswers, odds: directory.nullOdds)
        }
    }

    package func test() throws -> [String: Double?] { [:] }
}

extension QuestionTask {
    /// The official scores by name; in SQuAD 2.0 also those of the questions with and without answers,
    /// and the best that a threshold could reach.
    package func metrics(
        _ answers: [PredictedAnswer], _ questions: [Question]
    ) -> [String: Double?] {
        // Thresholds have been applied: what is empty here is no answer.
        guard
            let report = AnswerReport(
                answers, accepted: questions.map(\.accepted), edition: edition,
                threshold: .infinity)
        else { return [:] }
        var values: [String: Double?] = [:]
        func add(_ part: AnswerReport.Part?, _ prefix: String) {
            guard let part else { return }
            values[prefix + Metric.answerF1.name] = part.f1
            values[prefix + Metric.exactMatch.name] = part.exactMatch
        }
        add(report.all, "")
        add(report.answerable, "answerable_")
        add(report.unanswerable, "unanswerable_")
        if let best = report.best {
            values["best_" + Metric.answerF1.name] = best.f1
            values["best_" + Metric.answerF1.name + "_threshold"] = best.f1Threshold
        }
        return values
    }
}

/// Predicted answers in SQuAD's official layout: an object of texts by the question's id, and for
/// SQuAD 2.0 another of how much no answer is preferred.
package struct AnswersFile {
    let answers: [PredictedAnswer]

    package init(_ answers: [PredictedAnswer]) {
        self.answers = answers
    }

    package func write(to url: URL, odds: URL) throws {
        try write(Dictionary(answers.map { ($0.id, $0.text) }) { $1 }, to: url)
        let probabilities = answers.compactMap { answer in
            answer.noAnswerProbability.map { (answer.id, $0) }
        }
        guard !probabilities.isEmpty else { return }
        try write(Dictionary(probabilities) { $1 }, to: odds)
    }

    private func write(_ object: some Encodable, to url: URL) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try writeAtomically(try encoder.encode(object), to: url)
    }
}
