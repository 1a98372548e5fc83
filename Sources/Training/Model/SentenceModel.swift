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
        /// `[sentences, outputs]`.
        public let logits: Tensor
    }

    public let store: ParameterStore
    public let encoder: TransformerEncoder
    /// The family's own, used with the features `pooler`.
    public let pooler: SentencePooler
    public let head: Head
    public let features: FeatureSource
    public let normalizer: any Normalizer
    package let classifier: Linear

    /// A model whose weights are still to be loaded or initialized.
    public init(
        _ configuration: EncoderConfiguration, head: Head, features: FeatureSource,
        normalizer: any Normalizer, precision: Precision
    ) throws(TorchError) {
        store = ParameterStore(precision: precision)
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
    }

    /// Gives every weight its starting value.
    public func initialize(seed: UInt64) throws {
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
        return Output(
            states: states, features: raw, normalized: normalized, logits: try classifier(dropped))
    }

    public func loss(
        of rows: [EncodedExample], _ batch: PackedBatch, _ pass: ForwardPass,
        reading: TokenSelection
    ) throws -> (loss: Tensor, states: HiddenStates) {
        let output = try self(batch, pass, reading: reading)
        return (try loss(output, targets: rows.map(\.target)), output.states)
    }

    /// The mean loss over the batch: cross-entropy, or the squared error of a regression.
    public func loss(_ output: Output, targets: [Target]) throws(TorchError) -> Tensor {
        switch head {
        case .classification:
            return try crossEntropy(output.logits, labels: Tensor.of(targets.map(\.label)))
        case .regression:
            return try meanSquaredError(
                output.logits.reshaped(to: -1), Tensor.of(targets.map { Float($0.value) }))
        }
    }
}
