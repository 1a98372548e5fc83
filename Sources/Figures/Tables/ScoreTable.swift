/// Scores of models and methods on several tasks, as papers print them: sections of rows, one a model.
public struct ScoreTable: Sendable {
    public struct Column: Sendable {
        public var title: String
        /// What is scored, below the title.
        public var subtitle: String
        /// Which part of the data is scored, below that; empty where the column has no numbers of
        /// its own.
        public var split: String
        /// How many rows these are; `nil` where nobody counted.
        public var rows: Int?
        public var scale: Scale
        public var higherIsBetter: Bool

        public init(
            _ title: String, _ subtitle: String, split: String, rows: Int? = nil,
            scale: Scale = .percent, higherIsBetter: Bool = true
        ) {
            self.title = title
            self.subtitle = subtitle
            self.split = split
            self.rows = rows
            self.scale = scale
            self.higherIsBetter = higherIsBetter
        }

        /// What is scored, with the unit in which it is shown; empty where nothing is.
        var heading: String { subtitle.isEmpty ? "" : subtitle + scale.suffix }

        /// `408 rows`; empty where nobody counted.
        var rowCount: String { rows.flatMap { CountRange([$0])?.text("row") } ?? "" }
    }

    /// How scores are shown.
    public enum Scale: Sendable {
        /// Shares, in percent.
        case percent
        /// Correlations, a hundredfold, as papers show them.
        case hundredfold
        /// As they are.
        case plain

        var factor: Double { self == .plain ? 1 : 100 }

        var suffix: String {
            switch self {
            case .percent: " (%)"
            case .hundredfold: " (×100)"
            case .plain: ""
            }
        }
    }

    /// A number over the seeds, and its spread.
    public struct Score: Sendable {
        /// `nil` where the seeds have none together.
        public var value: Double?
        public var deviation: Double?
        /// `nil` for a number that is not over seeds, as an average of tasks.
        public var seeds: SeedCount?

        public init(_ value: Double?, deviation: Double? = nil, seeds: SeedCount? = nil) {
            self.value = value
            self.deviation = deviation
            self.seeds = seeds
        }
    }

    public struct Row: Sendable {
        public var name: String
        /// One a column; `nil` where there is none.
        public var scores: [Score?]

        public init(_ name: String, _ scores: [Score?]) {
            self.name = name
            self.scores = scores
        }

        /// How many seeds the row's scores are of, each number once; with folds, how many of these too.
        var seedCounts: Set<SeedCount> { Set(scores.compactMap { $0?.seeds?.all }) }
    }

    /// The rows of one model, among which the best of a column is marked.
    public struct Section: Sendable {
        public var name: String
        public var rows: [Row]

        public init(_ name: String, _ rows: [Row]) {
            self.name = name
            self.rows = rows
        }
    }

    /// How a spread stands behind its number.
    public enum Spread: Sendable { case parentheses, plusMinus }

    public var columns: [Column]
    public var sections: [Section]
    public var spread: Spread
    /// What has to be said of the columns, below the table.
    public var notes: [String]

    public init(
        columns: [Column], sections: [Section], spread: Spread, notes: [String] = []
    ) {
        self.columns = columns
        self.sections = sections
        self.spread = spread
        self.notes = notes
    }
}
