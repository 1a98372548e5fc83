import Layers
import Metrics
import Models
import Tasks
import Torch
import Training

/// Answers questions with a model that it does not train.
public struct SpanEvaluator {
    public let model: SpanModel
    public let options: SpanOptions
    /// Whether a question may have no answer.
    public let allowsImpossible: Bool
    /// The tokens of one pass.
    private let tokensPerBatch = 4096

    public init(_ model: SpanModel, options: SpanOptions, allowsImpossible: Bool) {
        self.model = model
        self.options = options
        self.allowsImpossible = allowsImpossible
    }

    /// The best answer to each question over all of its windows, and where questions may have none, how
    /// much better no answer scores: ``decided(_:)`` chooses.
    /// - Parameters:
    ///   - windows: of the questions, in their order, with places.
    ///   - look: called with the result of every pass.
    public func answers(
        to questions: [Question], _ windows: [SpanWindow],
        look: (SpanModel.Output) throws -> Void = { _ in }
    ) throws -> [PredictedAnswer] {
        try search(questions, windows, look).map(answer)
    }

    /// The same, with the best answers that were considered for each question; where questions may
    /// have none, no answer is always among them.
    public func answersWithCandidates(
        to questions: [Question], _ windows: [SpanWindow],
        look: (SpanModel.Output) throws -> Void = { _ in }
    ) throws -> [(answer: PredictedAnswer, candidates: CandidateAnswers)] {
        try search(questions, windows, look).map { (answer($0), candidates($0)) }
    }

    /// The answers with those that the threshold refuses as no answer.
    public func decided(_ answers: [PredictedAnswer]) -> [PredictedAnswer] {
        answers.map { answer in
            guard let odds = answer.noAnswerProbability, odds > options.nullThreshold else {
                return answer
            }
            return PredictedAnswer(id: answer.id, text: "", noAnswerProbability: odds)
        }
    }

    /// What was found in the windows of one question.
    private struct Finding {
        let question: Question
        let windows: [(index: Int, window: SpanWindow, scores: SpanScores)]
        /// The best first.
        let spans: [SpanCandidate]

        /// The window that speaks least for there being no answer.
        var null: SpanScores? { windows.map(\.scores).min { $0.null < $1.null } }

        func text(_ span: SpanCandidate) -> String {
            question.text(of: windows[span.window].window.scalars(of: span.tokens))
        }

        func candidate(_ span: SpanCandidate) -> CandidateAnswer {
            let scores = windows[span.window].scores
            return CandidateAnswer(
                text: text(span), start: Double(scores.starts[span.tokens.lowerBound]),
                end: Double(scores.ends[span.tokens.upperBound]))
        }
    }

    private func search(
        _ questions: [Question], _ windows: [SpanWindow],
        _ look: (SpanModel.Output) throws -> Void
    ) throws -> [Finding] {
        let scores = try scores(windows, look)
        var groups = [[(index: Int, window: SpanWindow, scores: SpanScores)]](
            repeating: [], count: questions.count)
        for (index, window) in windows.enumerated() {
            let place = groups[window.question].count
            groups[window.question].append((place, window, scores[index]))
        }
        let search = SpanSearch(options)
        return zip(questions, groups).map { question, group in
            Finding(question: question, windows: group, spans: search.candidates(group))
        }
    }

    private func answer(_ found: Finding) -> PredictedAnswer {
        let best = found.spans.first
        let text = best.map(found.text) ?? ""
        guard allowsImpossible else { return PredictedAnswer(id: found.question.id, text: text) }
        // Where there is no candidate, nothing speaks against there being no answer.
        let odds = best.map { (found.null?.null ?? 0) - $0.score } ?? .greatestFiniteMagnitude
        return PredictedAnswer(id: found.question.id, text: text, noAnswerProbability: odds)
    }

    private func candidates(_ found: Finding) -> CandidateAnswers {
        var answers = found.spans.map(found.candidate)
        if allowsImpossible, let null = found.null {
            let none = CandidateAnswer(
                text: "", start: Double(null.starts[0]), end: Double(null.ends[0]))
            let place = answers.firstIndex { $0.score < none.score } ?? answers.count
            answers.insert(none, at: place)
            // No answer stays, even as the last of one too many.
            if answers.count > options.bestCount, place < options.bestCount {
                answers.removeLast()
            }
        }
        return CandidateAnswers(id: found.question.id, answers: answers)
    }

    private func scores(
        _ windows: [SpanWindow], _ look: (SpanModel.Output) throws -> Void
    ) throws -> [SpanScores] {
        var scores = [SpanScores](
            repeating: SpanScores(starts: [], ends: []), count: windows.count)
        try withoutGradients {
            for rows in BatchOrder.byLength(windows.map(\.ids.count), tokens: tokensPerBatch) {
                let output = try model(
                    PackedBatch(rows.map { windows[$0] }, on: model.store.device), .evaluation())
                try look(output)
                let starts = try output.starts.elements(as: Float.self)
                let ends = try output.ends.elements(as: Float.self)
                var first = 0
                for row in rows {
                    let tokens = first..<first + windows[row].ids.count
                    scores[row] = SpanScores(
                        starts: Array(starts[tokens]), ends: Array(ends[tokens]))
                    first = tokens.upperBound
                }
            }
        }
        return scores
    }
}

extension SpanModel.Output {
    /// A score that is infinite or not a number.
    package func notFinite() throws -> Double? {
        for scores in [starts, ends] where try !scores.isFinite() {
            return try scores.elements(as: Double.self).first { !$0.isFinite }
        }
        return nil
    }
}

extension Question {
    /// A part of the context by its Unicode scalars.
    func text(of scalars: Range<Int>) -> String {
        let all = context.unicodeScalars
        let start = all.index(all.startIndex, offsetBy: scalars.lowerBound)
        let end = all.index(start, offsetBy: scalars.count)
        return String(all[start..<end])
    }
}
