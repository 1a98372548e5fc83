/// A measure of how well predictions fit targets, named so that files, options and tables can list it.
///
/// What it compares decides its kind: each kind is a type of its own, whose arithmetic takes nothing
/// else. In JSON a metric is its `name`.
public enum Metric: Sendable, Hashable {
    case classes(ClassMetric)
    case scores(ScoreMetric)
    case answers(AnswerMetric)

    public static let all =
        ClassMetric.allCases.map(Metric.classes) + ScoreMetric.allCases.map(Metric.scores)
        + AnswerMetric.allCases.map(Metric.answers)

    /// The metric of that name; `nil` where there is none.
    public init?(named name: String) {
        guard let metric = Metric.all.first(where: { $0.name == name }) else { return nil }
        self = metric
    }

    /// The name in files and options, as `pearson_spearman`.
    public var name: String {
        switch self {
        case .classes(let metric): metric.rawValue
        case .scores(let metric): metric.rawValue
        case .answers(let metric): metric.rawValue
        }
    }

    /// The name in tables and figures, as `Pearson/Spearman`.
    public var displayName: String {
        switch self {
        case .classes(let metric): metric.displayName
        case .scores(let metric): metric.displayName
        case .answers(let metric): metric.displayName
        }
    }

    /// Whether tables and figures show it in per cent.
    public var isPercentage: Bool {
        switch self {
        case .classes, .answers: true
        case .scores: false
        }
    }

    /// Whether a better model has the larger value; false for errors.
    public var largerIsBetter: Bool {
        switch self {
        case .classes, .answers: true
        case .scores(let metric): metric.largerIsBetter
        }
    }

    /// Whether it is a correlation, -1 ... 1, which the tables of papers show a hundredfold.
    public var isCorrelation: Bool {
        switch self {
        case .classes(let metric): metric == .matthews
        case .scores(let metric): metric.isCorrelation
        case .answers: false
        }
    }

    /// Whether one value is that of a better model than another; undefined is worse than any value,
    /// and no value is better than itself.
    public func isBetter(_ value: Double?, than other: Double?) -> Bool {
        guard let value else { return false }
        guard let other else { return true }
        return largerIsBetter ? value > other : value < other
    }
}

extension Metric: CustomStringConvertible {
    public var description: String { name }
}

extension Metric: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let name = try container.decode(String.self)
        guard let metric = Metric(named: name) else {
            let known = Metric.all.map(\.name).joined(separator: ", ")
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "no metric \(name); known are \(known)")
        }
        self = metric
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}
