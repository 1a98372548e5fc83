/// What is to be predicted for one row.
public enum Target: Sendable, Equatable {
    /// An index into the task's labels.
    case label(Int)
    case value(Double)
}

/// One row of a task.
public struct Example: Sendable, Equatable {
    /// Its name in its file, or its row's number from 0 where the file names none.
    public let identifier: String
    public let first: String
    /// The second sentence of a pair task.
    public let second: String?
    public let target: Target

    public init(identifier: String, first: String, second: String? = nil, target: Target) {
        self.identifier = identifier
        self.first = first
        self.second = second
        self.target = target
    }
}

/// The rows of a task, in the order of their files.
public struct TaskData: Sendable {
    public var train: [Example]
    public var development: [Example]
    /// Empty where the task's test labels are not public, as for GLUE.
    public var test: [Example]

    public init(train: [Example], development: [Example], test: [Example] = []) {
        self.train = train
        self.development = development
        self.test = test
    }
}
