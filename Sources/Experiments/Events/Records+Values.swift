import Foundation
import TensorBoard
import Training

extension StepRecord {
    /// What TensorBoard shows of a step.
    var values: [Event.Value] {
        [
            scalar("train/loss", loss), scalar("train/task_loss", taskLoss),
            scalar("train/penalty", penalty), scalar("train/learning_rate", learningRate),
            scalar("train/gradient_norm", gradientNorm),
            scalar("train/tokens_per_second", seconds > 0 ? Double(tokens) / seconds : nil),
        ].compactMap { $0 }
    }
}

extension EvaluationRecord {
    /// What TensorBoard shows of an evaluation.
    var values: [Event.Value] {
        metricValues(metrics, "development/") + isotropy.values("isotropy/")
            + layerValues("isotropy_by_layer", isotropy.layers)
            + (deviations ?? []).enumerated().flatMap { layer, histogram in
                histogram.values(layer)
            }
    }
}

extension MeasureRecord {
    /// What TensorBoard shows of a reading of measured steps.
    var values: [Event.Value] {
        layerValues("measured_isoscore", layers.map(\.isoScore))
            + layerValues("measured_ev_3", layers.map(\.explainedVariance))
            + layerValues("measured_mean_cosine", layers.map(\.meanCosine))
            + [
                scalar("measured_features/effective_rank", features?.effectiveRank),
                scalar("measured_features/effective_rank_share", features?.effectiveRankShare),
                scalar("measured_features/within_scatter", features?.withinScatter),
                scalar("measured_features/between_share", features?.betweenShare),
                scalar(
                    "measured_features/between_share_over_chance", features?.betweenShareOverChance),
            ].compactMap { $0 }
            + (collapses ?? []).map {
                Event.Value("collapses/\($0.kind.rawValue)", .text($0.message.description))
            }
    }
}

extension RunResults {
    /// What TensorBoard shows of the best model, and compares over runs.
    var values: [Event.Value] {
        metricValues(scoredMetrics, Self.tag) + isotropy.values(Self.tag + "isotropy_")
    }

    /// Of what the best model reaches.
    static let tag = "final/"
}

extension IsotropyRecord {
    fileprivate func values(_ prefix: String) -> [Event.Value] {
        [
            scalar(prefix + "features", features),
            scalar(prefix + "features_before_normalizer", featuresBeforeNormalizer),
            scalar(prefix + "tokens", tokens),
        ].compactMap { $0 }
            + explainedVariance.enumerated().map { index, share in
                Event.Value("\(prefix)explained_variance_\(index + 1)", .scalar(share))
            }
    }
}

extension DeviationHistogram {
    /// The decimal logarithms of the deviations, whose buckets are equally wide; dimensions that do not vary have none.
    fileprivate func values(_ layer: Int) -> [Event.Value] {
        var values: [Event.Value] = []
        if let smallest, let largest {
            // Around one deviation, a bucket that can be seen.
            let margin = smallest < largest ? 0 : 0.05
            let (low, high) = (log10(smallest) - margin, log10(largest) + margin)
            func edge(_ index: Int) -> Double {
                // At both ends, exactly these.
                let share = Double(index) / Double(counts.count)
                return low * (1 - share) + high * share
            }
            let buckets = counts.enumerated().map { index, count in
                Event.Bucket(left: edge(index), right: edge(index + 1), count: count)
            }
            values.append(Event.Value(layerTag("deviations_log10", layer), .histogram(buckets)))
        }
        if constant > 0 {
            values.append(
                Event.Value(layerTag("constant_dimensions", layer), .scalar(Double(constant))))
        }
        return values
    }
}

/// `nil` where the number does not exist.
private func scalar(_ tag: String, _ number: Double?) -> Event.Value? {
    number.map { Event.Value(tag, .scalar($0)) }
}

private func metricValues(_ metrics: [String: Double?], _ prefix: String) -> [Event.Value] {
    metrics.sorted { $0.key < $1.key }.compactMap { scalar(prefix + $0.key, $0.value) }
}

private func layerValues(_ tag: String, _ layers: [Double?]) -> [Event.Value] {
    layers.enumerated().compactMap { scalar(layerTag(tag, $0.offset), $0.element) }
}

/// TensorBoard sorts tags as texts: two digits, so that layers stand in their order.
private func layerTag(_ tag: String, _ layer: Int) -> String {
    "\(tag)/layer_\(layer < 10 ? "0" : "")\(layer)"
}
