/// What is to be predicted for one row.
public enum Target: Sendable, Hashable {
    /// An index into the task's labels.
    case label(Int)
    case value(Double)
    /// Kept by the benchmark: the row is there to be predicted, and cannot be scored.
    case unknown
}

extension Target {
    /// The class of a row.
    /// - Precondition: the task classifies.
    package var label: Int {
        guard case .label(let label) = self else {
            preconditionFailure("a score where a label is classified")
        }
        return label
    }

    /// The score of a row.
    /// - Precondition: the task is a regression.
    package var value: Double {
        guard case .value(let value) = self else {
            preconditionFailure("a label where a score is predicted")
        }
        return value
    }
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

/// Rows under a name, as MNLI's `mismatched` development set.
public struct ExampleSet: Sendable, Equatable {
    public let name: String
    public let examples: [Example]

    public init(name: String, examples: [Example]) {
        self.name = name
        self.examples = examples
    }
}

/// The rows of a task, in the order of their files.
public struct TaskData: Sendable {
    public var train: [Example]
    /// Decides early stopping and the choice of the best model.
    public var development: [Example]
    /// Development sets beside the first, which are reported and decide nothing: MNLI's
    /// `mismatched`.
    public var furtherDevelopment: [ExampleSet]
    /// Empty where the task's test labels are not public, as for GLUE.
    public var test: [Example]

    /// Every labelled part by its name, as ``OfficialCounts`` has them.
    public var sets: [ExampleSet] {
        [
            ExampleSet(name: "train", examples: train),
            ExampleSet(name: "development", examples: development),
        ] + furtherDevelopment
            + (test.isEmpty ? [] : [ExampleSet(name: "test", examples: test)])
    }

    public init(
        train: [Example], development: [Example], furtherDevelopment: [ExampleSet] = [],
        test: [Example] = []
    ) {
        self.train = train
        self.development = development
        self.furtherDevelopment = furtherDevelopment
        self.test = test
    }
}
