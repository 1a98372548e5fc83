/// The tasks of one table, whose average it ends with.
public struct TaskGroup: Sendable {
    /// One task's place in the table.
    public struct Entry: Sendable, Equatable {
        /// As the table heads it, `SST-2`.
        public let title: String
        /// The names of the tasks that fill it: the same sentences may come from two archives.
        public let tasks: [String]
        /// Whose mean is the task's score, by their names in a run's results; empty for the headline.
        public let metrics: [String]

        package init(_ title: String, _ tasks: [String]? = nil, mean metrics: [String] = []) {
            self.title = title
            self.tasks = tasks ?? [title.lowercased()]
            self.metrics = metrics
        }
    }

    public let name: String
    public let entries: [Entry]

    /// The nine of GLUE's leaderboard (Wang et al. 2019), which counts the mean where a task has two
    /// metrics or two sets.
    public static let glue = TaskGroup(
        name: "glue",
        entries: [
            Entry("CoLA"), Entry("SST-2"), Entry("MRPC", mean: ["accuracy", "f1"]),
            Entry("STS-B", mean: ["pearson", "spearman"]), Entry("QQP", mean: ["accuracy", "f1"]),
            Entry("MNLI", mean: ["accuracy", "mismatched_accuracy"]),
            Entry("QNLI"), Entry("RTE"), Entry("WNLI"),
        ])

    /// Table 1 of Zhou et al. 2021.
    public static let isoBN = TaskGroup(
        name: "isobn",
        entries: ["MNLI", "QNLI", "RTE", "SST-2", "MRPC", "CoLA", "STS-B"].map { Entry($0) })

    /// The tasks of Rudman and Eickhoff 2024.
    public static let iStar = TaskGroup(
        name: "i-star",
        entries: ["SST-2", "QNLI", "RTE", "MRPC", "QQP", "CoLA", "STS-B"].map { Entry($0) } + [
            Entry("SST-5", ["sst-5-scores", "sst-5"]), Entry("SQuAD"),
        ])

    public static let all = [glue, isoBN, iStar]

    /// The unweighted mean of the entries' scores.
    ///
    /// - Parameter scores: one an entry, in their order.
    /// - Returns: `nil` unless every task has a score.
    public static func average(of scores: [Double?]) -> Double? {
        let values = scores.compactMap { $0 }
        guard !values.isEmpty, values.count == scores.count else { return nil }
        return values.reduce(0, +) / Double(values.count)
    }
}
