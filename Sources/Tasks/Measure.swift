import Metrics
import Options

/// What a task's answers are, and the metrics that measure them, the headline first.
public enum Measure: Sendable, Equatable {
    /// The classes in the order of their indices; F1 is of the class `positive`.
    case classes([String], by: [ClassMetric], positive: Int = 1)
    /// Real numbers in a range.
    case scores(ClosedRange<Double>, by: [ScoreMetric])

    public var kind: TaskDefinition.Kind {
        switch self {
        case .classes(let labels, _, _): .classification(labels: labels)
        case .scores(let range, _): .regression(range: range)
        }
    }

    public var metrics: [Metric] {
        switch self {
        case .classes(_, let metrics, _): metrics.map(Metric.classes)
        case .scores(_, let metrics): metrics.map(Metric.scores)
        }
    }

    /// The metrics that can measure such answers: F1 of one class needs two classes.
    private var known: [Metric] {
        switch self {
        case .classes(let labels, _, _) where labels.count == 2:
            ClassMetric.allCases.map(Metric.classes)
        case .classes:
            ClassMetric.allCases.filter { $0 != .f1 && $0 != .accuracyF1 }.map(Metric.classes)
        case .scores: ScoreMetric.allCases.map(Metric.scores)
        }
    }

    /// The label that F1 is of; `nil` where no class is.
    package var positiveLabel: String? {
        guard case .classes(let labels, _, let positive) = self, labels.count == 2 else {
            return nil
        }
        return labels[positive]
    }

    /// The same, with F1 of another of two classes.
    package func finding(_ label: String, task: String) throws(DataError) -> Measure {
        guard case .classes(let labels, let metrics, _) = self, labels.count == 2 else {
            throw DataError(
                .init(
                    "task \(task) has no positive label: F1 of one class needs two classes; "
                        + "`macro_f1` is of all"))
        }
        guard let place = labels.firstIndex(where: { Array($0.utf8) == Array(label.utf8) }) else {
            throw DataError(
                .init(
                    "task \(task) has no label \(quoted(label)), but "
                        + "\(labels.map(quoted).joined(separator: " and "))"))
        }
        return .classes(labels, by: metrics, positive: place)
    }

    /// The same, with another of these answers' metrics as the headline.
    func reporting(_ metric: Metric, task: String) throws(DataError) -> Measure {
        switch (self, metric) {
        case (.classes(let labels, let metrics, let positive), .classes(let first))
        where known.contains(metric):
            .classes(labels, by: [first] + metrics.filter { $0 != first }, positive: positive)
        case (.scores(let range, let metrics), .scores(let first)):
            .scores(range, by: [first] + metrics.filter { $0 != first })
        default: throw .unfit(metric, task: task, known: known)
        }
    }
}

extension DataError {
    /// A metric of another kind of task.
    static func unfit(_ metric: Metric, task: String, known: [Metric]) -> DataError {
        DataError(
            .init(
                "task \(task) cannot be measured by \(metric.name); its kind has "
                    + "\(known.map(\.name).joined(separator: ", "))"))
    }
}
