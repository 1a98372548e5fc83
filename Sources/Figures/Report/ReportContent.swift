import Metrics

/// Everything that a report shows: plain data, filled in by whoever ran the training.
///
/// A number that could not be computed is `nil` or NaN; it is shown as a dash or a gap.
public struct ReportContent: Sendable, Equatable {
    /// How the task is scored.
    public struct Metric: Sendable, Equatable {
        /// As it reads in a sentence: "accuracy".
        public var name: String
        /// Whether values of 0 to 1 are shown as per cent.
        public var isPercentage: Bool
        public var higherIsBetter: Bool

        public init(_ name: String, isPercentage: Bool = true, higherIsBetter: Bool = true) {
            self.name = name
            self.isPercentage = isPercentage
            self.higherIsBetter = higherIsBetter
        }
    }

    /// A name and its value: a setting, a version.
    public struct Entry: Sendable, Equatable {
        public var name: String
        public var value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// An option, and what it is with each method.
    public struct Difference: Sendable, Equatable {
        public var name: String
        /// One a method.
        public var values: [String]

        public init(_ name: String, _ values: [String]) {
            self.name = name
            self.values = values
        }
    }

    /// What every page says of the program that wrote it.
    public static let generator = Page.generator

    public var title: String
    /// One paragraph: what was run, on what, and why.
    public var summary: String
    public var metric: Metric
    /// Which part of the data was scored, as it reads in a sentence: "dev".
    public var split: String
    /// Which part the measures of isotropy are of.
    public var isotropySplit: String
    /// The first is the baseline and is drawn in a neutral colour.
    public var methods: [MethodResult]
    /// The encoder before training, a dotted line in the figures of isotropy.
    public var pretrained: IsotropyMeasures?
    /// Options in which the methods' runs differ, where their names do not say it: each with a value a method.
    public var differences: [Difference] = []
    /// What else can be drawn of the runs, after the figures that every report has.
    public var furtherFigures: [Figure] = []
    public var settings: [Entry]
    /// Versions and hardware.
    public var environment: [Entry]
    /// What to type to get the same numbers again.
    public var command: String
    /// Remarks that belong below the table.
    public var notes: [String]
    /// Runs that the numbers are without, and what became of each.
    public var missing: [Entry] = []

    public init(
        title: String, summary: String = "", metric: Metric, split: String = "dev",
        isotropySplit: String? = nil, methods: [MethodResult], pretrained: IsotropyMeasures? = nil,
        settings: [Entry] = [],
        environment: [Entry] = [], command: String = "", notes: [String] = []
    ) {
        self.title = title
        self.summary = summary
        self.metric = metric
        self.split = split
        self.isotropySplit = isotropySplit ?? split
        self.methods = methods
        self.pretrained = pretrained
        self.settings = settings
        self.environment = environment
        self.command = command
        self.notes = notes
    }
}

/// How isotropic one encoder's representations are.
public struct IsotropyMeasures: Sendable, Equatable {
    /// EV_k of the [CLS] embeddings for k = 1, 2, 3 … (Eq. 9 of Zhou et al. 2021).
    public var evCurve: [Double]
    public var isoScoreCLS: Double?
    public var isoScoreTokens: Double?
    /// IsoScore of the tokens of each layer; index 0 is the embedding layer.
    public var isoScoreByLayer: [Double]
    /// How many [CLS] vectors were measured, and how many of tokens, each once a layer; `nil` where nobody
    /// counted.
    public var vectorsCLS, vectorsTokens: Int?

    public init(
        evCurve: [Double] = [], isoScoreCLS: Double? = nil, isoScoreTokens: Double? = nil,
        isoScoreByLayer: [Double] = [], vectorsCLS: Int? = nil, vectorsTokens: Int? = nil
    ) {
        self.vectorsCLS = vectorsCLS
        self.vectorsTokens = vectorsTokens
        self.evCurve = evCurve
        self.isoScoreCLS = isoScoreCLS
        self.isoScoreTokens = isoScoreTokens
        self.isoScoreByLayer = isoScoreByLayer
    }
}

/// One method's runs.
public struct MethodResult: Sendable, Equatable {
    public var name: String
    public var seeds: [SeedResult]
    /// Every metric of the rows that are scored, the task's own first; empty where only that is known.
    public var metrics: [MetricScores]
    /// What one answer to every row would reach on these rows; `nil` where nobody asked.
    public var baseline: BaselineScore?
    /// The label that F1 is of; `nil` where no metric is of one class.
    public var positiveLabel: String?
    /// What the folds of its seeds say together; `nil` outside of cross-validation.
    public var crossValidation: CrossValidatedScores?

    public init(
        name: String, seeds: [SeedResult], metrics: [MetricScores] = [],
        baseline: BaselineScore? = nil, positiveLabel: String? = nil,
        crossValidation: CrossValidatedScores? = nil
    ) {
        self.positiveLabel = positiveLabel
        self.name = name
        self.seeds = seeds
        self.metrics = metrics
        self.baseline = baseline
        self.crossValidation = crossValidation
    }

    /// One number of each seed together.
    func summary(
        higherIsBetter: Bool = true, _ value: (SeedResult) -> Double?
    ) -> Summary {
        Summary(
            seeds.map(value), collapsed: seeds.count(where: \.hasCollapsed),
            largerIsBetter: higherIsBetter)
    }
}

/// One run: a seed, or with cross-validation a fold of one.
public struct SeedResult: Sendable, Equatable {
    public var seed: UInt64
    /// The task's metric, 0 to 1 where it is a percentage.
    public var metric: Double?
    /// How many rows it is of; `nil` where nobody counted.
    public var rows: Int?
    /// Whether the model gives one answer to every row that was scored.
    public var hasCollapsed: Bool
    public var isotropy: IsotropyMeasures
    /// The training loss of every optimizer step, in order.
    public var losses: [Double]
    public var seconds: Double?
    /// How well each class is told; `nil` for scores and answers in texts.
    public var classReport: ClassReport?

    public init(
        seed: UInt64, metric: Double?, rows: Int? = nil, hasCollapsed: Bool = false,
        isotropy: IsotropyMeasures = IsotropyMeasures(), losses: [Double] = [],
        seconds: Double? = nil, classReport: ClassReport? = nil
    ) {
        self.seed = seed
        self.metric = metric
        self.rows = rows
        self.hasCollapsed = hasCollapsed
        self.isotropy = isotropy
        self.losses = losses
        self.seconds = seconds
        self.classReport = classReport
    }
}
