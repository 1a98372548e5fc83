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

    /// What one answer to every row would reach on the same rows, by the sets' names; empty for answers in
    /// texts.
    public var baselines: [String: Baseline] = [:]
    /// Why metrics are undefined, in words, by their names.
    public var undefined: [String: String] = [:]

    public init() {}

    /// - Parameters:
    ///   - comparison: of a model's answers with what is right.
    ///   - set: the name of the rows.
    ///   - isFurther: whether metrics have that name before them: `mismatched_accuracy`.
    package init(_ comparison: Comparison, of set: String, isFurther: Bool = false) {
        func named<Value>(_ values: [String: Value]) -> [String: Value] {
            guard isFurther else { return values }
            return Dictionary(
                uniqueKeysWithValues: values.map { ("\(set)_\($0.key)", $0.value) })
        }
        metrics = named(comparison.values)
        undefined = named(comparison.undefined)
        onlyAnswers[set] = comparison.onlyAnswer
        classReports[set] = comparison.classReport
        baselines[set] = comparison.baseline
    }

    /// This and what other sets say.
    public func merging(_ other: Findings) -> Findings {
        var merged = self
        merged.metrics.merge(other.metrics) { $1 }
        merged.onlyAnswers.merge(other.onlyAnswers) { $1 }
        merged.classReports.merge(other.classReports) { $1 }
        merged.baselines.merge(other.baselines) { $1 }
        merged.undefined.merge(other.undefined) { $1 }
        return merged
    }

    /// One sentence a set that has only one answer.
    public var notices: [Message] { Self.notices(onlyAnswers) }

    /// The same of only answers by the names of sets.
    /// - Parameter development: what the development set is called.
    package static func notices(
        _ onlyAnswers: [String: String], development: String = "development set"
    ) -> [Message] {
        onlyAnswers.sorted { $0.key < $1.key }.map { set, answer in
            let name = set == "development" ? development : "\(set.replacing("_", with: "-")) set"
            return "every row of the \(name) is given the same answer: "
                + "\(answer.isEmpty ? "none" : shownLabel(answer))"
        }
    }
}
