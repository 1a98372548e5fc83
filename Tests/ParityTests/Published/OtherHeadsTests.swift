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

/// Encoders inside checkpoints with other heads than a sentence classifier's, with the names and shapes
/// that transformers gives them.
struct OtherHeadsTests {
    /// What differs from the saved sequence classifier.
    struct Head {
        let config: [String: Any]
        let added: [String: [Int]]
        let missing: [String]
    }

    static let cases: [(family: String, head: String)] = {
        let families = (try? fixture()) ?? [:]
        return families.sorted { $0.key < $1.key }.flatMap { family, heads in
            heads.keys.sorted().map { (family, $0) }
        }
    }()

    private static func fixture() throws -> [String: [String: Any]] {
        let data = try Data(contentsOf: SharedFixtures.url("heads.json"))
        return try JSONSerialization.jsonObject(with: data) as? [String: [String: Any]] ?? [:]
    }

    private static func head(_ family: String, _ name: String) throws -> Head {
        let fields = try #require(try fixture()[family]?[name] as? [String: Any])
        return Head(
            config: try #require(fields["config"] as? [String: Any]),
            added: try #require(fields["added"] as? [String: [Int]]),
            missing: try #require(fields["missing"] as? [String]))
    }

    /// A model folder with that head: the tiny classifier's encoder, and other weights of the head's
    /// shapes.
    private static func source(
        _ family: String, _ head: Head, in folder: TemporaryFolder, architectures: Bool = true
    ) throws -> ModelFolder {
        let url = folder.file("model")
        try writeModelFolder(family, to: url)
        let file = try SafetensorsFile(contentsOf: url.appending(path: "model.safetensors"))
        var tensors: [(String, Tensor)] = []
        for name in file.names where !head.missing.contains(name) && head.added[name] == nil {
            tensors.append((name, try file.tensor(named: name)))
        }
        for (name, shape) in head.added.sorted(by: { $0.key < $1.key }) {
            tensors.append((name, try Tensor.random(shape, seed: UInt64(name.utf8.count))))
        }
        try writeSafetensors(tensors, to: url.appending(path: "model.safetensors"))
        let place = url.appending(path: "config.json")
        var fields = try ConfigurationFile(contentsOf: place).fields
        for (name, value) in head.config { fields[name] = value }
        if !architectures { fields.removeValue(forKey: "architectures") }
        try JSONSerialization.data(withJSONObject: fields).write(to: place)
        return try ModelFolder(url)
    }

    private static func classifier(_ source: ModelFolder, labels: [String]) throws -> SentenceModel
    {
        try SentenceModel(
            source.encoder, head: .classification(labels: labels), features: .pooler,
            normalizer: NoNormalizer(), precision: .fp32)
    }

    @Test func everyFamilyHasItsHeads() {
        #expect(Set(Self.cases.map(\.family)).count == 7)
        for head in ["TokenClassification", "MultipleChoice", "MaskedLM", "QuestionAnswering"] {
            #expect(Self.cases.count { $0.head == head } == 7)
        }
    }

    /// Also where the numbers of outputs are the same, and where no class is named but shapes tell.
    @Test(arguments: cases, [true, false])
    func theEncoderIsReadAndTheHeadIsPassedOverAndNamed(
        _ which: (family: String, head: String), _ architectures: Bool
    ) throws {
        let head = try Self.head(which.family, which.head)
        // A token classifier of two labels is told from one of sentences by the class alone where the
        // family gives both the same weights.
        let folder = try TemporaryFolder()
        let source = try Self.source(which.family, head, in: folder, architectures: architectures)
        let tiny = try TinyModel(which.family)
        let wanted = try tiny.output().states.last.bits
        let count = which.head == "TokenClassification" ? 3 : 2
        let model = try Self.classifier(source, labels: (0..<count).map { "label \($0)" })
        let report = try model.load(source, seed: 3)
        let layers = source.encoder.family.sentenceHead
        #expect(report.new.contains(layers.classifier + ".weight"))
        #expect(report.new.contains(layers.classifier + ".bias"))
        #expect(try model(PackedBatch(tiny.examples), .evaluation()).states.last.bits == wanted)
        // What the encoder has of its own is kept, what only the head has is passed over.
        let prefix = source.encoder.family.prefix + "."
        let passed = head.added.keys.filter { !$0.hasPrefix(prefix) || $0.contains("pooler") }
        #expect(Set(report.ignored).isSuperset(of: passed))
        let notice = try #require(source.notices(of: report).first).description
        for name in report.ignored {
            let module = name.hasPrefix(prefix) ? name.dropFirst(prefix.count) : name[...]
            #expect(notice.contains(String(module.prefix { $0 != "." })), "\(notice)")
        }
        #expect(notice.contains("classifier"), "\(notice)")
        #expect(notice.hasSuffix("anew"), "\(notice)")
        let title = "\(source.encoder.family.className)For\(which.head)"
        #expect(notice.contains(title) == architectures, "\(notice)")
    }

    @Test(arguments: cases)
    func aModelOfAnswersReadsTheEncoderToo(_ which: (family: String, head: String)) throws {
        let folder = try TemporaryFolder()
        let source = try Self.source(
            which.family, Self.head(which.family, which.head), in: folder)
        let tiny = try TinyModel(which.family)
        let model = try SpanModel(source.encoder, precision: .fp32)
        let report = try model.load(source, seed: 3)
        let answers = which.head == "QuestionAnswering"
        #expect(report.new == (answers ? [] : ["qa_outputs.weight", "qa_outputs.bias"]))
        let states = try model(PackedBatch(tiny.examples), .evaluation()).states.last.bits
        #expect(try states == tiny.output().states.last.bits)
        if !answers {
            let notice = try #require(source.notices(of: report).first).description
            #expect(notice.contains("qa_outputs starts anew"), "\(notice)")
        }
    }

    @Test(arguments: cases)
    func theEncoderAloneReadsItToo(_ which: (family: String, head: String)) throws {
        let folder = try TemporaryFolder()
        let source = try Self.source(
            which.family, Self.head(which.family, which.head), in: folder)
        let store = ParameterStore(precision: .fp32)
        let encoder = try TransformerEncoder(store, source.encoder)
        let report = try Checkpoints.load(
            into: store, from: source.openWeights(), map: .encoder(source.encoder.family))
        #expect(report.new.isEmpty && report.loaded.count == store.parameters.count)
        let tiny = try TinyModel(which.family)
        let states = try encoder(PackedBatch(tiny.examples), .evaluation()).last.bits
        #expect(try states == tiny.output().states.last.bits)
    }

    /// Nothing would be right in what it answers.
    @Test(arguments: cases)
    func nobodyIsClassifiedByAnotherHead(_ which: (family: String, head: String)) throws {
        let folder = try TemporaryFolder()
        let source = try Self.source(
            which.family, Self.head(which.family, which.head), in: folder)
        let error = #expect(throws: TrainingError.self) {
            try SentenceModel.fineTuned(source, on: Computation(precision: .fp32))
        }
        #expect(error?.description.contains("is to be fine-tuned first") == true)
    }

