import Checkpoints
import Encoders
import Foundation
import Isotropy
import Layers
import Models
import TestSupport
import Testing
import Torch
import Training

/// Which names a file may have for a family's classifier.
struct PublishedNamesTests {
    static let families = [
        "tiny-bert", "tiny-roberta", "tiny-xlm-roberta", "tiny-camembert", "tiny-electra",
        "tiny-distilbert", "tiny-albert",
    ]

    /// The weights of a small classifier under other names; `nil` leaves one out.
    private static func file(
        _ tiny: TinyModel, _ others: [String] = [], rename: (String) -> String?
    ) throws -> (TemporaryFolder, SafetensorsFile) {
        var tensors = tiny.parameters.compactMap { parameter in
            rename(parameter.name).map { ($0, parameter.value) }
        }
        for name in others {
            let type = name.hasSuffix("position_ids") ? DType.int64 : .float32
            if let name = rename(name) { tensors.append((name, try Tensor.zeros([1, 2], type))) }
        }
        let folder = try TemporaryFolder()
        try writeSafetensors(tensors, to: folder.file("model.safetensors"))
        return (folder, try SafetensorsFile(contentsOf: folder.file("model.safetensors")))
    }

    private func fresh(_ tiny: TinyModel) throws -> SentenceModel {
        try SentenceModel(
            tiny.model.encoder.configuration, head: tiny.model.head, features: .pooler,
            normalizer: NoNormalizer(), precision: .fp32)
    }

    /// As a program does that wants hidden states and nothing else.
    @Test(arguments: families)
    func theEncoderAloneLoadsFromAClassifiersFile(_ name: String) throws {
        let tiny = try TinyModel(name)
        let configuration = tiny.model.encoder.configuration
        let store = ParameterStore(precision: .fp32)
        let encoder = try TransformerEncoder(store, configuration)
        let report = try Checkpoints.load(
            into: store, from: ModelWeights(in: SharedFixtures.url(name)),
            map: .encoder(configuration.family))
        #expect(report.new.isEmpty && report.loaded.count == store.parameters.count)
        let head = configuration.family.sentenceHead
        #expect(report.ignored.contains(head.classifier + ".weight"))
        #expect(report.ignored.contains(head.pooler + ".weight"))
        let states = try encoder(PackedBatch(tiny.examples), .evaluation()).last
        #expect(try states.bits == tiny.output().states.last.bits)
    }

    private func expectSameStates(_ model: SentenceModel, _ tiny: TinyModel) throws {
        let found = try model(PackedBatch(tiny.examples), .evaluation()).states.last
        #expect(try found.bits == tiny.output().states.last.bits)
    }

    @Test(arguments: families)
    func pretrainingHeadsArePassedOverAndTheClassifierStartsAnew(_ name: String) throws {
        let tiny = try TinyModel(name)
        let others = try SharedFixtures.json("other_heads.json", as: [String: [String]].self)
        let heads = try #require(others[name])
        let prefix = tiny.model.encoder.configuration.family.prefix + "."
        let head = tiny.parameters.map(\.name).filter { !$0.hasPrefix(prefix) }
        let (_, file) = try Self.file(tiny, heads) { head.contains($0) ? nil : $0 }
        let model = try fresh(tiny)
        let report = try model.load(file, seed: 1)
        #expect(report.new == head)
        #expect(Set(report.ignored) == Set(heads) && !heads.isEmpty)
        try expectSameStates(model, tiny)
    }

    @Test(arguments: families)
    func theNamesOfABareEncoderHaveNoPrefix(_ name: String) throws {
        let tiny = try TinyModel(name)
        let others = try SharedFixtures.json("other_heads.json", as: [String: [String]].self)
        let prefix = tiny.model.encoder.configuration.family.prefix + "."
        let (_, file) = try Self.file(tiny, others[name] ?? []) { name in
            name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : nil
        }
        #expect(!file.names.contains { $0.hasPrefix(prefix) })
        let model = try fresh(tiny)
        let report = try model.load(file, seed: 1)
        #expect(report.new == tiny.parameters.map(\.name).filter { !$0.hasPrefix(prefix) })
        try expectSameStates(model, tiny)
    }

    @Test(arguments: families)
    func oldNamesOfNormsAreKnown(_ name: String) throws {
        let tiny = try TinyModel(name)
        let (_, file) = try Self.file(tiny) { name in
            name.replacing("LayerNorm.weight", with: "LayerNorm.gamma")
                .replacing("LayerNorm.bias", with: "LayerNorm.beta")
        }
        #expect(file.names.contains { $0.hasSuffix("embeddings.LayerNorm.gamma") })
        let model = try fresh(tiny)
        #expect(try model.load(file, seed: 1).new == [])
        try expectSameStates(model, tiny)
    }

    @Test(arguments: families)
    func aWeightThatIsMissingOrUnknownIsNamed(_ name: String) throws {
        let tiny = try TinyModel(name)
        let family = tiny.model.encoder.configuration.family
        let norm = family.prefix + ".embeddings.LayerNorm.bias"
        let (_, file) = try Self.file(tiny, ["crf.transitions"]) { $0 == norm ? nil : $0 }
        let model = try fresh(tiny)
        let error = #expect(throws: CheckpointError.self) { try model.load(file, seed: 1) }
        let message = error?.description ?? ""
        #expect(message.contains("does not fit \(family.modelType)"))
        #expect(message.contains("1 missing from the file: \(norm)"))
        #expect(message.contains("1 unexpected: crf.transitions"))
    }

    @Test func aPyTorchFileGivesTheWeightsOfTheSafetensorsFile() throws {
        let tiny = try TinyModel("tiny-albert")
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(
            at: SharedFixtures.url("tiny-albert/pytorch_model.bin"),
            to: folder.file("pytorch_model.bin"))
        let model = try fresh(tiny)
        let report = try model.load(ModelWeights(in: folder.url), seed: 1)
        #expect(report.new == [] && report.ignored == [])
        for (found, wanted) in zip(model.store.parameters, tiny.parameters) {
            #expect(try found.value.bits == wanted.value.bits, "\(found.name)")
        }
    }
}
