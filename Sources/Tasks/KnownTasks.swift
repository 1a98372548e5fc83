import Metrics

extension TaskDefinition {
    /// Every known task, in the order in which lists show them.
    public static let all: [TaskDefinition] = [reviews, fiveReviews, reviewScores, rte, mrpc]

    /// A rating of exactly 0 counts as positive: 37 of 10,605 rows.
    static let reviews = TaskDefinition(
        name: "reviews", summary: "movie-review snippets, negative or positive",
        kind: .classification(labels: ["negative", "positive"]),
        asset: "reviews", metrics: [.accuracy, .f1, .matthews],
        layout: .reviews(.cuts([0], of: ratings)))

    /// The cuts at whole ratings give classes of similar size; see Documentation/data.md.
    static let fiveReviews = TaskDefinition(
        name: "reviews-5", summary: "movie-review snippets, five classes",
        kind: .classification(labels: [
            "very negative", "negative", "neutral", "positive", "very positive",
        ]),
        asset: "reviews", metrics: [.accuracy, .macroF1, .matthews],
        layout: .reviews(.cuts([-2, -1, 1, 2], of: ratings)))

    static let reviewScores = TaskDefinition(
        name: "reviews-score", summary: "movie-review snippets, mean rating from -4 to 4",
        kind: .regression(range: ratings),
        asset: "reviews",
        metrics: [.pearsonSpearman, .pearson, .spearman, .meanSquaredError],
        layout: .reviews(.number))

    static let rte = TaskDefinition(
        name: "rte", summary: "GLUE: does the first text entail the second?",
        kind: .classification(labels: ["entailment", "not_entailment"]),
        metrics: [.accuracy],
        layout: TableLayout(
            files: .glue(folder: "RTE"), identifier: ["index"],
            first: "sentence1", second: "sentence2",
            target: "label", reading: .spelled(["entailment", "not_entailment"])))

    static let mrpc = TaskDefinition(
        name: "mrpc", summary: "GLUE: do two sentences of news say the same?",
        kind: .classification(labels: ["not_equivalent", "equivalent"]),
        metrics: [.accuracy, .f1],
        layout: TableLayout(
            files: .glue(folder: "MRPC"), identifier: ["#1 ID", "#2 ID"],
            first: "#1 String", second: "#2 String",
            target: "Quality", reading: .spelled(["0", "1"])))

    private static let ratings = -4.0...4.0
}

extension TableLayout {
    /// Hutto and Gilbert's snippets: identifier, mean rating, text; no header, no parts.
    fileprivate static func reviews(_ reading: TargetReading) -> TableLayout {
        TableLayout(
            files: .divided("movieReviewSnippets_GroundTruth.txt"), identifier: [.at(0)],
            first: .at(2), target: .at(1), reading: reading, width: 3)
    }
}
