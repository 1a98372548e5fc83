import Checkpoints
import Encoders
import Isotropy
import Layers

extension SentenceModel {
    /// An ordinary fine-tuned sequence classifier, as `finetune` and Hugging Face transformers save
    /// it: the pooler is read, nothing is normalized.
    /// - Throws: for a checkpoint without a classifier, or with other labels than the task's.
    public static func fineTuned(
        _ folder: ModelFolder, head: Head, precision: Precision
    ) throws -> SentenceModel {
        try folder.check(labels: head)
        let model = try SentenceModel(
            folder.bert, head: head, features: .pooler, normalizer: NoNormalizer(),
            precision: precision)
        var map = KeyMap.bert
        map.initializable = []
        _ = try Checkpoints.load(
            into: model.store, from: SafetensorsFile(contentsOf: folder.weights), map: map)
        return model
    }
}

extension ModelFolder {
    /// The labels of the checkpoint's classifier in their order; `nil` where it names none. Names that
    /// transformers made up (`LABEL_0`) say nothing.
    private var labels: [String]? {
        guard let named = configuration.fields["id2label"] as? [String: String] else { return nil }
        let labels = named.sorted { (Int($0.key) ?? 0) < (Int($1.key) ?? 0) }.map(\.value)
        return labels.allSatisfy { $0.hasPrefix("LABEL_") } ? nil : labels
    }

    /// Whether a classifier in the checkpoint knows the same labels, as far as it names them.
    func hasLabels(of head: Head) -> Bool {
        guard let labels else { return true }
        return labels == head.labels
    }

    /// Refuses a checkpoint whose labels have other names, or the same in another order.
    func check(labels head: Head) throws(ConfigurationError) {
        guard let labels, labels != head.labels else { return }
        throw ConfigurationError(
            configuration.url,
            [
                "id2label is \(labels.joined(separator: ", ")); the task's labels are "
                    + head.labels.joined(separator: ", ")
            ])
    }
}
