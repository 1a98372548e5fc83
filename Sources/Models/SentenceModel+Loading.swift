import Checkpoints
import Encoders
import Isotropy
import Layers
import Options
import Torch

extension SentenceModel {
    /// Loads a published checkpoint; what it does not have and may start anew does so from `seed`.
    ///
    /// A classifier in it is kept where it read the same features of sentences as this model's and knows
    /// the same labels, else it starts anew. Heads for other purposes are passed over.
    public func load(_ folder: ModelFolder, seed: UInt64) throws -> LoadReport {
        let file = try folder.openWeights()
        let passing = try folder.passingPooler(file)
        let trained = passing == nil ? FeatureSource.pooler : .cls
        if trained == .cls, features == .pooler {
            throw TrainingError.run(
                "\(folder.url.path) was saved by a run with `features` cls and has no pooler of its "
                    + "own: give `features` cls, or start from the model it was trained from")
        }
        let family = folder.encoder.family
        let map = KeyMap.classifier(
            family, keepsClassifier: try folder.objection(file, to: head, features) == nil)
        let report = try load(file, map: map, seed: seed)
        if report.loaded.contains(family.sentenceHead.classifier + ".weight") {
            try passing?.unwrap(classifier)
            try targets?.unfold(classifier)
        }
        return report
    }

    /// Loads the weights of files by a key map, by default the family's own.
    package func load(
        _ file: some TensorSource, map: KeyMap? = nil, seed: UInt64
    ) throws -> LoadReport {
        let map = map ?? .classifier(encoder.configuration.family)
        let report = try Checkpoints.load(into: store, from: file, map: map)
        for name in report.new {
            try store[name]?.initialize(seed: seed)
        }
        return report
    }

    /// An ordinary fine-tuned sequence classifier, as `finetune` and Hugging Face transformers save
    /// it: the pooler is read, nothing is normalized.
    /// - Parameter head: what is expected; `nil` takes the checkpoint's own.
    /// - Throws: for a checkpoint without a classifier, or with other labels than the task's.
    public static func fineTuned(
        _ folder: ModelFolder, head: Head? = nil, on computation: Computation
    ) throws -> SentenceModel {
        if let head { try folder.check(labels: head) }
        let weights = try folder.openWeights()
        try folder.requireSentenceClassifier(in: weights)
        try folder.checkOutputs(for: head, in: weights)
        let model = try SentenceModel(
            folder.encoder, head: try head ?? folder.head(), features: .pooler,
            normalizer: NoNormalizer(), precision: computation.precision,
            device: computation.device)
        var map = KeyMap.classifier(folder.encoder.family)
        map.initializable = []
        _ = try Checkpoints.load(into: model.store, from: weights, map: map)
        return model
    }
}
