import Metrics

extension TaskDefinition {
    /// A rating of exactly 0 counts as positive: 37 of 10,605 rows.
    static let reviews = TaskDefinition(
        name: "reviews", summary: "movie-review snippets, negative or positive",
        measure: .classes(["negative", "positive"], by: [.accuracy, .f1, .matthews]),
        asset: "reviews",
        layout: .reviews(.cuts(Cuts(values: [0], tie: .awayFromZero), of: ratings)))

    /// The cuts at whole ratings give classes of similar size; see Documentation/data.md.
    static let fiveReviews = TaskDefinition(
        name: "reviews-5", summary: "movie-review snippets, five classes",
        measure: .classes(
            [
                "very negative", "negative", "neutral", "positive", "very positive",
            ], by: [.accuracy, .macroF1, .matthews]),
        asset: "reviews",
        layout: .reviews(.cuts(Cuts(values: [-2, -1, 1, 2], tie: .awayFromZero), of: ratings)))

    static let reviewScores = TaskDefinition(
        name: "reviews-score", summary: "movie-review snippets, mean rating from -4 to 4",
        measure: .scores(ratings, by: ScoreMetric.ofNumbers),
        asset: "reviews",
        layout: .reviews(.number))

    private static let ratings = -4.0...4.0
}

extension TaskLayout where Self == TableLayout {
    /// Hutto and Gilbert's snippets: identifier, mean rating, text; no header, no parts.
    fileprivate static func reviews(_ reading: TableTarget.Reading) -> TableLayout {
        TableLayout(
            files: .divided("movieReviewSnippets_GroundTruth.txt"), identifier: [.at(0)],
            first: .at(2), target: .at(1), reading: reading, width: 3)
    }
}
