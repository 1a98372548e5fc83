import Checkpoints
import Encoders
import Isotropy
import Layers
import Tasks
import Torch

/// An encoder, the features of its sentences, a normalizer and a linear classifier.
public final class SentenceModel: TrainableModel {
    /// What one pass gives.
    public struct Output {
        public let states: HiddenStates
        /// The sentence features, float32 `[sentences, hidden]`.
        public let features: Tensor
        /// The same after the normalizer: what the classifier reads.
        public let normalized: Tensor
        /// What the classifier puts out, `[sentences, outputs]`: what the loss looks at.
        let learnt: Tensor
        /// The same, but of a regression the scores in their own unit.
        public let logits: Tensor
    }

    public let store: ParameterStore
    public let encoder: TransformerEncoder
    /// The family's own, used with the features `pooler`.
    public let pooler: SentencePooler
    public let head: Head
    public let features: FeatureSource
    public let normalizer: any Normalizer
    /// The unit in which scores are learnt; `nil` for that of the rows.
    public let targets: TargetScale?
    /// How much each class counts in the loss, float32 `[classes]`; `nil` where all rows are alike.
    private let classWeights: Tensor?
    /// The share of each target that is spread over all classes.
    private let labelSmoothing: Double
    package let classifier: Linear

    /// A model whose weights are still to be loaded or initialized.
    public init(
        _ configuration: EncoderConfiguration, head: Head, features: FeatureSource,
        normalizer: any Normalizer, targets: TargetScale? = nil, classWeights: [Double]? = nil,
        labelSmoothing: Double = 0, precision: Precision, device: Device = .cpu
    ) throws(TorchError) {
        store = ParameterStore(precision: precision, device: device)
        encoder = try TransformerEncoder(store, configuration)
        pooler = try SentencePooler(store, configuration)
        // The head works on one row a sentence: it is computed in float32 in every precision.
        classifier = try Linear(
            store.scope(configuration.family.sentenceHead.classifier),
            inputs: configuration.hiddenSize, outputs: head.outputCount,
            initializerRange: configuration.initializerRange,
            rounded: false)
        self.head = head
        self.features = features
        self.normalizer = normalizer
        self.targets = targets
        if let classWeights {
            self.classWeights = try Tensor.of(classWeights.map { Float($0) }, on: device)
        } else {
            self.classWeights = nil
        }
        self.labelSmoothing = labelSmoothing
    }

    /// Gives every weight its starting value.
    public func initialize(seed: UInt64) throws(TorchError) {
        for parameter in store.parameters { try parameter.initialize(seed: seed) }
    }

    /// - Parameter reading: the tokens of the last layer that others than the classifier will read.
    public func callAsFunction(
        _ batch: PackedBatch, _ pass: ForwardPass, reading: TokenSelection = .all
    ) throws -> Output {
        let states = try encoder(batch, pass, reading: reading)
        let first = try states.firstTokens().converted(to: .float32)
        let raw = features == .cls ? first : try pooler(first, pass)
        let normalized = try normalizer(raw, pass)
        let dropped = try pass.dropout(
            normalized, probability: encoder.configuration.classifierDropout)
        let learnt = try classifier(dropped)
        return Output(
            states: states, features: raw, normalized: normalized, learnt: learnt,
            logits: try targets.map { try scores($0, dropped) } ?? learnt)
    }

    /// The scores in their own unit, by the classifier that a checkpoint gets: the same bits.
    private func scores(_ targets: TargetScale, _ features: Tensor) throws -> Tensor {
        try withoutGradients {
            let folded = try targets.fold(
                weight: classifier.weight.value, bias: classifier.bias.value)
            return try linear(
                features, weight: folded.weight, bias: folded.bias.moved(to: store.device))
        }
    }

    public func loss(
        of rows: [EncodedExample], _ batch: PackedBatch, _ pass: ForwardPass,
        reading: TokenSelection
    ) throws -> TrainingOutput {
        let output = try self(batch, pass, reading: reading)
        let targets = rows.map(\.target)
        let classes: (ofSentences: [Int], count: Int)? =
            switch head {
            case .classification(let labels): (targets.map(\.label), labels.count)
            case .regression: nil
            }
        return TrainingOutput(
            loss: try loss(output, targets: targets), states: output.states,
            features: SentenceFeatures(vectors: output.normalized, classes: classes))
    }

    /// The mean loss over the batch: cross-entropy, weighted by the classes and smoothed where that was asked
    /// for, or the squared error of a regression in the unit in which it learns.
    public func loss(_ output: Output, targets: [Target]) throws(TorchError) -> Tensor {
        switch head {
        case .classification:
            return try crossEntropy(
                output.learnt, labels: Tensor.of(targets.map(\.label), on: store.device),
                weights: classWeights, smoothing: labelSmoothing)
        case .regression:
            let scores = targets.map { self.targets?.learnt($0.value) ?? $0.value }
            return try meanSquaredError(
                output.learnt.reshaped(to: -1),
                Tensor.of(scores.map { Float($0) }, on: store.device))
        }
    }
}
