import Files
import Foundation
import Metrics
import Models
import Training

/// What all folds of one seed say together: the `results.json` above them.
public struct PooledResults: Sendable, Codable, Equatable {
    public var model: String
    public var task: String
    public var method: String
    public var seed: UInt64
    public var headline: String
    public var folds: Int
    /// All rows, each of which is answered by the model of the fold that holds it out.
    public var rows: Int
    /// Of these answers as one set.
    public var pooled: [String: Double?]
    /// The one answer to every row, where there is only one though what is right differs.
    public var onlyAnswer: String?
    /// How well each class is told; `nil` for scores.
    public var classReport: ClassReport?
    /// What one answer to every row would reach; `nil` in files from before this was written.
    public var baseline: Baseline?
    /// Each metric over the folds.
    public var overFolds: [String: Summary]

    enum CodingKeys: String, CodingKey {
        case model, task, method, seed, headline, folds, rows, pooled, baseline
        case onlyAnswer = "only_answer"
        case classReport = "class_report"
        case overFolds = "over_folds"
    }

    /// - Parameter runs: of all folds of one seed.
    init(_ answers: PooledAnswers, _ job: RunConfiguration.Job, _ runs: [RunResults]) {
        model = job.model
        task = job.task
        method = job.method.name
        seed = job.seed
        headline = job.headline.name
        folds = runs.count
        rows = answers.rows
        pooled = answers.findings.metrics
        onlyAnswer = answers.findings.onlyAnswers[PooledAnswers.set]
        classReport = answers.findings.classReports[PooledAnswers.set]
        baseline = answers.findings.baselines[PooledAnswers.set]
        overFolds = CrossValidationResults.scored(runs)
    }

    /// Whether its metrics over the folds are those of these runs.
    func summarizes(_ runs: [RunResults]) -> Bool {
        overFolds == CrossValidationResults.scored(runs)
    }

    /// In the folder of the seed.
    static let fileName = "results.json"
    /// What stands beside the folds' folders.
    static let ownedNames = [PredictionsFile.name, fileName]
}

/// What the runs of one method say together, where each fold is held out in turn.
public struct CrossValidationResults: Sendable, Codable {
    public var folds: Int
    public var seeds: Int
    /// Each metric over all runs, a fold of a seed each.
    public var overRuns: [String: Summary]
    /// Each metric of the pooled answers, over the seeds.
    public var pooled: [String: Summary]
    /// In the order of the seeds.
    public var bySeed: [PooledResults]

    enum CodingKeys: String, CodingKey {
        case folds, seeds, pooled
        case overRuns = "over_runs"
        case bySeed = "by_seed"
    }

    /// - Parameter runs: all folds of each seed; `nil` where they are none of cross-validation.
    public init?(_ runs: [FinishedRun]) {
        let runs = runs.sorted { ($0.job.seed, $0.number) < ($1.job.seed, $1.number) }
        let bySeed = runs.filter { $0.number == 1 }.compactMap(\.pooled)
        guard let first = bySeed.first else { return nil }
        folds = first.folds
        seeds = bySeed.count
        overRuns = Self.scored(runs.map(\.results))
        pooled = Self.summaries(bySeed.map { ($0.pooled, $0.onlyAnswer != nil) })
        self.bySeed = bySeed
    }

    /// Each metric of the rows that are scored, over several runs.
    package static func scored(_ runs: [RunResults]) -> [String: Summary] {
        summaries(runs.map { ($0.scoredMetrics, $0.hasCollapsed) })
    }

    private static func summaries(
        _ runs: [(metrics: [String: Double?], hasCollapsed: Bool)]
    ) -> [String: Summary] {
        let names = runs.first.map { Array($0.metrics.keys) } ?? []
        return Dictionary(
            uniqueKeysWithValues: names.map { name in
                (
                    name,
                    Summary(
                        runs.map { $0.metrics[name] ?? nil },
                        collapsed: runs.count(where: \.hasCollapsed),
                        largerIsBetter: NamedMetric(name)?.metric.largerIsBetter ?? true)
                )
            })
    }
}

extension FinishedRun {
    /// That of its fold, where there are any.
    var number: Int { job.fold?.number ?? 1 }

    /// The rows whose metrics count, as a table names them: a set, or the folds that are held out in turn.
    package var scoredSet: String { job.fold.map { "\($0.count) folds" } ?? results.split }
}