    @Test(arguments: [[], [2], [2, 16], [3, 32], [2, 32, 1]] as [[Int]])
    func aClassifierOfAnotherShapeThanItsConfigurationIsPassedOver(_ shape: [Int]) throws {
        let folder = try TemporaryFolder()
        let head = Head(config: [:], added: ["classifier.weight": shape], missing: [])
        let source = try Self.source("tiny-bert", head, in: folder)
        let model = try Self.classifier(source, labels: ["no", "yes"])
        #expect(try model.load(source, seed: 1).new == ["classifier.weight", "classifier.bias"])
        let objection = try source.objection(source.openWeights(), to: model.head, .pooler)
        #expect(objection == "it is \(shape), config.json asks for [2, 32]")
    }

    @Test func outputsOfAnswersThatAreNotTwoStartAnew() throws {
        let folder = try TemporaryFolder()
        let head = Head(
            config: [:], added: ["qa_outputs.weight": [3, 32], "qa_outputs.bias": [3]],
            missing: ["classifier.weight", "classifier.bias"])
        let source = try Self.source("tiny-bert", head, in: folder)
        let model = try SpanModel(source.encoder, precision: .fp32)
        #expect(try model.load(source, seed: 1).new == ["qa_outputs.weight", "qa_outputs.bias"])
    }
}
