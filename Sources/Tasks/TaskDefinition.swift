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
    }

    /// The name in options and files, in small letters.
    public let name: String
    /// One line for lists of tasks.
    public let summary: String
    public let kind: Kind
    /// The asset that holds the data, for tasks that need no files from the user.
    public let asset: String?
    /// Decides early stopping and the choice of the best model; one of `metrics`.
    public let headline: Metric
    public let metrics: [Metric]
    package let layout: TableLayout

    /// Whether its examples are pairs of sentences.
    public var isPair: Bool { layout.second != nil }

    /// - Parameter metrics: the first is the headline.
    package init(
        name: String, summary: String, kind: Kind, asset: String? = nil, metrics: [Metric],
        layout: TableLayout
    ) {
        precondition(!metrics.isEmpty, "task \(name) has no metric")
        self.name = name
        self.summary = summary
        self.kind = kind
        self.asset = asset
        self.headline = metrics[0]
        self.metrics = metrics
        self.layout = layout
    }

    /// The task of that name, in any case of letters.
    public static func named(_ name: String) throws(DataError) -> TaskDefinition {
        if let task = all.first(where: { $0.name == name.lowercased() }) { return task }
        let known = all.map(\.name).joined(separator: ", ")
        throw DataError(.init("no task is named \(quoted(name)); known are \(known)"))
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
}

extension TaskDefinition: CustomStringConvertible {
    public var description: String { name }
}
