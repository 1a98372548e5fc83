import Checkpoints
import Foundation
import Layers
import TestSupport
import Testing
import Torch

struct StrictLoadingTests {
    let folder: TemporaryFolder
    let store: ParameterStore
    let map = KeyMap(
        model: "bert", optionalPrefix: "bert.",
        spellings: [
            .init("LayerNorm.gamma", now: "LayerNorm.weight"),
            .init("LayerNorm.beta", now: "LayerNorm.bias"),
        ],
        ignorable: ["embeddings.position_ids", "cls.predictions.*", "cls.seq_relationship.*"],
        initializable: ["classifier.*", "pooler.*"])

    init() throws {
        folder = try TemporaryFolder()
        store = try Self.model(.fp32)
    }

    /// An embedding, a norm, a pooler and a classifier under BERT's names.
    static func model(_ precision: Precision) throws -> ParameterStore {
        let store = ParameterStore(precision: precision)
        let bert = store.scope("bert")
        _ = try Embedding(
            bert["embeddings"]["word_embeddings"], count: 3, size: 2, initializerRange: 0.02)
        _ = try LayerNorm(bert["encoder"]["layer"][0]["LayerNorm"], size: 2, epsilon: 1e-12)
        _ = try Linear(bert["pooler"]["dense"], inputs: 2, outputs: 2, initializerRange: 0.02)
        _ = try Linear(store.scope("classifier"), inputs: 2, outputs: 2, initializerRange: 0.02)
        return store
    }

    static let words: [Float] = [1, -2, 3.25, 4, 0.001, 1.0039]

    /// What a file of the bare encoder holds, without a pooler.
    static func encoder(_ prefix: String = "") throws -> [(String, Tensor)] {
        [
            (prefix + "embeddings.word_embeddings.weight", try Tensor.of(words, shape: [3, 2])),
            (prefix + "encoder.layer.0.LayerNorm.gamma", try Tensor.of([5.0, 6])),
            (prefix + "encoder.layer.0.LayerNorm.beta", try Tensor.of([7.0, 8])),
        ]
    }

    func load(_ tensors: [(String, Tensor)], into store: ParameterStore? = nil) throws -> LoadReport
    {
        let url = folder.file("model.safetensors")
        try writeSafetensors(tensors, to: url)
        return try Checkpoints.load(
            into: store ?? self.store, from: SafetensorsFile(contentsOf: url), map: map)
    }

    func message(_ tensors: [(String, Tensor)]) throws -> String {
        let error = try #require(throws: CheckpointError.self) { try load(tensors) }
        #expect(error.file == folder.file("model.safetensors").path)
        #expect(try store.parameters.allSatisfy { try $0.value.sumOfSquares() == 0 })
        return error.problems.joined(separator: "\n")
    }

    func values(_ name: String, of other: ParameterStore? = nil) throws -> [Float] {
        try #require((other ?? store)[name]).value.elements()
    }

