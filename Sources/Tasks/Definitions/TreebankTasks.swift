import Metrics

/// The Stanford Sentiment Treebank (Socher et al. 2013) in five classes.
extension TaskDefinition {
    static let sst5 = TaskDefinition(
        name: "sst-5", summary: "sentences of film reviews, five classes, from labelled trees",
        measure: .classes(fiveSentiments, by: [.accuracy, .macroF1]),
        layout: TreeLayout(classCount: fiveSentiments.count))

    /// The same sentences from the archive of scores; a score equal to a cut goes to the class
    /// below, as the archive's own notes have it.
    static let sst5Scores = TaskDefinition(
        name: "sst-5-scores",
        summary: "the same sentences, five classes cut from scores at .2 .4 .6 .8",
        measure: .classes(fiveSentiments, by: [.accuracy, .macroF1]),
        layout: ScoredPhraseLayout(cuts: Cuts(values: [0.2, 0.4, 0.6, 0.8], tie: .below)))

    private static let fiveSentiments = [
        "very negative", "negative", "neutral", "positive", "very positive",
    ]
}
