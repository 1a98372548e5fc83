import Isotropy
import Metrics
import Options

/// One optimizer step: a line of `log.jsonl`.
public struct StepRecord: Sendable, Codable, Equatable {
    /// Counts from 1.
    public var step: Int
    /// Epochs done after this step, as a fraction.
    public var epoch: Double
    /// The task's loss and the penalty together, each averaged over the step's sequences.
    public var loss: Double
    public var taskLoss: Double
    /// The penalty with its weight; 0 without one.
    public var penalty: Double
    public var learningRate: Double
    /// The norm of all gradients before clipping.
    public var gradientNorm: Double
    /// Real tokens in the step.
    public var tokens: Int
    public var seconds: Double
    /// When the step had ended, in seconds since 1970 began, UTC, to the millisecond; `nil` in files from before
    /// this was written.
    public var time: Double?

    enum CodingKeys: String, CodingKey {
        case step, epoch, loss, penalty, tokens, seconds, time
        case taskLoss = "task_loss"
        case learningRate = "learning_rate"
        case gradientNorm = "gradient_norm"
    }
}

/// What an evaluation measured of the geometry.
public struct IsotropyRecord: Sendable, Codable, Equatable {
    /// EV_1, EV_2, EV_3 of the sentence features that the classifier reads (after the normalizer).
    public var explainedVariance: [Double]
    /// The first 50 values of the EV_k curve of those features.
    public var explainedVarianceCurve: [Double]
    /// IsoScore of those features; `nil` for a constant cloud.
    public var features: Double?
    /// IsoScore of the sentence features before the normalizer.
    public var featuresBeforeNormalizer: Double?
    /// IsoScore of all tokens of all transformer layers together, the cloud I-STAR looks at.
    public var tokens: Double?
    /// IsoScore of the tokens of each layer, the embeddings first.
    public var layers: [Double?]
    /// The vectors of `features` and the explained variance: a sentence each, or a window. `nil` in files from
    /// before this was written, as is the next.
    public var featureVectors: Int?
    /// The vectors of `tokens`: every token once a transformer layer.
    public var tokenVectors: Int?

    enum CodingKeys: String, CodingKey {
        case features, tokens, layers
        case featureVectors = "feature_vectors"
        case tokenVectors = "token_vectors"
        case explainedVariance = "explained_variance"
        case explainedVarianceCurve = "explained_variance_curve"
        case featuresBeforeNormalizer = "features_before_normalizer"
    }
}

/// One evaluation on the development set: a line of `evaluations.jsonl`.
public struct EvaluationRecord: Sendable, Codable, Equatable {
    public var step: Int
    public var epoch: Double
    /// The development metrics by name; `nil` where one is undefined.
    public var metrics: [String: Double?]
    /// What the model answers to every row of a set, by the set's name; `nil` where it tells rows
    /// apart.
    public var onlyAnswers: [String: String]?
    public var isotropy: IsotropyRecord
    /// The deviations of the dimensions of each layer's tokens, the embeddings first; `nil` in files from before
    /// this was written.
    public var deviations: [DeviationHistogram]?
    /// Whether it was the best so far.
    public var isBest: Bool

    enum CodingKeys: String, CodingKey {
        case step, epoch, metrics, isotropy, deviations
        case onlyAnswers = "only_answers"
        case isBest = "is_best"
    }
}

/// What a training run tells while it goes on.
public enum TrainingEvent: Sendable {
    /// The run is ready: its optimizer steps, and how many an earlier start has taken.
    case started(totalSteps: Int, resumedAt: Int)
    case step(StepRecord)
    /// A pass that is not training, such as `evaluating` or `refreshing the target covariance`.
    case phase(String)
    case evaluated(EvaluationRecord)
    /// What measured training steps say.
    case measured(MeasureRecord)
    /// The sentence features have collapsed.
    case collapsed(CollapseRecord)
    /// No better evaluation for as many evaluations as early stopping allows.
    case stoppedEarly(step: Int)
    /// Something a user should know, such as truncated sentences.
    case notice(Message)
}
