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
            notFinite = try output.notFinite()
        }
        return Judgement(
            metrics: task.metrics(answers, questions), isotropy: try clouds.record(),
            notFinite: notFinite
        ) { directory in
            try write(answers, to: directory)
        }
    }

    private func write(_ answers: [PredictedAnswer], to directory: RunDirectory) throws {
        let texts = SQuADSubmission.predictions(answers)
        try writeAtomically(Data(texts.contents.utf8), to: directory.predictedAnswers)
        guard evaluator.allowsImpossible else { return }
        let odds = try SQuADSubmission.noAnswerOdds(answers)
        try writeAtomically(Data(odds.contents.utf8), to: directory.nullOdds)
    }

    package func test() throws -> [String: Double?] { [:] }
}

extension QuestionTask {
    /// The official scores by name; in SQuAD 2.0 also those of the questions with and without answers,
    /// and the best that a threshold could reach.
    /// - Parameter threshold: an answer with a higher probability of no answer counts as none; where a
    ///   threshold has been applied, the answer is empty already.
    package func metrics(
        _ answers: [PredictedAnswer], _ questions: [Question], threshold: Double = .infinity
    ) -> [String: Double?] {
        guard
            let report = AnswerReport(
                answers, accepted: questions.map(\.accepted), edition: edition,
                threshold: threshold)
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
            values["best_" + Metric.exactMatch.name] = best.exactMatch
            values["best_" + Metric.exactMatch.name + "_threshold"] = best.exactMatchThreshold
        }
        return values
    }
}
