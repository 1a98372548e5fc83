extension TaskDefinition {
    /// Every known task of sentences, in the order in which lists show them.
    public static let all: [TaskDefinition] = [
        reviews, fiveReviews, reviewScores,
        cola, sst2, mrpc, stsb, qqp, mnli, qnli, rte, wnli,
        sst5, sst5Scores,
    ]
}
