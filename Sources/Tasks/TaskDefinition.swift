import Foundation
import Metrics

/// What distinguishes a task from the others, as data.
///
/// To add a task whose files are tab-separated, add a value to ``all``.
public struct TaskDefinition: Sendable {
    public enum Kind: Sendable, Equatable {
        /// The classes in the order of their indices.
        case classification(labels: [String])
        /// A real number; rows outside the range are refused.
        case regression(range: ClosedRange<Double>)

        /// A regression that takes every finite number.
        public static let anyNumber = Kind.regression(
            range: -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude)
    }

    /// The name in options and files, in small letters.
    public let name: String
    /// One line for lists of tasks.
    public let summary: String
    /// What its answers are, and what they are measured by.
    public private(set) var measure: Measure
    /// The asset that holds the data, for tasks that need no files from the user.
    public let asset: String?
    /// The row of the papers' code where it differs from their tables.
    private let publishedCodeHeadline: Metric?
    /// How its rows lie in files.
    public let layout: any TaskLayout

    public var kind: Kind { measure.kind }
    /// The classes in the order of their indices; `nil` for scores.
    public var labels: [String]? {
        if case .classification(let labels) = kind { labels } else { nil }
    }
    /// The label that F1 is of; `nil` where there are not two classes.
    public var positiveLabel: String? { measure.positiveLabel }
    public var metrics: [Metric] { measure.metrics }
    /// Decides early stopping and the choice of the best model: the first of `metrics`.
    public var headline: Metric { metrics[0] }
    /// Whether its examples are pairs of sentences.
    public var isPair: Bool { layout.isPair }

    /// - Parameters:
    ///   - measure: the first of its metrics is the headline.
    ///   - publishedCode: the headline by ``HeadlineRule/publishedCode``, where it is another.
    public init(
        name: String, summary: String, measure: Measure, asset: String? = nil,
        publishedCode: Metric? = nil, layout: any TaskLayout
    ) {
        precondition(!measure.metrics.isEmpty, "task \(name) has no metric")
        self.name = name
        self.summary = summary
        self.measure = measure
        self.asset = asset
        self.publishedCodeHeadline = publishedCode
        self.layout = layout
    }

    /// The task of that name, in any case of letters.
    public static func named(_ name: String) throws(DataError) -> TaskDefinition {
        guard case .sentences(let task) = try KnownTask.named(name) else {
            throw DataError(
                .init("task \(name) asks for answers in texts, not for a class or score"))
        }
        return task
    }

    /// The files that ``load(from:)`` reads.
    public func files(in directory: URL) throws(DataError) -> [URL] {
        var problems = DataError()
        let files = layout.files(in: directory, &problems)
        guard problems.isEmpty else { throw problems }
        return files
    }

    /// Reads the task's files in `directory`, or in its subfolder of the task's usual name (`RTE`).
    ///
    /// Every row is read or the load fails; the error lists the rows of all files that are wrong.
    public func load(from directory: URL) throws(DataError) -> TaskData {
        var problems = DataError()
        let data = layout.load(kind, from: directory, &problems)
        guard problems.isEmpty, let data else { throw problems }
        return data
    }

    /// The rows to predict for a submission, found as ``load(from:)`` finds its files; each set has
    /// the name of its file in the submission, as `MNLI-mm`.
    ///
    /// MNLI's sets include GLUE's diagnostic `AX` where its file is there. Every target is
    /// ``Target/unknown``. Empty for a task without such files.
    public func loadUnlabelled(from directory: URL) throws(DataError) -> [ExampleSet] {
        var problems = DataError()
        let sets = layout.loadUnlabelled(from: directory, &problems)
        guard problems.isEmpty else { throw problems }
        return sets
    }
}

/// Which publication's choice of headline metric a comparison follows.
public enum HeadlineRule: String, Sendable, CaseIterable {
    /// What the papers' tables hold: one metric a task.
    case paper
    /// What IsoBN's published code stops early on: the mean of all metrics of a task.
    case publishedCode = "published-code"
}

extension TaskDefinition {
    /// The headline metric by that rule.
    public func headline(by rule: HeadlineRule) -> Metric {
        switch rule {
        case .paper: headline
        case .publishedCode: publishedCodeHeadline ?? headline
        }
    }

    /// The same task, with F1 of that one of its two classes.
    public func finding(_ label: String) throws(DataError) -> TaskDefinition {
        var task = self
        task.measure = try measure.finding(label, task: name)
        return task
    }

    /// The same task, with another of its kind's metrics as the headline.
    public func reporting(_ metric: Metric) throws(DataError) -> TaskDefinition {
        var task = self
        task.measure = try measure.reporting(metric, task: name)
        return task
    }
}

extension TaskDefinition: CustomStringConvertible {
    public var description: String { name }
}
