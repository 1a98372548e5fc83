/// A metric by its name in results, before which the rows may stand that it is of: `mismatched_accuracy` of a
/// further set, `answerable_exact_match` of the questions with answers.
public struct NamedMetric: Sendable, Hashable {
    /// As results have it.
    public let name: String
    public let metric: Metric
    /// What it is of; `nil` for all rows of the set that is scored.
    public let part: String?

    /// `nil` for what is no metric, such as the threshold of the best one.
    public init?(_ name: String) {
        // The longest name that it ends with: `macro_f1`, not `f1`.
        let ends = Metric.all.filter { name == $0.name || name.hasSuffix("_" + $0.name) }
        guard let metric = ends.max(by: { $0.name.count < $1.name.count }) else { return nil }
        self.name = name
        self.metric = metric
        part = name == metric.name ? nil : String(name.dropLast(metric.name.count + 1))
    }

    /// For tables: `mismatched accuracy`.
    public var title: String { (part.map { "\($0) " } ?? "") + metric.displayName }

    /// Those of results, the headline first, then all metrics of the set that is scored, then those of its parts
    /// and of further sets.
    public static func all(in names: some Sequence<String>, headline: String) -> [NamedMetric] {
        names.compactMap { NamedMetric($0) }.sorted { one, other in
            one.place(headline) < other.place(headline)
        }
    }

    private func place(_ headline: String) -> (Int, String, Int) {
        (
            name == headline ? 0 : part == nil ? 1 : 2, part ?? "",
            Metric.all.firstIndex(of: metric) ?? 0
        )
    }
}
