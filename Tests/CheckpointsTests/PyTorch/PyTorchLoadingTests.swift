import Checkpoints
import Foundation
import Layers
import TestSupport
import Testing
import Torch

/// Models whose weights are in files of PyTorch.
struct PyTorchLoadingTests {
    /// A tensor of numbers that its type holds exactly.
    struct Weight {
        let name: String
        let numbers: [Double]
        let shape: [Int]
        var dtype = DType.float32

        var storage: [UInt8] {
            get throws {
                let tensor = try Tensor.of(numbers).converted(to: dtype)
                var bytes = [UInt8](repeating: 0, count: numbers.count * dtype.byteCount)
                try bytes.withUnsafeMutableBytes { buffer in
                    try tensor.write(to: buffer, as: dtype)
                }
                return bytes
            }
        }
    }

    let folder: TemporaryFolder
    let store: ParameterStore

    init() throws {
        folder = try TemporaryFolder()
        store = try StrictLoadingTests.model(.fp32)
    }

    private func write(_ weights: [Weight], to name: String = "pytorch_model.bin") throws {
        let members = weights.enumerated().map { index, weight in
            let strides = weight.shape.indices.map { axis in
                weight.shape[(axis + 1)...].reduce(1, *)
            }
            let type = ["float16": "Half", "bfloat16": "BFloat16", "int64": "Long"]
            let storage = (type[weight.dtype.rawValue] ?? "Float") + "Storage"
            let tensor = PickleBytes.tensor(
                key: "\(index)", count: weight.numbers.count, shape: weight.shape,
                strides: strides, type: storage)
            return (weight.name, tensor)
        }
        let pickle = PickleBytes.start + PickleBytes.dictionary(members) + PickleBytes.stop
        let archive = ArchiveBytes.torch(pickle, try weights.map { try $0.storage })
        try folder.write(archive.bytes, to: name)
    }

    private func load() throws -> LoadReport {
        let map = KeyMap(
            model: "bert", optionalPrefix: "bert.",
            spellings: [
                .init("LayerNorm.gamma", now: "LayerNorm.weight"),
                .init("LayerNorm.beta", now: "LayerNorm.bias"),
            ],
            ignorable: ["embeddings.position_ids", "cls.*"],
            initializable: ["classifier.*", "pooler.*"])
        return try Checkpoints.load(into: store, from: ModelWeights(in: folder.url), map: map)
    }

    private func values(_ name: String) throws -> [Float] {
        try #require(store[name]).value.elements()
    }

    private static let words = [1, -2, 3.25, 4, 0.5, 0.125]

    private static func encoder(_ dtype: DType = .float32) -> [Weight] {
        [
            Weight(
                name: "bert.embeddings.word_embeddings.weight", numbers: words, shape: [3, 2],
                dtype: dtype),
            Weight(name: "bert.encoder.layer.0.LayerNorm.gamma", numbers: [5, 6], shape: [2]),
            Weight(
                name: "bert.encoder.layer.0.LayerNorm.beta", numbers: [7, 8], shape: [2],
                dtype: dtype),
        ]
    }

    @Test(arguments: [DType.float32, .float16, .bfloat16])
    func weightsOfEveryTypeAndOldNamesLoad(_ dtype: DType) throws {
        try write(
            Self.encoder(dtype) + [
                Weight(
                    name: "bert.embeddings.position_ids", numbers: [0, 1, 2], shape: [1, 3],
                    dtype: .int64)
            ])
        let report = try load()
        #expect(
            report.loaded == [
                "bert.embeddings.word_embeddings.weight", "bert.encoder.layer.0.LayerNorm.weight",
                "bert.encoder.layer.0.LayerNorm.bias",
            ])
        #expect(report.ignored == ["bert.embeddings.position_ids"])
        #expect(try values("bert.embeddings.word_embeddings.weight") == Self.words.map(Float.init))
        #expect(try values("bert.encoder.layer.0.LayerNorm.weight") == [5, 6])
        #expect(try values("bert.encoder.layer.0.LayerNorm.bias") == [7, 8])
    }

    @Test func severalFilesWithAnIndexLoad() throws {
        let weights = Self.encoder()
        try write([weights[0]], to: "pytorch_model-00001-of-00002.bin")
        try write(Array(weights[1...]), to: "pytorch_model-00002-of-00002.bin")
        let places = weights.enumerated().map { index, weight in
            #""\#(weight.name)":"pytorch_model-0000\#(min(index, 1) + 1)-of-00002.bin""#
        }
        try folder.write(
            Array(#"{"weight_map":{\#(places.joined(separator: ","))}}"#.utf8),
            to: "pytorch_model.bin.index.json")
        #expect(try load().loaded.count == 3)
        #expect(try values("bert.encoder.layer.0.LayerNorm.bias") == [7, 8])
    }

    @Test func safetensorsWinOverAFileOfPyTorch() throws {
        try folder.write([1, 2, 3], to: "pytorch_model.bin")
        try writeSafetensors(
            [("x", Tensor.of([1.0]))], to: folder.file("model.safetensors"))
        #expect(try ModelWeights(in: folder.url).names == ["x"])
    }

    @Test func weightsThatAreNotFiniteAreRefusedByName() throws {
        var weights = Self.encoder()
        weights[1] = Weight(name: weights[1].name, numbers: [1, .nan], shape: [2])
        try write(weights)
        let error = try #require(throws: CheckpointError.self) { try load() }
        #expect(error.problems[0].hasSuffix("encoder.layer.0.LayerNorm.weight (element 1)"))
        #expect(try store.parameters.allSatisfy { try $0.value.sumOfSquares() == 0 })
    }
}
