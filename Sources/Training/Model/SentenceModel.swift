import Checkpoints
import Encoders
import Isotropy
import Layers
import Tasks
import Torch

/// An encoder, the features of its sentences, a normalizer and a linear classifier.
public final class SentenceModel {
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
    public let encoder: BERT
    public let head: Head
    public let features: FeatureSource
    public let normalizer: any Normalizer
    package let classifier: Linear

    /// A model whose weights are still to be loaded or initialized.
    public init(
        _ configuration: BERTConfiguration, head: Head, features: FeatureSource,
        normalizer: any Normalizer, precision: Precision
    ) throws(TorchError) {
        store = ParameterStore(precision: precision)
        encoder = try BERT(store.scope("bert"), configuration)
        // The head works on one row a sentence: it is computed in float32 in every precision.
        classifier = try Linear(
            store.scope("classifier"), inputs: configuration.hiddenSize,
            outputs: head.outputCount, initializerRange: configuration.initializerRange,
            rounded: false)
        self.head = head
        self.features = features
        self.normalizer = normalizer
    }

    /// Loads a published checkpoint; what it does not have and may start anew does so from `seed`.
    public func load(_ file: SafetensorsFile, seed: UInt64) throws -> LoadReport {
        let report = try Checkpoints.load(into: store, from: file, map: .bert)
        for name in report.new {
            try store[name]?.initialize(seed: seed)
        }
        return report
    }

    /// Gives every weight its starting value.
    public func initialize(seed: UInt64) throws {
        for parameter in store.parameters { try parameter.initialize(seed: seed) }
    }

    public func callAsFunction(_ batch: PackedBatch, _ pass: ForwardPass) throws -> Output {
        let states = try encoder(batch, pass)
        let first = try batch.firstOfSequences(states.last).converted(to: .float32)
        let raw = features == .cls ? first : try encoder.pooled(first)
        let normalized = try normalizer(raw, pass)
        let dropped = try pass.dropout(
            normalized, probability: encoder.configuration.classifierDropout)
        return Output(
            states: states, features: raw, normalized: normalized, logits: try classifier(dropped))
    }

    /// The mean loss over the batch: cross-entropy, or the squared error of a regression.
    public func loss(_ output: Output, targets: [Target]) throws(TorchError) -> Tensor {
        switch head {
        case .classification:
            let labels = targets.map { target -> Int in
                guard case .label(let label) = target else {
                    preconditionFailure("a score where a label is classified")
                }
                return label
            }
            return try crossEntropy(output.logits, labels: Tensor.of(labels))
        case .regression:
            let values = targets.map { target -> Float in
                guard case .value(let value) = target else {
                    preconditionFailure("a label where a score is predicted")
                }
                return Float(value)
            }
            return try meanSquaredError(output.logits.reshaped(to: -1), Tensor.of(values))
        }
    }
}
