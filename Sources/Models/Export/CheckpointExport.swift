import Checkpoints
import Encoders
import Foundation
import Isotropy
import Tasks
import Torch

/// Saves a model as an ordinary Hugging Face sequence classifier of its family.
///
/// The normalizer folds into the classifier exactly, and so does the unit in which scores were learnt.
/// Hugging Face's classifiers always read a pooler:
/// where this model reads the first token itself, the checkpoint gets a ``PassingPooler``.
public struct CheckpointExport {
    let model: SentenceModel
    let source: ModelFolder
    /// How the run read its sentences, for `evaluate` to do the same; `nil` leaves it out.
    var reading: RowReading?
    /// What the run was trained on; `nil` leaves it out.
    var task: String?
    /// The columns of the user's own files; `nil` for other tasks.
    var columns: CustomColumns?
    /// The label that F1 is of, where it is not the second; `nil` leaves it out.
    var positiveLabel: String?

    /// The field of `config.json` that says which features the classifier was trained on.
    static let featuresField = "isotropy_features"

    public init(
        model: SentenceModel, source: ModelFolder, reading: RowReading? = nil,
        task: String? = nil, columns: CustomColumns? = nil, positiveLabel: String? = nil
    ) {
        self.model = model
        self.source = source
        self.reading = reading
        self.task = task
        self.columns = columns
        self.positiveLabel = positiveLabel
    }

    public func write(to folder: URL) throws {
        try CheckpointFolder(source: source).write(
            tensors: try tensors(), configuration: configuration, to: folder)
    }

    /// Every weight under its published name, float32.
    public func tensors() throws -> [(String, Tensor)] {
        try withoutGradients {
            let changed = try changedTensors()
            return model.store.parameters.map { parameter in
                (parameter.name, changed[parameter.name] ?? parameter.value)
            }
        }
    }

    /// Those that are not the model's own: the classifier with the normalizer and the unit of scores
    /// folded in, and what stands for the pooler.
    private func changedTensors() throws -> [String: Tensor] {
        let head = model.encoder.configuration.family.sentenceHead
        var classifier = try model.normalizer.fold(
            weight: model.classifier.weight.value, bias: model.classifier.bias.value)
        if let targets = model.targets {
            classifier = try targets.fold(weight: classifier.weight, bias: classifier.bias)
        }
        var tensors: [String: Tensor] = [:]
        if model.features == .cls {
            let passing = try PassingPooler(model)
            classifier = try passing.wrapped(weight: classifier.weight, bias: classifier.bias)
            tensors[head.pooler + ".weight"] = try passing.weight(model.encoder.hiddenSize)
            tensors[head.pooler + ".bias"] = try passing.bias(model.encoder.hiddenSize)
        }
        tensors[head.classifier + ".weight"] = classifier.weight
        tensors[head.classifier + ".bias"] = classifier.bias
        return tensors
    }

    /// The source's configuration, with what makes it a classifier.
    private var configuration: [String: Any] {
        var fields = CheckpointFolder(source: source).fields(
            model.encoder.configuration, head: "SequenceClassification", reading, task: task)
        fields[Self.featuresField] = model.features.rawValue
        if let columns {
            fields[CheckpointFolder.columnsField] = TrainedColumns(columns).texts
        }
        if let positiveLabel { fields[CheckpointFolder.positiveLabelField] = positiveLabel }
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
