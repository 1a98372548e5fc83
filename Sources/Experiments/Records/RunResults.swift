import Metrics
import Tasks
import Training

/// How one run ended: its `results.json`.
public struct RunResults: Sendable, Codable, Equatable {
    public var model: String
    public var task: String
    public var method: String
    public var seed: UInt64
    /// The fold that is held out, from 1, and how many there are; `nil` outside of cross-validation.
    public var fold: Int?
    public var folds: Int?
    /// The metric of the score, which chose the best evaluation unless `selectedBy` says otherwise.
    public var headline: String
    /// The split that chose it; `none` of a fold, whose last model is the one that counts.
    public var selectedOn: String
    /// What chose it, as `--select-by` has it; `nil` in files from before there was a choice.
    public var selectedBy: String?
    public var bestStep: Int
    public var bestEpoch: Double
    /// Of the best model on the development set.
    public var development: [String: Double?]
    /// Of the same model on the test set; empty where its labels are not public.
    public var test: [String: Double?]
    /// What the best model answers to every row of a set, by the set's name, where it answers one
    /// thing only though what is right differs; `nil` in files from before this was written.
    public var onlyAnswers: [String: String]?
    /// How well the best model tells each class, by the set's name; `nil` for scores and answers in texts,
    /// and in files from before this was written.
    public var classReports: [String: ClassReport]?
    /// What one answer to every row would reach on the same rows, by the set's name; `nil` for answers in
    /// texts, and in files from before this was written.
    public var baselines: [String: Baseline]?
    /// `nil` in files from before this was written.
    public var rows: RowCounts?
    /// Of the best model on the development set.
    public var isotropy: IsotropyRecord
    public var steps: Int
    public var stoppedEarly: Bool
    /// What was announced of the sentence features while they were trained; `nil` where that was not measured.
    public var collapses: [CollapseRecord]?
    /// Real tokens of all training steps.
    public var tokens: Int
    /// Time of the training steps alone.
    public var trainingSeconds: Double
    /// Time of the run with evaluations, refreshes and files; of the last start where it was resumed.
    public var seconds: Double

    enum CodingKeys: String, CodingKey {
        case model, task, method, seed, fold, folds, headline, development, test, baselines,
            isotropy,
            rows, steps, collapses, tokens, seconds
        case selectedOn = "selected_on"
        case selectedBy = "selected_by"
        case bestStep = "best_step"
        case bestEpoch = "best_epoch"
        case stoppedEarly = "stopped_early"
        case onlyAnswers = "only_answers"
        case classReports = "class_reports"
        case trainingSeconds = "training_seconds"
    }

    /// The headline metric on the test set, or on the development set where there is no test set.
    public var score: Double? { mean(of: [headline]) }

    /// The rows whose metrics count: the test set's where it has labels.
    public var split: String { test.isEmpty ? "development" : "test" }

    /// How many rows these are; `nil` in files from before that was written.
    public var scoredRows: Int? { test.isEmpty ? rows?.development : rows?.test }

    /// The metrics on those rows, by name.
    public var scoredMetrics: [String: Double?] { test.isEmpty ? development : test }

    /// What one answer to every row reaches by that metric, of a further set where it has its name.
    public func baseline(of metric: NamedMetric) -> Double? {
        baselines?[metric.part ?? split]?.metrics[metric.metric.name] ?? nil
    }

    /// The mean of several metrics there; `nil` where one is undefined.
    func mean(of metrics: [String]) -> Double? {
        TaskGroup.average(of: metrics.map { scoredMetrics[$0] ?? nil })
    }

    /// Whether the model gives one answer to every row of that split.
    public var hasCollapsed: Bool {
        guard let onlyAnswers else { return score == nil }
        return onlyAnswers[split] != nil
    }
}
