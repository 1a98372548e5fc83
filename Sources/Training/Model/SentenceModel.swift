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
    ///
    /// A classifier in it is kept where it read the same features as this model's and knows the same
    /// labels, else it starts anew.
    public func load(_ folder: ModelFolder, seed: UInt64) throws -> LoadReport {
        let file = try SafetensorsFile(contentsOf: folder.weights)
        let trained = try folder.classifierReads(file)
        if trained == .cls, features == .pooler {
            throw TrainingError.run(
                "\(folder.url.path) was saved by a run with --features cls and has no pooler of its "
                    + "own: give --features cls, or start from the model it was trained from")
        }
        var map = KeyMap.bert
        if trained != features || !folder.hasLabels(of: head) { map.renewed = ["classifier.*"] }
        let report = try load(file, map: map, seed: seed)
        if trained == .cls, report.loaded.contains("classifier.weight") {
            try classifier.weight.update { value throws(TorchError) in
                try value.multiply(by: CheckpointExport.poolerScale)
            }
        }
        return report
    }

    /// Loads a file's weights by a key map.
    package func load(
        _ file: SafetensorsFile, map: KeyMap = .bert, seed: UInt64
    ) throws -> LoadReport {
        let report = try Checkpoints.load(into: store, from: file, map: map)
        for name in report.new {
            try store[name]?.initialize(seed: seed)
        }
        return report
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
            return try crossEntropy(output.logits, labels: Tensor.of(targets.map(\.label)))
        case .regression:
            return try meanSquaredError(
                output.logits.reshaped(to: -1), Tensor.of(targets.map { Float($0.value) }))
        }
    }
}
