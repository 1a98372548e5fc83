import Formats
import Foundation
import Metrics
import Tasks
import Training

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
        let decided = evaluator.decided(answers)
        var findings = Findings()
        findings.metrics = task.metrics(decided, questions, undecided: answers)
        findings.onlyAnswers["development"] = task.onlyAnswer(decided, questions)
        return Judgement(
            findings: findings, isotropy: try clouds.record(), deviations: clouds.deviations(),
            notFinite: notFinite
        ) { folder in
            try write(decided, to: folder)
        }
    }

    private func write(_ answers: [PredictedAnswer], to folder: URL) throws {
        let texts = SQuADSubmission.predictions(answers)
        try writeAtomically(Data(texts.contents.utf8), to: folder.appending(path: texts.name))
        guard evaluator.allowsImpossible else { return }
        let odds = try SQuADSubmission.noAnswerOdds(answers)
        try writeAtomically(Data(odds.contents.utf8), to: folder.appending(path: odds.name))
    }

    package func test() throws -> Findings { Findings() }
}

extension QuestionTask {
    /// The official scores by which a model can be chosen, of all questions and of their parts.
    var metricNames: [String] {
        let prefixes = edition == .v2 ? ["", "answerable_", "unanswerable_", "best_"] : [""]
        return prefixes.flatMap { prefix in metrics.map { prefix + $0.name } }
    }

    /// The one answer to every question, where there is only one and it is not accepted everywhere;
    /// an empty one is none.
    package func onlyAnswer(_ answers: [PredictedAnswer], _ questions: [Question]) -> String? {
        guard answers.count > 1, let first = answers.first?.text,
            answers.allSatisfy({ $0.text == first })
        else { return nil }
        let isAlwaysRight = questions.allSatisfy {
            $0.accepted.texts.isEmpty ? first.isEmpty : $0.accepted.texts.contains(first)
        }
        return isAlwaysRight ? nil : first
    }

    /// The official scores by name; in SQuAD 2.0 also those of the questions with and without answers,
    /// and the best that a threshold could reach.
    /// - Parameters:
    ///   - threshold: an answer with a higher probability of no answer counts as none; where a
    ///     threshold has been applied, the answer is empty already.
    ///   - undecided: the same answers before a threshold was applied, which the best threshold is
    ///     looked for in: what is empty already comes back by no other.
    package func metrics(
        _ answers: [PredictedAnswer], _ questions: [Question], threshold: Double = .infinity,
        undecided: [PredictedAnswer]? = nil
    ) -> [String: Double?] {
        func report(_ answers: [PredictedAnswer], threshold: Double) -> AnswerReport? {
            AnswerReport(
                answers, accepted: questions.map(\.accepted), edition: edition,
                threshold: threshold)
        }
        guard let scored = report(answers, threshold: threshold) else { return [:] }
        var values: [String: Double?] = [:]
        func add(_ part: AnswerReport.Part?, _ prefix: String) {
            guard let part else { return }
            values[prefix + AnswerMetric.answerF1.rawValue] = part.f1
            values[prefix + AnswerMetric.exactMatch.rawValue] = part.exactMatch
        }
        add(scored.all, "")
        add(scored.answerable, "answerable_")
        add(scored.unanswerable, "unanswerable_")
        let free = edition == .v2 ? undecided.flatMap { report($0, threshold: .infinity) } : nil
        if let best = (free ?? scored).best {
            values["best_" + AnswerMetric.answerF1.rawValue] = best.f1
            values["best_" + AnswerMetric.answerF1.rawValue + "_threshold"] = best.f1Threshold
            values["best_" + AnswerMetric.exactMatch.rawValue] = best.exactMatch
            values["best_" + AnswerMetric.exactMatch.rawValue + "_threshold"] =
                best.exactMatchThreshold
        }
        return values
    }
}