    @Test(arguments: ["", "bert."])
    func encoderLoadsWithAndWithoutItsPrefix(_ prefix: String) throws {
        let report = try load(
            Self.encoder(prefix) + [
                (prefix + "embeddings.position_ids", Tensor.of([0, 1, 2])),
                ("cls.predictions.bias", Tensor.of([1.0])),
            ])
        #expect(
            report.loaded == [
                "bert.embeddings.word_embeddings.weight", "bert.encoder.layer.0.LayerNorm.weight",
                "bert.encoder.layer.0.LayerNorm.bias",
            ])
        #expect(
            report.new == [
                "bert.pooler.dense.weight", "bert.pooler.dense.bias", "classifier.weight",
                "classifier.bias",
            ])
        #expect(
            Set(report.ignored) == [prefix + "embeddings.position_ids", "cls.predictions.bias"])
        #expect(try values("bert.embeddings.word_embeddings.weight") == Self.words)
        #expect(try values("bert.encoder.layer.0.LayerNorm.weight") == [5, 6])
        #expect(try values("bert.encoder.layer.0.LayerNorm.bias") == [7, 8])
    }

    @Test func classifierBesideABareEncoderKeepsItsName() throws {
        let report = try load(
            Self.encoder() + [
                ("classifier.weight", Tensor.of([1.0, 2, 3, 4], shape: [2, 2])),
                ("classifier.bias", Tensor.of([9.0, 10])),
            ])
        #expect(report.new == ["bert.pooler.dense.weight", "bert.pooler.dense.bias"])
        #expect(try values("classifier.bias") == [9, 10])
    }

    @Test func everyProblemIsSaidAtOnceAndNothingIsCopied() throws {
        let text = try message([
            ("bert.embeddings.word_embeddings.weight", Tensor.zeros([4, 2])),
            ("bert.encoder.layer.0.LayerNorm.weight", Tensor.of([1, 2])),
            ("bert.extra", Tensor.of([1.0])),
        ])
        #expect(
            text == "checkpoint does not fit bert: "
                + "1 missing from the file: bert.encoder.layer.0.LayerNorm.bias; "
                + "1 of another shape: bert.embeddings.word_embeddings.weight [4, 2], "
                + "model has [3, 2]; "
                + "1 of a type that is no weight's: bert.encoder.layer.0.LayerNorm.weight I64; "
                + "1 unexpected: bert.extra")
    }

    /// What a wrapper such as `DataParallel` puts before every name is not taken off by guess.
    @Test(arguments: ["module.", "model.bert."])
    func prefixesThatTheModelDoesNotHaveAreRefusedNameByName(_ prefix: String) throws {
        let text = try message(Self.encoder(prefix))
        #expect(
            text == "checkpoint does not fit bert: 3 missing from the file: "
                + "bert.embeddings.word_embeddings.weight, bert.encoder.layer.0.LayerNorm.weight, "
                + "bert.encoder.layer.0.LayerNorm.bias; 3 unexpected: "
                + "\(prefix)encoder.layer.0.LayerNorm.gamma, "
                + "\(prefix)encoder.layer.0.LayerNorm.beta, "
                + "\(prefix)embeddings.word_embeddings.weight")
    }

    @Test func halfAHeadIsMissingTheOtherHalf() throws {
        let text = try message(Self.encoder() + [("classifier.bias", Tensor.of([9.0, 10]))])
        #expect(
            text == "checkpoint does not fit bert: 1 missing from the file: classifier.weight")
    }

    @Test func twoNamesForOneParameterAreRefused() throws {
        let text = try message(
            Self.encoder("bert.") + [
                ("bert.encoder.layer.0.LayerNorm.weight", Tensor.of([5.0, 6]))
            ])
        #expect(text.contains("1 there twice: bert.encoder.layer.0.LayerNorm.weight as"))
    }

    @Test(arguments: [DType.float16, .bfloat16, .float32, .float64])
    func weightsThatAreNotFiniteAreRefusedByName(_ dtype: DType) throws {
        for bad in [Double.nan, .infinity, -.infinity] {
            var tensors = try Self.encoder("bert.")
            tensors[1].1 = try Tensor.of([1, bad]).converted(to: dtype)
            let text = try message(tensors)
            #expect(
                text == "checkpoint does not fit bert: 1 with values that are not finite in "
                    + "float32: bert.encoder.layer.0.LayerNorm.weight (element 1)")
        }
    }

    @Test func numbersThatFloat32CannotHoldAreRefused() throws {
        var tensors = try Self.encoder("bert.")
        let limit = Double(Float.greatestFiniteMagnitude)
        tensors[1].1 = try Tensor.of([limit, -limit])
        _ = try load(tensors)
        try store.parameters.forEach {
            try $0.update { value throws(TorchError) in try value.fill(0) }
        }
        tensors[1].1 = try Tensor.of([limit, -0x1.ffffffp127])  // rounds up to infinity
        #expect(try message(tensors).contains("LayerNorm.weight (element 1)"))
    }

    @Test(arguments: [DType.float16, .bfloat16, .float32, .float64])
    func weightsOfEveryFloatingTypeAreConverted(_ dtype: DType) throws {
        var tensors = try Self.encoder("bert.")
        tensors[0].1 = try tensors[0].1.converted(to: dtype)
        _ = try load(tensors)
        let expected: [Float] = try tensors[0].1.elements()
        #expect(try values("bert.embeddings.word_embeddings.weight") == expected)
    }

    @Test func roundedCopiesFollow() throws {
        let rounded = try Self.model(.bf16)
        let numbers = [1.0, 1.0039, -3.14159, 1e-3]
        _ = try load(
            Self.encoder() + [
                ("classifier.weight", Tensor.of(numbers, shape: [2, 2])),
                ("classifier.bias", Tensor.of([9.0, 10])),
            ], into: rounded)
        let parameter = try #require(rounded["classifier.weight"])
        let copy = try #require(parameter.roundedCopy)
        let expected: [Float] = try Tensor.of(numbers).converted(to: .bfloat16).elements()
        #expect(try parameter.value.elements() == numbers.map(Float.init))
        #expect(try copy.elements() == expected)
    }
}
