import Encoders
import Metrics
import Options

/// What chooses the best evaluation of a run, and with it the model that is kept and an early stop.
public enum ModelSelection: Sendable, Hashable {
    /// The task's headline metric.
    case headline
    /// A metric by its name in evaluations, such as `f1` or `mismatched_accuracy`.
    case metric(NamedMetric)
    /// An IsoScore of the development set.
    case isoScore(Points, Preference)
    /// EV_3 of the sentence features.
    case explainedVariance(Preference)

    /// The vectors whose IsoScore chooses.
    public enum Points: Sendable, Hashable {
        /// The tokens of one layer: 0 is the embeddings, 1 the first transformer layer.
        case layer(Int)
        /// Those of the last layer.
        case last
        /// Those of all transformer layers together.
        case tokens
        /// The sentence features, after the normalizer.
        case features
    }

    /// What is better.
    public enum Preference: Sendable, Hashable {
        /// A high IsoScore, a low share of the variance in three directions.
        case moreIsotropic
        case lessIsotropic
    }

    static let form =
        "metric, a metric's name, isoscore:LAYER, low-isoscore:LAYER (LAYER a number, last, tokens or "
        + "features), ev3 or high-ev3"
}

extension ModelSelection: CustomStringConvertible {
    /// As a user writes it.
    public var description: String {
        switch self {
        case .headline: "metric"
        case .metric(let metric): metric.name
        case .isoScore(let points, .moreIsotropic): "isoscore:\(points)"
        case .isoScore(let points, .lessIsotropic): "low-isoscore:\(points)"
        case .explainedVariance(.moreIsotropic): "ev3"
        case .explainedVariance(.lessIsotropic): "high-ev3"
        }
    }

    /// - Returns: `nil` for words that name nothing.
    public init?(_ text: String) {
        let words = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        switch (words[0], words.count) {
        case ("metric", 1): self = .headline
        case ("ev3", 1): self = .explainedVariance(.moreIsotropic)
        case ("high-ev3", 1): self = .explainedVariance(.lessIsotropic)
        case ("isoscore", 2), ("low-isoscore", 2):
            guard let points = Points(words[1]) else { return nil }
            self = .isoScore(points, words[0] == "isoscore" ? .moreIsotropic : .lessIsotropic)
        default:
            guard words.count == 1, let metric = NamedMetric(text) else { return nil }
            self = .metric(metric)
        }
    }
}

extension ModelSelection.Points: CustomStringConvertible {
    public var description: String {
        switch self {
        case .layer(let index): "\(index)"
        case .last: "last"
        case .tokens: "tokens"
        case .features: "features"
        }
    }

    init?(_ text: String) {
        switch text {
        case "last": self = .last
        case "tokens": self = .tokens
        case "features": self = .features
        default:
            guard let index = Int(text), index >= 0, String(index) == text else { return nil }
            self = .layer(index)
        }
    }
}

extension ModelSelection {
    /// What it looks at in an evaluation; `nil` where that is undefined.
    /// - Parameter headline: the task's metric.
    public func value(of record: EvaluationRecord, headline: Metric) -> Double? {
        switch self {
        case .headline: record.metrics[headline.name] ?? nil
        case .metric(let metric): record.metrics[metric.name] ?? nil
        case .isoScore(.features, _): record.isotropy.features
        case .isoScore(.tokens, _): record.isotropy.tokens
        case .isoScore(.last, _): record.isotropy.layers.last ?? nil
        case .isoScore(.layer(let index), _):
            record.isotropy.layers.indices.contains(index) ? record.isotropy.layers[index] : nil
        case .explainedVariance:
            record.isotropy.explainedVariance.count == 3
                ? record.isotropy.explainedVariance[2] : nil
        }
    }

    /// Whether an evaluation is better than another; undefined is worse than any value, and no value is better
    /// than itself.
    public func isBetter(
        _ record: EvaluationRecord, than other: EvaluationRecord, headline: Metric
    ) -> Bool {
        guard let value = value(of: record, headline: headline) else { return false }
        guard let best = self.value(of: other, headline: headline) else { return true }
        return isHighBest(headline) ? value > best : value < best
    }

    private func isHighBest(_ headline: Metric) -> Bool {
        switch self {
        case .headline: headline.largerIsBetter
        case .metric(let metric): metric.metric.largerIsBetter
        case .isoScore(_, let preference): preference == .moreIsotropic
        case .explainedVariance(let preference): preference == .lessIsotropic
        }
    }

    /// In a sentence: `the highest IsoScore of the last layer's tokens`.
    public func words(headline: Metric) -> String {
        let end = isHighBest(headline) ? "highest" : "lowest"
        return switch self {
        case .headline: headline.displayName
        case .metric(let metric): metric.title
        case .isoScore(.features, _): "the \(end) IsoScore of the sentence features"
        case .isoScore(.tokens, _): "the \(end) IsoScore of all tokens"
        case .isoScore(.last, _): "the \(end) IsoScore of the last layer's tokens"
        case .isoScore(.layer(let index), _): "the \(end) IsoScore of the tokens of layer \(index)"
        case .explainedVariance: "the \(end) EV_3 of the sentence features"
        }
    }
}

extension TrainingOptions {
    /// What is wrong with the choice of a model for an encoder.
    package func problems(selectingIn encoder: EncoderConfiguration) -> [OptionProblem] {
        guard case .isoScore(.layer(let index), _) = selectBy, index > encoder.layerCount else {
            return []
        }
        return [
            OptionProblem(
                "select_by",
                "isoscore:\(index): the model has the layers 0 to \(encoder.layerCount)")
        ]
    }

    /// What is wrong with it for a task.
    /// - Parameters:
    ///   - metrics: those that evaluations have, by name.
    ///   - isWhole: whether those of parts and of further sets are among them.
    package func problems(
        selectingAmong metrics: [String], isWhole: Bool = false
    ) -> [OptionProblem] {
        guard case .metric(let metric) = selectBy, isWhole || metric.part == nil,
            !metrics.contains(metric.name)
        else { return [] }
        return [
            OptionProblem(
                "select_by",
                "\(metric.name): evaluations of this task have \(alternatives(metrics))")
        ]
    }
}

extension OptionField where Owner == TrainingOptions {
    static func selectBy(
        _ path: WritableKeyPath<Owner, ModelSelection> & Sendable, _ appearance: OptionAppearance
    ) -> Self {
        custom("select_by", path, form: ModelSelection.form, appearance) { selection in
            .text("\(selection)")
        } read: { value in
            ModelSelection("\(value)")
        }
    }
}
