import Metrics
import Options

/// What labelled rows say of a model.
public struct Findings: Sendable, Equatable {
    /// By name; `nil` where one is undefined.
    public var metrics: [String: Double?] = [:]
    /// What the model answers to every row of a set, by the set's name, where it answers one thing
    /// only though what is right differs.
    public var onlyAnswers: [String: String] = [:]
    /// How well each class is told, by the sets' names; empty for scores and answers in texts.
    public var classReports: [String: ClassReport] = [:]

    public init() {}

    /// This and what other sets say.
    public func merging(_ other: Findings) -> Findings {
        var merged = self
        merged.metrics.merge(other.metrics) { $1 }
        merged.onlyAnswers.merge(other.onlyAnswers) { $1 }
        merged.classReports.merge(other.classReports) { $1 }
        return merged
    }

    /// One sentence a set that has only one answer.
    public var notices: [Message] { Self.notices(onlyAnswers) }

    /// The same of only answers by the names of sets.
    package static func notices(_ onlyAnswers: [String: String]) -> [Message] {
        onlyAnswers.sorted { $0.key < $1.key }.map { set, answer in
            "every row of the \(set) set is given the same answer: \(answer.isEmpty ? "none" : answer)"
        }
    }
}
