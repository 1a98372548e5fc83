import Isotropy
import Models
import Torch

/// The sentence features of several batches, row by row: there are few of them.
package struct FeatureCloud {
    /// Float32, `[sentences, hidden]`, in main memory.
    package private(set) var vectors: Tensor
    /// `nil` for scores.
    package private(set) var classes: (ofSentences: [Int], count: Int)?

    init(_ features: SentenceFeatures) throws(TorchError) {
        vectors = try withoutGradients { () throws(TorchError) in
            try features.vectors.detached().moved(to: .cpu).cloned()
        }
        classes = features.classes
    }

    package init(vectors: Tensor, classes: (ofSentences: [Int], count: Int)?) {
        (self.vectors, self.classes) = (vectors, classes)
    }

    mutating func merge(_ other: FeatureCloud) throws(TorchError) {
        vectors = try Tensor.concatenated([vectors, other.vectors])
        classes?.ofSentences += other.classes?.ofSentences ?? []
    }

    package func measures() throws(TorchError) -> FeatureMeasures {
        var measures = FeatureMeasures()
        let spectrum = try Spectrum(of: vectors)
        measures.effectiveRank = spectrum?.effectiveRank
        measures.effectiveRankShare = spectrum?.normalizedEffectiveRank
        let count = vectors.size(0)
        guard let classes else { return measures }
        var moments = ClassMoments(dimensions: vectors.size(1), classCount: classes.count)
        try moments.add(vectors, labels: classes.ofSentences)
        let scatter = ClassScatter(moments)
        let present = scatter.classes.count
        guard present > 1, count > present else { return measures }
        measures.withinScatter = scatter.withinCovariance?.trace
        measures.betweenShare = scatter.betweenShare
        measures.betweenShareOverChance = scatter.betweenShare.map {
            1 - (1 - $0) * Double(count - 1) / Double(count - present)
        }
        return measures
    }
}
