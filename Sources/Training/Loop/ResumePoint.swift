import Formats
import Metrics

/// Where a run stands, but for its tensors.
public struct ResumePoint: Codable, Equatable {
    /// Optimizer steps taken.
    public var step = 0
    public var best: EvaluationRecord?
    /// The files of the best model and its answers, as they were saved.
    public var saved: [InputFile] = []
    /// The best model's metrics on the test set.
    public var bestTest: [String: Double?] = [:]
    /// What the best model answers to every row, by the set's name; `nil` before an evaluation.
    public var bestOnlyAnswers: [String: String]?
    /// How well the best model tells each class, by the set's name; `nil` before an evaluation, and in
    /// states from before this was written.
    public var bestClassReports: [String: ClassReport]?
    /// What one answer to every row would reach, by the set's name; `nil` before an evaluation, and in states
    /// from before this was written.
    public var bestBaselines: [String: Baseline]?
    public var evaluationsSinceBest = 0
    public var tokens = 0
    public var trainingSeconds = 0.0
    public var stoppedEarly = false
    /// `nil` where training is not measured.
    public var measuring: MeasuringPoint?

    public init() {}

    private enum CodingKeys: String, CodingKey {
        case step, best, saved, tokens, measuring
        case bestTest = "best_test"
        case bestOnlyAnswers = "best_only_answers"
        case bestClassReports = "best_class_reports"
        case bestBaselines = "best_baselines"
        case evaluationsSinceBest = "evaluations_since_best"
        case trainingSeconds = "training_seconds"
        case stoppedEarly = "stopped_early"
    }
}
