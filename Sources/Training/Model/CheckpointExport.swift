import Checkpoints
import Encoders
import Foundation
import Isotropy
import Torch

/// Saves a model as an ordinary Hugging Face sequence classifier.
///
/// The normalizer folds into the classifier exactly. Hugging Face's BERT classifier always reads the
/// pooler, tanh(W h + b): where this model reads the first token itself, the pooler is written as
/// 2⁻¹⁴ times the identity and the classifier's weight as 2¹⁴ times its own. The tanh of so small a
/// number is that number within float32's rounding, so the logits stay the same.
package struct CheckpointExport {
    let model: SentenceModel
    let source: ModelFolder
    /// How the run read its sentences, for `evaluate` to do the same; `nil` leaves it out.
    var training: TrainingOptions?

    /// A power of two, so that scaling loses no bit.
    static let poolerScale = 0x1p-14
    static let poolerName = "bert.pooler.dense.weight"
    /// The field of `config.json` that says which features the classifier was trained on.
    static let featuresField = "isotropy_features"
    static let maximumLengthField = "isotropy_max_length"
    static let segmentsField = "isotropy_segments"

    package init(model: SentenceModel, source: ModelFolder, training: TrainingOptions? = nil) {
        self.model = model
        self.source = source
        self.training = training
    }

    /// Each file is replaced at once: an older checkpoint stays whole until the new weights are.
    package func write(to folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for file in source.tokenizer.files {
            try writeAtomically(
                try Data(contentsOf: file), to: folder.appending(path: file.lastPathComponent))
        }
        let configuration = try JSONSerialization.data(
            withJSONObject: configuration,
            options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
        try writeAtomically(configuration, to: folder.appending(path: "config.json"))
        try writeSafetensors(
            try tensors(), metadata: ["format": "pt"],
            to: folder.appending(path: "model.safetensors"))
    }

    /// Every weight under its published name, float32.
    package func tensors() throws -> [(String, Tensor)] {
        try withoutGradients {
            let folded = try foldedClassifier()
            return try model.store.parameters.map { parameter in
                let value = parameter.value
                switch (parameter.name, model.features) {
                case ("classifier.weight", .cls):
                    let scaled = try folded.weight.multiplied(by: 1 / Self.poolerScale)
                    return (parameter.name, scaled)
                case ("classifier.weight", .pooler): return (parameter.name, folded.weight)
                case ("classifier.bias", _): return (parameter.name, folded.bias)
                case (Self.poolerName, .cls):
                    return (parameter.name, try Self.scaledIdentity(value.size(0)))
                case ("bert.pooler.dense.bias", .cls):
                    return (parameter.name, try Tensor.zeros(value.shape))
                default: return (parameter.name, value)
                }
            }
        }
    }

    private func foldedClassifier() throws -> (weight: Tensor, bias: Tensor) {
        let weight = model.classifier.weight.value
        let bias = model.classifier.bias.value
        return try model.normalizer.fold(weight: weight, bias: bias)
    }

    /// The weight of a pooler that only passes the first token on.
    static func scaledIdentity(_ size: Int) throws -> Tensor {
        var elements = [Float](repeating: 0, count: size * size)
        for index in 0..<size { elements[index * size + index] = Float(poolerScale) }
        return try Tensor.of(elements, shape: [size, size])
    }

    /// The source's configuration, with what makes it a classifier.
    private var configuration: [String: Any] {
        var fields = source.configuration.fields
        fields["architectures"] = ["BertForSequenceClassification"]
        fields["dtype"] = "float32"
        fields[Self.featuresField] = model.features.rawValue
        let shape = model.encoder.configuration
        fields["hidden_dropout_prob"] = shape.hiddenDropout
        fields["attention_probs_dropout_prob"] = shape.attentionDropout
        fields["classifier_dropout"] = shape.classifierDropout
        if let training {
            fields[Self.maximumLengthField] = training.maximumLength
            fields[Self.segmentsField] = training.segments
        }
        fields.removeValue(forKey: "torch_dtype")
        let labels = model.head.labels
        fields["problem_type"] =
            model.head == .regression ? "regression" : "single_label_classification"
        fields["id2label"] = Dictionary(
            uniqueKeysWithValues: labels.enumerated().map { (String($0), $1) })
        fields["label2id"] = Dictionary(
            uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
        return fields
    }
}
