import Metrics

/// The runs of an experiment and what they say together: the `results.json` above several runs.
public struct ExperimentResults: Sendable, Codable {
    /// One method over its seeds.
    public struct Method: Sendable, Codable {
        public var name: String
        public var title: String
        public var runs: [RunResults]
        /// Over the seeds, all of them; `nil` without runs.
        public var score: Summary?
        /// EV_1, EV_2, EV_3 of the features that the classifier reads.
        public var explainedVariance: [Summary?]
        public var isoScoreFeatures: Summary?
        public var isoScoreTokens: Summary?
        public var seconds: Summary?

        enum CodingKeys: String, CodingKey {
            case name, title, runs, score, seconds
            case explainedVariance = "explained_variance"
            case isoScoreFeatures = "isoscore_features"
            case isoScoreTokens = "isoscore_tokens"
        }

        init(_ method: MethodOptions, _ runs: [RunResults], headline: Metric) {
            func summary(
                largerIsBetter: Bool = true, _ value: (RunResults) -> Double?
            ) -> Summary? {
                Summary(
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
    /// The split of `score`; the best evaluation was chosen on the development set.
    public var split: String
    public var trainingRows: Int
    /// Those of the training set, of which a limit may have taken a part.
    public var availableRows: Int
    public var developmentRows: Int
    public var testRows: Int
    public var methods: [Method]

    enum CodingKeys: String, CodingKey {
        case task, headline, split, methods
        case trainingRows = "training_rows"
        case availableRows = "training_rows_available"
        case developmentRows = "development_rows"
        case testRows = "test_rows"
    }

    package init(
        task: String, headline: Metric, methods: [MethodOptions], runs: [RunResults],
        trainingRows: Int, availableRows: Int, developmentRows: Int, testRows: Int
    ) {
        self.task = task
        self.headline = headline.name
        split = testRows > 0 ? "test" : "development"
        self.trainingRows = trainingRows
        self.availableRows = availableRows
        self.developmentRows = developmentRows
        self.testRows = testRows
        self.methods = methods.map { method in
            Method(method, runs.filter { $0.method == method.name }, headline: headline)
        }
    }
}
