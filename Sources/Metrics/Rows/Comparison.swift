/// What a model answers beside what is right, row by row, with the metrics that such rows have.
public enum Comparison: Sendable, Equatable {
    /// Indices into the labels; `positive` is the class that F1 is of.
    case classes(
        [Int], targets: [Int], labels: [String], positive: Int = 1, metrics: [ClassMetric])
    case scores([Double], targets: [Double], metrics: [ScoreMetric])

    /// The metrics' values by their names; `nil` where one is undefined.
    public var values: [String: Double?] {
        switch self {
        case .classes(let answers, let targets, let labels, let positive, let metrics):
            let known = labels.indices
            precondition(
                answers.allSatisfy(known.contains) && targets.allSatisfy(known.contains),
                "a class index lies outside \(known)")
            return Dictionary(
                uniqueKeysWithValues: metrics.map {
                    (
                        $0.rawValue,
                        $0.evaluate(answers, targets: targets, positive: positive)
                    )
                })
        case .scores(let answers, let targets, let metrics):
            return Dictionary(
                uniqueKeysWithValues: metrics.map {
                    ($0.rawValue, $0.evaluate(answers, targets: targets))
                })
        }
    }

    /// Why metrics are undefined, in words, by their names; of those that are defined, nothing.
    public var undefined: [String: String] {
        switch self {
        case .classes(_, let targets, _, _, let metrics):
            targets.isEmpty
                ? Dictionary(
                    uniqueKeysWithValues: metrics.map { ($0.rawValue, "there is no row") }) : [:]
        case .scores(let answers, let targets, let metrics):
            Dictionary(
                uniqueKeysWithValues: metrics.compactMap { metric in
                    metric.objection(answers, targets: targets).map { (metric.rawValue, $0) }
                })
        }
    }

    public var predictions: Predictions {
        switch self {
        case .classes(let answers, _, let labels, _, _): .classes(answers, count: labels.count)
        case .scores(let answers, _, _): .scores(answers)
        }
    }

    /// How well each class is told; `nil` for scores, and without rows.
    public var classReport: ClassReport? {
        guard case .classes(let answers, let targets, let labels, _, _) = self else { return nil }
        return ClassReport(answers, targets: targets, labels: labels)
    }

    /// The one answer to every row, where there is only one though what is right differs: a label, or
    /// a score.
    public var onlyAnswer: String? {
        switch self {
        case .classes(let answers, let targets, let labels, _, _):
            hasCollapsed(answers, targets: targets) ? labels[answers[0]] : nil
        case .scores(let answers, let targets, _):
            hasCollapsed(answers, targets: targets) ? "\(answers[0])" : nil
        }
    }
}
