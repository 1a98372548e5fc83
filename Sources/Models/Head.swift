import Tasks

/// What a classifier's outputs mean.
public enum Head: Sendable, Equatable {
    /// One output a label.
    case classification(labels: [String])
    /// One output, the score itself.
    case regression

    public init(_ kind: TaskDefinition.Kind) {
        switch kind {
        case .classification(let labels): self = .classification(labels: labels)
        case .regression: self = .regression
        }
    }

    /// What a task of these outputs asks for; any finite number where they are a score.
    public var kind: TaskDefinition.Kind {
        switch self {
        case .classification(let labels): .classification(labels: labels)
        case .regression: .anyNumber
        }
    }

    /// The names of the outputs, as a checkpoint has them.
    package var labels: [String] {
        switch self {
        case .classification(let labels): labels
        case .regression: ["score"]
        }
    }

    public var outputCount: Int {
        switch self {
        case .classification(let labels): labels.count
        case .regression: 1
        }
    }
}
