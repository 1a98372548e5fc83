import Formats
import Metrics

/// Where a run stands, but for its tensors.
package struct ResumePoint: Codable, Equatable {
    /// Optimizer steps taken.
    package var step = 0
    package var best: EvaluationRecord?
    /// The files of the best model and its answers, as they were saved.
    package var saved: [InputFile] = []
    /// The best model's metrics on the test set.
    package var bestTest: [String: Double?] = [:]
    /// What the best model answers to every row, by the set's name; `nil` before an evaluation.
    package var bestOnlyAnswers: [String: String]?
    /// How well the best model tells each class, by the set's name; `nil` before an evaluation, and in
    /// states from before this was written.
    package var bestClassReports: [String: ClassReport]?
    package var evaluationsSinceBest = 0
    package var tokens = 0
    package var trainingSeconds = 0.0
    package var stoppedEarly = false

    package init() {}

    private enum CodingKeys: String, CodingKey {
        case step, best, saved, tokens
        case bestTest = "best_test"
        case bestOnlyAnswers = "best_only_answers"
        case bestClassReports = "best_class_reports"
        case evaluationsSinceBest = "evaluations_since_best"
        case trainingSeconds = "training_seconds"
        case stoppedEarly = "stopped_early"
    }
}
