import Metrics
import Options

/// A task of either kind.
public enum KnownTask: Sendable {
    case sentences(TaskDefinition)
    case questions(QuestionTask)

    public static let all =
        TaskDefinition.all.map(KnownTask.sentences) + QuestionTask.all.map(KnownTask.questions)

    public var name: String {
        switch self {
        case .sentences(let task): task.name
        case .questions(let task): task.name
        }
    }

    public var summary: String {
        switch self {
        case .sentences(let task): task.summary
        case .questions(let task): task.summary
        }
    }

    /// The same task, with another of its kind's metrics as the headline.
    public func reporting(_ metric: Metric) throws(DataError) -> KnownTask {
        switch self {
        case .sentences(let task): .sentences(try task.reporting(metric))
        case .questions(let task): .questions(try task.reporting(metric))
        }
    }

    /// The task of that name, in any case of letters.
    /// - Throws: for another name, with the one that was probably meant, and all that there are, `custom` for
    ///   files of the user's own among them.
    public static func named(_ name: String) throws(DataError) -> KnownTask {
        if let task = all.first(where: { $0.name == name.lowercased() }) { return task }
        let known = all.map(\.name) + [TaskDefinition.customName]
        throw DataError(
            .init("no task is named \(quoted(name))\(knownWords(besides: name, known))"))
    }
}
