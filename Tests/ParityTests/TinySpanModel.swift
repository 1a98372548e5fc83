import Checkpoints
import Encoders
import Foundation
import Layers
import Models
import TestSupport
import Torch
import Training

/// One of the small random models that answer by spans, with what transformers computed from it.
struct TinySpanModel {
    static let names = [
        "tiny-bert-qa", "tiny-roberta-qa", "tiny-electra-qa", "tiny-distilbert-qa",
        "tiny-albert-qa",
    ]

    private struct Batch: Decodable {
        struct Sequence: Decodable {
            let inputIds: [Int32]
            let tokenTypeIds: [Int32]
            let start, end: Int
        }
        let sequences: [Sequence]
    }

    let model: SpanModel
    /// The folder that the model was loaded from, with a tokenizer.
    let source: ModelFolder
    /// States, scores and loss.
    let expected: SafetensorsFile
    private let sequences: [Batch.Sequence]
    private let folder: TemporaryFolder

    /// - Parameter saved: the folder to load from instead.
    init(_ name: String, precision: Precision = .fp32, saved: URL? = nil) throws {
        folder = try TemporaryFolder()
        try writeModelFolder(name, to: folder.file("source"))
        source = try ModelFolder(saved ?? folder.file("source"))
        model = try SpanModel(source.encoder, precision: precision)
        let report = try model.load(source, seed: 0)
        precondition(report.new.isEmpty, "\(report.new) are not in \(name)")
        sequences = try SharedFixtures.json("\(name)/batch.json", as: Batch.self).sequences
        expected = try SafetensorsFile(
            contentsOf: SharedFixtures.url("\(name)/expected.safetensors"))
    }

    /// The batch of some of the sequences, of all by default.
    func batch(_ rows: [Int]? = nil) throws -> PackedBatch {
        try PackedBatch(chosen(rows).map { (ids: $0.inputIds, typeIDs: $0.tokenTypeIds) })
    }

    func output() throws -> SpanModel.Output { try model(batch(), .evaluation()) }

    func loss(_ rows: [Int]? = nil) throws -> Tensor {
        try model.loss(
            model(batch(rows), .evaluation()),
            answers: chosen(rows).map { SpanModel.Answer(start: $0.start, end: $0.end) })
    }

    func expected(_ name: String) throws -> [Double] { try expected.tensor(named: name).numbers }

    private func chosen(_ rows: [Int]?) -> [Batch.Sequence] {
        rows.map { $0.map { sequences[$0] } } ?? sequences
    }
}
