import Metrics

/// What judges a run: the development set, which chooses the best model, and the test set, where its
/// labels are public.
package protocol Judge {
    /// Decides early stopping and the choice of the best model.
    var headline: Metric { get }

    /// Measures the model as it is.
    func development() throws -> Judgement

    /// What the test set says; without metrics where there is none.
    func test() throws -> Findings
}

/// What labelled rows say of a model.
public struct Findings: Sendable, Equatable {
    /// By name; `nil` where one is undefined.
    public var metrics: [String: Double?] = [:]
    /// What the model answers to every row of a set, by the set's name, where it answers one thing
    /// only though what is right differs.
    public var onlyAnswers: [String: String] = [:]

    public init() {}

    /// This and what other sets say.
    public func merging(_ other: Findings) -> Findings {
        var merged = self
        merged.metrics.merge(other.metrics) { $1 }
        merged.onlyAnswers.merge(other.onlyAnswers) { $1 }
        return merged
    }

    /// One sentence a set that has only one answer.
    public var notices: [String] { Self.notices(onlyAnswers) }

    /// The same of only answers by the names of sets.
    package static func notices(_ onlyAnswers: [String: String]) -> [String] {
        onlyAnswers.sorted { $0.key < $1.key }.map { set, answer in
            "every row of the \(set) set is given the same answer: "
                + (answer.isEmpty ? "none" : answer)
        }
    }
}

/// What the development set says of a model.
package struct Judgement {
    package let findings: Findings
    package let isotropy: IsotropyRecord
    /// An output that is infinite or not a number.
    package let notFinite: Double?
    /// Writes the model's answers into a run's folder.
    package let writePredictions: (RunDirectory) throws -> Void
}
