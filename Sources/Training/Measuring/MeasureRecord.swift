/// What measured training steps say together: a line of `measures.jsonl`.
///
/// The states are those of training itself, with dropout.
public struct MeasureRecord: Sendable, Codable, Equatable {
    /// The last of the steps, from 1.
    public var step: Int
    /// Epochs done after it, as a fraction.
    public var epoch: Double
    /// The steps whose batches are merged.
    public var steps: Int
    /// Their sequences.
    public var sequences: Int
    /// The embeddings first.
    public var layers: [LayerMeasures]
    /// `nil` for models that have no features of sentences.
    public var features: FeatureMeasures?
    /// What has collapsed, where it is said for the first time.
    public var collapses: [CollapseRecord]?
}

/// The tokens of one layer.
public struct LayerMeasures: Sendable, Codable, Equatable {
    /// IsoScore; `nil` where nothing varies.
    public var isoScore: Double?
    /// The share of the variance in the first three principal directions; `nil` where nothing varies.
    public var explainedVariance: Double?
    /// Of all pairs of tokens; `nil` where fewer than two have a direction.
    public var meanCosine: Double?
    /// The tokens.
    public var points: Int

    enum CodingKeys: String, CodingKey {
        case points
        case isoScore = "isoscore"
        case explainedVariance = "ev_3"
        case meanCosine = "mean_cosine"
    }
}

/// The sentence features that the classifier reads, after the normalizer and before its dropout.
public struct FeatureMeasures: Sendable, Codable, Equatable {
    /// The exponential of the entropy of the singular values: 1 for points on a line; `nil` where nothing
    /// varies.
    public var effectiveRank: Double?
    /// The same over the largest that is possible, `min(sentences - 1, dimensions)`.
    public var effectiveRankShare: Double?
    /// The mean squared distance from the mean of the class, `tr W / (sentences - classes)`; `nil` for scores,
    /// and where there are not two classes with more sentences than classes.
    public var withinScatter: Double?
    /// The share of the variance that is between classes, 0 ... 1; `nil` as the above, and where nothing varies.
    public var betweenShare: Double?
    /// The same less what chance gives, `1 - (1 - share) (n - 1) / (n - classes)`: 0 on average where the
    /// classes do not differ.
    public var betweenShareOverChance: Double?

    package init(
        effectiveRank: Double? = nil, effectiveRankShare: Double? = nil,
        withinScatter: Double? = nil, betweenShare: Double? = nil,
        betweenShareOverChance: Double? = nil
    ) {
        (self.effectiveRank, self.effectiveRankShare) = (effectiveRank, effectiveRankShare)
        self.withinScatter = withinScatter
        self.betweenShare = betweenShare
        self.betweenShareOverChance = betweenShareOverChance
    }

    enum CodingKeys: String, CodingKey {
        case effectiveRank = "effective_rank"
        case effectiveRankShare = "effective_rank_share"
        case withinScatter = "within_scatter"
        case betweenShare = "between_share"
        case betweenShareOverChance = "between_share_over_chance"
    }
}
