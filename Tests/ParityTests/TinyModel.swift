import Checkpoints
import Encoders
import Foundation
import Isotropy
import Layers
import Models
import Tasks
import TestSupport
import Torch
import Training

/// One of the small random models of the fixtures, with what transformers computed from it.
struct TinyModel {
    static let names = [
        "tiny-bert", "tiny-bert-regression", "tiny-roberta", "tiny-roberta-regression",
        "tiny-xlm-roberta", "tiny-camembert", "tiny-electra", "tiny-distilbert", "tiny-albert",
        "tiny-albert-groups",
    ]

    private struct Batch: Decodable {
        struct Sequence: Decodable {
            let inputIds: [Int32]
            let tokenTypeIds: [Int32]
            let label: Double
        }
        let sequences: [Sequence]
    }

    let name: String
    let model: SentenceModel
    let examples: [EncodedExample]
    /// States, features, logits and loss.
    let expected: SafetensorsFile

    init(
        _ name: String, precision: Precision = .fp32, features: FeatureSource = .pooler,
        normalizer: any Normalizer = NoNormalizer(), targets: TargetScale? = nil,
        weights: URL? = nil
    ) throws {
        self.name = name
        let folder = SharedFixtures.url(name)
        let configuration = try ConfigurationFile(contentsOf: folder.appending(path: "config.json"))
        let isRegression = configuration.fields["problem_type"] as? String == "regression"
        // transformers does not write the names that it gives two labels by itself.
        let labels = configuration.fields["id2label"] as? [String: String] ?? [:]
        let names = labels.isEmpty ? ["no", "yes"] : labels.sorted { $0.key < $1.key }.map(\.value)
        let head = isRegression ? Head.regression : .classification(labels: names)
        model = try SentenceModel(
            EncoderConfiguration(configuration), head: head, features: features,
            normalizer: normalizer, targets: targets, precision: precision)
        let file = weights ?? folder.appending(path: "model.safetensors")
        let report = try model.load(SafetensorsFile(contentsOf: file), seed: 0)
        precondition(report.new.isEmpty, "\(report.new) are not in \(file.path)")
        let batch = try SharedFixtures.json("\(name)/batch.json", as: Batch.self)
        examples = batch.sequences.enumerated().map { index, sequence in
            EncodedExample(
                identifier: String(index), ids: sequence.inputIds, typeIDs: sequence.tokenTypeIds,
                target: isRegression ? .value(sequence.label) : .label(Int(sequence.label)))
        }
        expected = try SafetensorsFile(contentsOf: folder.appending(path: "expected.safetensors"))
    }

    var parameters: [Parameter] { model.store.parameters }

    /// Evaluates all sequences in one packed batch.
    func output() throws -> SentenceModel.Output {
        try model(PackedBatch(examples), .evaluation())
    }

    func loss() throws -> Tensor {
        try model.loss(output(), targets: examples.map(\.target))
    }

    /// What the last linear layer reads.
    func expectedFeatures() throws -> [Double] {
        try expected(expected.names.contains("features") ? "features" : "pooler_output")
    }

    func expected(_ name: String) throws -> [Double] { try expected.tensor(named: name).numbers }
}
