extension TaskDefinition {
    /// Every known task of sentences, in the order in which lists show them.
    public static let all: [TaskDefinition] = [
        reviews, fiveReviews, reviewScores,
        cola, sst2, mrpc, stsb, qqp, mnli, qnli, rte, wnli,
        sst5, sst5Scores,
    ]
}

/// The tasks of one table, whose average it ends with.
public struct TaskGroup: Sendable {
    public let name: String
    /// The tasks' names.
    public let tasks: [String]

    /// The nine of GLUE's leaderboard.
    public static let glue = TaskGroup(
        name: "glue",
        tasks: ["cola", "sst-2", "mrpc", "sts-b", "qqp", "mnli", "qnli", "rte", "wnli"])
    /// Table 1 of Zhou et al. 2021.
    public static let isoBN = TaskGroup(
        name: "isobn", tasks: ["mnli", "qnli", "rte", "sst-2", "mrpc", "cola", "sts-b"])
    /// The tasks of Rudman and Eickhoff 2024.
    public static let iStar = TaskGroup(
        name: "i-star",
        tasks: ["sst-2", "qnli", "rte", "mrpc", "qqp", "cola", "sts-b", "sst-5", "squad"])

    public static let all = [glue, isoBN, iStar]

    /// The unweighted mean of the tasks' headline values, by their names.
    ///
    /// - Returns: `nil` unless every task of the group has a value; others are ignored.
    public func average(of headlines: [String: Double]) -> Double? {
        let values = tasks.compactMap { headlines[$0] }
        guard values.count == tasks.count else { return nil }
        return values.reduce(0, +) / Double(values.count)
    }
}
