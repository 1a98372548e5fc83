import ArgumentParser
import Foundation
import Metrics
import Tasks

/// Answers that a file has already, in the place of a model.
struct PredictionsFlags: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Score this file of answers instead of a model's, as SQuAD's official scripts do: one "
                + "JSON object, each question's id with its answer.",
            valueName: "file"))
    var predictions: String?

    @Option(
        help: ArgumentHelp(
            "SQuAD 2.0, with --predictions: each question's id with the probability that it has no "
                + "answer, for the best thresholds and for --no-answer-threshold.",
            valueName: "file"))
    var noAnswerProbabilities: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "An answer whose probability of no answer is higher counts as no answer.",
            valueName: "probability"))
    var noAnswerThreshold = 1.0

    func check(_ task: TaskOptions) throws {
        guard predictions != nil else {
            guard noAnswerProbabilities == nil else {
                throw ValidationError("--no-answer-probabilities needs --predictions FILE")
            }
            return
        }
        guard case .questions(let questions) = try? task.known() else {
            throw ValidationError("--predictions is for answers: --task squad or squad-2")
        }
        if noAnswerProbabilities != nil, !questions.allowsImpossible {
            throw ValidationError("--no-answer-probabilities is for --task squad-2")
        }
    }

    func validate() throws {
        guard !noAnswerThreshold.isNaN else {
            throw ValidationError("--no-answer-threshold must be a number")
        }
    }

    /// The answers of the files; `nil` where none are given.
    func answers() throws -> [PredictedAnswer]? {
        guard let predictions else { return nil }
        return try SQuADSubmission.answers(
            from: URL(filePath: predictions),
            probabilities: noAnswerProbabilities.map { URL(filePath: $0) })
    }
}
