import Checkpoints
import Foundation
import Formats
import IsotropyCommands
import Isotropy
import TestSupport
import Testing
import Torch

/// What `transform export` writes for the package sentence-transformers; `Tools/compare-sentence-transformers` opens it
/// there.
struct ExportTransformTests {
    let folder: TemporaryFolder
    let sentences = (0..<30).map { "w\(5 + $0) w\(6 + 2 * $0 % 70) w\(9 + $0 * $0 % 60)" }

    init() throws {
        folder = try TemporaryFolder()
        try writeModelFolder("tiny-bert", to: folder.file("model"))
        try folder.write(sentences.joined(separator: "\n") + "\n", to: "lines.txt")
    }

    private func path(_ name: String) -> String { folder.file(name).path }

    private func run(_ arguments: String...) throws { _ = try printed(arguments) }

    /// One array.
    private func points(_ name: String) throws -> Tensor {
        try #require(try PointCloudFile.read(folder.file(name)).first).points
    }

    private func embed(_ model: String, pooling: String, to name: String) throws -> Tensor {
        try run(
            "embed", "--model", path(model), "--input", path("lines.txt"), "--pooling", pooling,
            "--output", path(name), "--precision", "fp32")
        return try points(name)
    }

    private func object(_ name: String) throws -> [String: OptionText] {
        try JSONDecoder().decode(
            [String: OptionText].self, from: Data(contentsOf: folder.file(name)))
    }

    /// A text, a number or a truth value, as words.
    private struct OptionText: Decodable, Equatable, ExpressibleByStringLiteral {
        let text: String

        init(stringLiteral text: String) { self.text = text }

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            text =
                if let flag = try? value.decode(Bool.self) {
                    "\(flag)"
                } else if let number = try? value.decode(Int.self) { "\(number)" } else {
                    try value.decode(String.self)
                }
        }
    }

    @Test(arguments: ["mean", "cls", "max"])
    func theFolderHasTheEncoderAndTheTransform(_ pooling: String) throws {
        let embedded = try embed("model", pooling: pooling, to: "x.npy")
        try run(
            "transform", "fit", path("x.npy"), "--kind", "pca-whitening", "--components", "5",
            "--shrinkage", "0.1", "-o", path("t.safetensors"))
        try run("transform", "apply", path("t.safetensors"), path("x.npy"), "-o", path("y.npy"))
        try run(
            "transform", "export", path("t.safetensors"), "--model", path("model"), "--pooling",
            pooling,
            "--normalize", "--max-length", "20", "-o", path("out"))
        // The encoder is a model of its own, with the same vectors.
        #expect(try embed("out", pooling: pooling, to: "again.npy").bits == embedded.bits)
        let dense = try SafetensorsFile(contentsOf: folder.file("out/2_Dense/model.safetensors"))
        let values = try linear(
            embedded, weight: dense.tensor(named: "linear.weight"),
            bias: dense.tensor(named: "linear.bias"))
        expectClose(try values.numbers, try points("y.npy").numbers, relative: 1e-5)
        let modules = try JSONTree(Array(Data(contentsOf: folder.file("out/modules.json"))))
        guard case .array(let list) = modules else {
            Issue.record("\(modules.text)")
            return
        }
        #expect(list.count == 4)
        let size = "\(embedded.size(1))"
        #expect(
            try object("out/2_Dense/config.json") == [
                "in_features": OptionText(stringLiteral: size), "out_features": "5", "bias": "true",
                "activation_function": "torch.nn.modules.linear.Identity",
            ])
        let pooled = try object("out/1_Pooling/config.json")
        #expect(pooled.filter { $0.value == "true" }.map(\.key).count == 1)
        #expect(
            pooled.first { $0.value == "true" }?.key.hasPrefix("pooling_mode_\(pooling)_tok")
                == true)
        #expect(pooled["word_embedding_dimension"] == OptionText(stringLiteral: size))
        #expect(
            try object("out/sentence_bert_config.json") == [
                "max_seq_length": "20", "do_lower_case": "false",
            ])
        #expect(try folder.names(in: "out/3_Normalize") == ["config.json"])
    }

    @Test func whatCannotBeExportedIsRefused() throws {
        let embedded = try embed("model", pooling: "mean", to: "x.npy")
        try run(
            "transform", "fit", path("x.npy"), "--kind", "clusters", "--clusters", "2", "-o",
            path("c.safetensors"))
        func export(_ transform: String, _ target: String) -> String {
            refusal {
                try run(
                    "transform", "export", path(transform), "--model", path("model"), "-o",
                    path(target))
            }
        }
        #expect(export("c.safetensors", "out").contains("only affine transforms can be exported"))
        try writeNumPy(embedded.slice(0..<3, along: 1).contiguous(), to: folder.file("narrow.npy"))
        try run(
            "transform", "fit", path("narrow.npy"), "--kind", "centre", "-o", path("n.safetensors"))
        #expect(export("n.safetensors", "out").contains("is for points of 3 dimensions"))
        #expect(export("n.safetensors", "model").contains("is not empty"))
        #expect(try !folder.names().contains("out"))
    }
}
