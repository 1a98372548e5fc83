import Checkpoints
import Encoders
import Files
import Formats
import Foundation
import Isotropy
import Layers
import Options
import Torch

/// Saves an encoder, a pooling and an affine transform as a folder that the package `sentence-transformers` opens:
/// Transformer, Pooling, Dense with the identity as its activation, and Normalize where rows get the length 1.
///
/// Weights are float32, as the encoder computes them.
public struct SentenceTransformersExport {
    private let source: ModelFolder
    private let map: AffineMap
    private let pooling: SentencePooling
    private let normalizes: Bool
    private let maximumLength: Int

    /// The file that says which modules there are; a folder that has it opens.
    package static let modulesFile = "modules.json"

    /// - Parameters:
    ///   - normalizes: whether vectors are scaled to length 1 after the transform.
    ///   - maximumLength: the tokens of a text; longer ones are truncated.
    /// - Throws: for a transform that is not affine, and for one of other dimensions than the encoder's.
    public init(
        _ transform: Transform, source: ModelFolder, pooling: SentencePooling, normalizes: Bool,
        maximumLength: Int
    ) throws {
        guard let map = try transform.affineMap() else {
            throw TransformError(
                "\(transform.kind.rawValue) is another map in each cluster, and no layer of a sentence-transformers "
                    + "model chooses between maps: only affine transforms can be exported")
        }
        guard transform.dimensions == source.encoder.hiddenSize else {
            throw TransformError(
                "the transform is for points of \(transform.dimensions) dimensions, and \(source.url.path) makes "
                    + "\(source.encoder.hiddenSize)")
        }
        try source.check(maximumLength: maximumLength)
        self.map = map
        self.source = source
        self.pooling = pooling
        self.normalizes = normalizes
        self.maximumLength = maximumLength
    }

    /// - Parameter folder: is made where there is none; ``modulesFile`` is written last.
    public func write(to folder: URL) throws {
        try writeEncoder(to: folder)
        try writeJSON(
            ["max_seq_length": maximumLength, "do_lower_case": false],
            to: folder.appending(path: "sentence_bert_config.json"))
        var modules = [Module("Transformer", at: "", 0), Module("Pooling", at: "1_Pooling", 1)]
        try writeJSON(
            pooling.fields.merging(["word_embedding_dimension": source.encoder.hiddenSize]) { $1 },
            to: folder.appending(path: modules[1].path))
        modules.append(Module("Dense", at: "2_Dense", 2))
        try writeDense(to: folder.appending(path: modules[2].path))
        if normalizes {
            modules.append(Module("Normalize", at: "3_Normalize", 3))
            try writeJSON([:], to: folder.appending(path: modules[3].path))
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try writeAtomically(
            try encoder.encode(modules), to: folder.appending(path: Self.modulesFile))
    }

    private struct Module: Encodable {
        let idx: Int
        let name: String
        let path: String
        let type: String

        init(_ kind: String, at path: String, _ number: Int) {
            idx = number
            name = "\(number)"
            self.path = path
            type = "sentence_transformers.models.\(kind)"
        }
    }

    /// The bare encoder, with its pooler where its class in transformers has it too.
    private func writeEncoder(to folder: URL) throws {
        let shape = source.encoder
        let store = ParameterStore(precision: .fp32)
        _ = try TransformerEncoder(store, shape)
        _ = try SentencePooler(store, shape)
        let report = try load(into: store, from: source.openWeights(), map: .encoder(shape.family))
        let tensors = store.parameters.filter {
            $0.name.hasPrefix(shape.family.prefix + ".") && !report.new.contains($0.name)
        }.map { ($0.name, $0.value) }
        let writer = CheckpointFolder(source: source)
        var fields = writer.fields(shape, head: "", nil, task: nil)
        fields["architectures"] = ["\(shape.family.className)Model"]
        try withoutGradients {
            try writer.write(tensors: tensors, configuration: fields, to: folder)
        }
    }

    private func writeDense(to folder: URL) throws {
        let size = source.encoder.hiddenSize
        let matrix =
            switch map.factor {
            case .full(let matrix): matrix
            case .diagonal(let scale):
                try Tensor.of(
                    Covariance(variances: scale.elements()).elements, shape: [size, size])
            }
        try writeJSON(
            [
                "in_features": size, "out_features": matrix.size(0), "bias": true,
                "activation_function": "torch.nn.modules.linear.Identity",
            ], to: folder)
        try writeSafetensors(
            [
                ("linear.weight", matrix.converted(to: .float32)),
                ("linear.bias", map.shift.converted(to: .float32)),
            ], metadata: ["format": "pt"],
            to: folder.appending(path: ModelFileNames.safetensors))
    }

    /// - Parameter place: a file, or a module's folder, whose `config.json` it is.
    private func writeJSON(_ fields: [String: Any], to place: URL) throws {
        let isFile = place.pathExtension == "json"
        let file = isFile ? place : place.appending(path: ModelFileNames.configuration)
        try makeFolder(file.deletingLastPathComponent())
        try writeAtomically(Data(ConfigurationText(fields).text.utf8), to: file)
    }
}
