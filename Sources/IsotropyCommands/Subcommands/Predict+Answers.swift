import Files
import Formats
import Foundation
import Metrics
import Models
import Options
import QuestionAnswering
import Tasks
import Training

extension Predict {
    /// The answers to questions, in the layout of SQuAD's official scripts.
    func predictAnswers(to task: QuestionTask, _ folder: ModelFolder) throws {
        let model = try SpanModel.fineTuned(folder, on: computation.resolved())
        let options = try length.options(spans, for: folder)
        let questions = try questions(of: task)
        let place = try outputFolder()
        let lock = try OutputLock(folder: place, .exclusive)
        defer { lock.release() }
        let windows = try length.windows(of: questions, stride: options.stride, for: folder)
        let evaluator = SpanEvaluator(
            model, options: options, allowsImpossible: task.allowsImpossible)
        let found = try answers(evaluator, questions, windows)
        let answers = evaluator.decided(found.map(\.answer))
        var files = [SQuADSubmission.predictions(answers)]
        if task.allowsImpossible {
            files.append(try SQuADSubmission.noAnswerProbabilities(ofOdds: answers))
            files.append(try SQuADSubmission.noAnswerOdds(answers))
        }
        if candidates { files.append(SQuADSubmission.candidates(found.map(\.candidates))) }
        for file in files {
            try AtomicFile.removeTemporaries(in: place, of: file.name)
            try writeAtomically(Data(file.contents.utf8), to: place.appending(path: file.name))
        }
        Console.error(
            "\(place.path): \(files.map(\.name).joined(separator: ", ")) for "
                + "\(questions.count) questions")
    }

    /// Those of the file that was given, whose answers are not asked for, or the development set.
    private func questions(of task: QuestionTask) throws -> [Question] {
        guard let file = input.input else {
            return try task.loadDevelopment(from: try self.task.folder(of: .questions(task)))
        }
        return try SQuADFile(
            URL(filePath: file), allowsImpossible: task.allowsImpossible, isLabelled: false
        ).questions()
    }

    private func answers(
        _ evaluator: SpanEvaluator, _ questions: [Question], _ windows: [SpanWindow]
    ) throws -> [(answer: PredictedAnswer, candidates: CandidateAnswers)] {
        let progress = CountingProgress("answering", total: windows.count, unit: "windows")
        defer { progress.finish() }
        return try evaluator.answersWithCandidates(to: questions, windows) { output in
            try checkFinite(output.notFinite())
            progress.advance(by: output.states.batch.lengths.count)
        }
    }
}
