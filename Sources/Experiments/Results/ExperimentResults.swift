import Foundation
import Isotropy
import Metrics
import Training

/// The runs of an experiment and what they say together: the `results.json` above several runs.
public struct ExperimentResults: Sendable, Codable {
    /// One method over its seeds.
    public struct Method: Sendable, Codable {
        public var name: String
        public var title: String
        public var runs: [RunResults]
        /// Over the seeds, all of them, and their folds; `nil` without runs.
        public var score: Summary?
        /// `nil` outside of cross-validation.
        public var crossValidation: CrossValidationResults?
        /// EV_1, EV_2, EV_3 of the features that the classifier reads.
        public var explainedVariance: [Summary?]
        public var isoScoreFeatures: Summary?
        public var isoScoreTokens: Summary?
        public var seconds: Summary?

        enum CodingKeys: String, CodingKey {
            case name, title, runs, score, seconds
            case crossValidation = "cross_validation"
            case explainedVariance = "explained_variance"
            case isoScoreFeatures = "isoscore_features"
            case isoScoreTokens = "isoscore_tokens"
        }

        /// What runs of one method say together, folds with them; `nil` without runs.
        package init?(_ runs: [FinishedRun]) {
            guard let first = runs.first else { return nil }
            self.init(first.job.method, runs.map(\.results), headline: first.job.headline)
            crossValidation = CrossValidationResults(runs)
        }

        package init(_ method: Isotropy.Method, _ runs: [RunResults], headline: Metric) {
            func summary(
                largerIsBetter: Bool = true, _ value: (RunResults) -> Double?
            ) -> Summary? {
                guard !runs.isEmpty else { return nil }
                return Summary(
                    runs.map(value), collapsed: runs.count(where: \.hasCollapsed),
                    largerIsBetter: largerIsBetter)
            }
            name = method.name
            title = method.title
            self.runs = runs
            score = summary(largerIsBetter: headline.largerIsBetter, \.score)
            explainedVariance = (0..<3).map { k in
                summary(largerIsBetter: false) { run in
                    let values = run.isotropy.explainedVariance
                    return k < values.count ? values[k] : nil
                }
            }
            isoScoreFeatures = summary(\.isotropy.features)
            isoScoreTokens = summary(\.isotropy.tokens)
            seconds = summary(largerIsBetter: false, \.seconds)
        }
    }

    public var task: String
    /// The metric of `score`.
    public var headline: String
    /// The split of `score`; the best evaluation was chosen on the development set. `held_out` is all rows, each of
    /// them in the fold that was held out.
    public var split: String
    /// How many folds the rows are dealt into, each of which is held out in turn; `nil` without.
    public var folds: Int?
    /// With folds, the fewest of a run.
    public var trainingRows: Int
    /// Those of the training set, of which a limit may have taken a part.
    public var availableRows: Int
    /// With folds, all rows: each is in the fold of some run.
    public var developmentRows: Int
    public var testRows: Int
    /// In the order of the papers: plain, normalizers, lambdas, CosReg.
    public var methods: [Method]
    /// The folders of runs of the same tree that have not ended; they count nowhere.
    public var unfinished: [String]
    /// The folders of runs that stand where none of the tree does, such as copies; they count nowhere.
    public var leftOut: [String]

    enum CodingKeys: String, CodingKey {
        case task, headline, split, folds, methods, unfinished
        case leftOut = "left_out"
        case trainingRows = "training_rows"
        case availableRows = "training_rows_available"
        case developmentRows = "development_rows"
        case testRows = "test_rows"
    }

    /// - Parameters:
    ///   - runs: all that count, in any order.
    ///   - unfinished: the folders of those that have not ended.
    ///   - leftOut: the folders of runs that are none of the tree.
    init<Work: Workload>(
        _ work: Work, _ runs: [FinishedRun], _ rows: RowCounts,
        unfinished: [URL] = [], leftOut: [URL] = []
    ) {
        task = work.name
        headline = work.headline.name
        folds = work.crossValidation?.folds
        split = folds != nil ? PooledAnswers.set : rows.test > 0 ? "test" : "development"
        let ofFolds = folds == nil ? [] : runs.compactMap(\.results.rows)
        trainingRows = ofFolds.map(\.training).min() ?? rows.training
        availableRows = ofFolds.map(\.trainingAvailable).min() ?? rows.trainingAvailable
        developmentRows =
            folds == nil ? rows.development : rows.trainingAvailable + rows.development
        testRows = rows.test
        self.unfinished = unfinished.map(\.path)
        self.leftOut = leftOut.map(\.path)
        let names = Dictionary(grouping: runs, by: \.job.method.name)
        let methods = names.values.compactMap(\.first?.job.method)
            .sorted(by: Isotropy.Method.isInOrder)
        self.methods = methods.map { method in
            let own = (names[method.name] ?? []).sorted {
                ($0.job.seed, $0.number) < ($1.job.seed, $1.number)
            }
            return Method(own) ?? Method(method, [], headline: work.headline)
        }
    }
}
