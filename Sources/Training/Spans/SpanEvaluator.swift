import Layers
import Metrics
import Tasks
import Torch

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

    /// The best answer to each question over all of its windows.
    /// - Parameters:
    ///   - windows: of the questions, in their order, with places.
    ///   - look: called with the result of every pass.
    public func answers(
        to questions: [Question], _ windows: [SpanWindow],
        look: (SpanModel.Output) throws -> Void = { _ in }
    ) throws -> [PredictedAnswer] {
        let scores = try scores(windows, look)
        var groups = [[(index: Int, window: SpanWindow, scores: SpanScores)]](
            repeating: [], count: questions.count)
        for (index, window) in windows.enumerated() {
            groups[window.question].append((index, window, scores[index]))
        }
        let search = SpanSearch(options)
        return zip(questions, groups).map { question, group in
            let best = search.candidates(group).first
            let text = best.map { candidate in
                question.text(of: windows[candidate.window].scalars(of: candidate.tokens))
            }
            guard allowsImpossible else {
                return PredictedAnswer(id: question.id, text: text ?? "")
            }
            // Where there is no candidate, nothing speaks against there being no answer.
            let null = group.map(\.scores.null).min() ?? 0
            let odds = best.map { null - $0.score } ?? .greatestFiniteMagnitude
            return PredictedAnswer(
                id: question.id, text: odds > options.nullThreshold ? "" : text ?? "",
                noAnswerProbability: odds)
        }
    }

    private func scores(
        _ windows: [SpanWindow], _ look: (SpanModel.Output) throws -> Void
    ) throws -> [SpanScores] {
        var scores = [SpanScores](
            repeating: SpanScores(starts: [], ends: []), count: windows.count)
        try withoutGradients {
            for rows in BatchOrder.byLength(windows.map(\.ids.count), tokens: tokensPerBatch) {
                let output = try model(PackedBatch(rows.map { windows[$0] }), .evaluation())
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

extension Question {
    /// A part of the context by its Unicode scalars.
    func text(of scalars: Range<Int>) -> String {
        let all = context.unicodeScalars
        let start = all.index(all.startIndex, offsetBy: scalars.lowerBound)
        let end = all.index(start, offsetBy: scalars.count)
        return String(all[start..<end])
    }

    /// What counts as right.
    package var accepted: AcceptedAnswers { AcceptedAnswers(id: id, texts: answers.map(\.text)) }
}
