import ArgumentParser
import Foundation
import Metrics
import Tasks

/// Answers that a file has already, in the place of a model.
struct PredictionsFlags: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Score this file instead of a model's answers. SQuAD: one JSON object, each question's "
                + "id with its answer, as the official scripts take it; other tasks "
                + "and rows of your own: rows with id and prediction, as a run's predictions.tsv; - is "
                + "standard input, tab-separated or JSON.",
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
            "An answer whose probability of no answer is higher counts as no answer. (default: 1)",
            valueName: "probability"),
        transform: decimal)
    var noAnswerThreshold: Double?

    func check() throws {
        if noAnswerProbabilities == nil {
            try checkEffect(
                of: [("--no-answer-threshold", noAnswerThreshold != nil)],
                without: "--no-answer-probabilities FILE")
        }
        if predictions == "-", noAnswerProbabilities == "-" {
            throw ValidationError(
                "--predictions and --no-answer-probabilities cannot both be standard input")
        }
        if predictions == nil {
            try checkEffect(
                of: [("--no-answer-probabilities", noAnswerProbabilities != nil)],
                without: "--predictions FILE")
        }
    }

    var scoped: [ScopedFlag] {
        [
            ScopedFlag(
                "--no-answer-probabilities", given: noAnswerProbabilities != nil, .answersOrNone),
            ScopedFlag("--no-answer-threshold", given: noAnswerThreshold != nil, .answersOrNone),
        ]
    }

    /// The answers of a file of predictions, with the probabilities that were given.
    func answers(from predictions: URL) throws -> [PredictedAnswer] {
        try SQuADSubmission.answers(
            from: predictions, probabilities: try noAnswerProbabilities.map(inputURL))
    }
}
