/// What a model answers, or what is right: one entry a row.
public enum Predictions: Sendable, Equatable {
    /// Class indices, each in `0 ..< count`.
    case classes([Int], count: Int)
    case scores([Double])

    /// The number of rows.
    public var count: Int {
        switch self {
        case .classes(let classes, _): classes.count
        case .scores(let scores): scores.count
        }
    }
}

/// A measure of how well predictions fit targets, named so that tasks can list it as data.
///
/// In JSON a metric is its `name`.
public struct Metric: Sendable, Hashable {
    /// The name in files and options, as `pearson_spearman`.
    public let name: String
    /// The name in tables and figures, as `Pearson/Spearman`.
    public let displayName: String
    /// Whether it compares class indices; otherwise it compares real values.
    public let comparesClasses: Bool
    /// Whether a better model has the larger value; false for errors.
    public let largerIsBetter: Bool

    public static let accuracy = Metric("accuracy", "accuracy", classes: true)
    /// F1 of class 1, as GLUE counts it.
    public static let f1 = Metric("f1", "F1", classes: true)
    /// The mean of accuracy and F1 of class 1.
    public static let accuracyF1 = Metric("accuracy_f1", "accuracy/F1", classes: true)
    public static let macroF1 = Metric("macro_f1", "macro F1", classes: true)
    public static let matthews = Metric("matthews", "Matthews correlation", classes: true)
    public static let pearson = Metric("pearson", "Pearson", classes: false)
    public static let spearman = Metric("spearman", "Spearman", classes: false)
    /// The mean of Pearson's and Spearman's correlation.
    public static let pearsonSpearman = Metric(
        "pearson_spearman", "Pearson/Spearman", classes: false)
    public static let meanSquaredError = Metric(
        "mean_squared_error", "mean squared error", classes: false, largerIsBetter: false)

    public static let all: [Metric] = [
        accuracy, f1, accuracyF1, macroF1, matthews,
        pearson, spearman, pearsonSpearman, meanSquaredError,
    ]

    /// The share of questions that are answered in exactly the accepted words.
    public static let exactMatch = Metric("exact_match", "exact match", classes: false)
    /// The mean F1 of the words of an answer.
    public static let answerF1 = Metric("answer_f1", "F1", classes: false)

    /// The metric of that name; `nil` where there is none.
    public init?(named name: String) {
        let all = Metric.all + Metric.ofAnswers
        guard let metric = all.first(where: { $0.name == name }) else { return nil }
        self = metric
    }

    /// What ``AnswerReport`` holds; ``evaluate(predictions:targets:)`` takes none of them.
    public static let ofAnswers: [Metric] = [exactMatch, answerF1]

    private init(
        _ name: String, _ displayName: String, classes: Bool, largerIsBetter: Bool = true
    ) {
        self.name = name
        self.displayName = displayName
        self.comparesClasses = classes
        self.largerIsBetter = largerIsBetter
    }

    /// The value over all rows.
    ///
    /// Both sides must be of the kind that ``comparesClasses`` tells, and equally long.
    /// - Returns: `nil` where the metric is undefined: no rows, for correlations of real values a
    ///   constant side, and where a value is not finite.
    public func evaluate(predictions: Predictions, targets: Predictions) -> Double? {
        switch (predictions, targets) {
        case (.classes(let answers, let count), .classes(let truths, let truthCount)):
            precondition(count == truthCount, "\(count) classes against \(truthCount)")
            let known = 0..<count
            precondition(
                answers.allSatisfy(known.contains) && truths.allSatisfy(known.contains),
                "a class index lies outside \(known)")
            return evaluate(answers, truths)
        case (.scores(let answers), .scores(let truths)):
            return evaluate(answers, truths)
        default:
            preconditionFailure("\(name): class indices against real values")
        }
    }

    /// Whether one value is that of a better model than another; undefined is worse than any value,
    /// and no value is better than itself.
    public func isBetter(_ value: Double?, than other: Double?) -> Bool {
        guard let value else { return false }
        guard let other else { return true }
        return largerIsBetter ? value > other : value < other
    }

    private func evaluate(_ answers: [Int], _ truths: [Int]) -> Double? {
        switch self {
        case .accuracy: return Metrics.accuracy(answers, targets: truths)
        case .f1: return Metrics.f1(answers, targets: truths)
        case .macroF1: return Metrics.macroF1(answers, targets: truths)
        case .matthews: return matthewsCorrelation(answers, targets: truths)
        case .accuracyF1:
            guard let accuracy = Metrics.accuracy(answers, targets: truths),
                let f1 = Metrics.f1(answers, targets: truths)
            else { return nil }
            return (accuracy + f1) / 2
        default: preconditionFailure("\(name) compares real values, not classes")
        }
    }

    private func evaluate(_ answers: [Double], _ truths: [Double]) -> Double? {
        switch self {
        case .pearson: return pearsonCorrelation(answers, targets: truths)
        case .spearman: return spearmanCorrelation(answers, targets: truths)
        case .meanSquaredError: return Metrics.meanSquaredError(answers, targets: truths)
        case .pearsonSpearman:
            guard let pearson = pearsonCorrelation(answers, targets: truths),
                let spearman = spearmanCorrelation(answers, targets: truths)
            else { return nil }
            return (pearson + spearman) / 2
        default: preconditionFailure("\(name) does not compare real values")
        }
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
            let known = (Metric.all + Metric.ofAnswers).map(\.name).joined(separator: ", ")
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
