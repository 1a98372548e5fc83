import Checkpoints
import Foundation
import Torch

/// Writes the folder that Hugging Face transformers opens: configuration, weights, and the tokenizer
/// of the model that was trained.
struct CheckpointFolder {
    let source: ModelFolder

    /// Each file is replaced at once: an older checkpoint stays whole until the new weights are.
    /// - Parameter tensors: every weight under its published name, float32.
    func write(
        tensors: [(String, Tensor)], configuration fields: [String: Any], to folder: URL
    ) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for file in source.tokenizer.files {
            try writeAtomically(
                try Data(contentsOf: file), to: folder.appending(path: file.lastPathComponent))
        }
        var fields = fields
        fields["dtype"] = "float32"
        fields.removeValue(forKey: "torch_dtype")
        let configuration = try JSONSerialization.data(
            withJSONObject: fields,
            options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
        try writeAtomically(configuration, to: folder.appending(path: "config.json"))
        try writeSafetensors(
            tensors, metadata: ["format": "pt"], to: folder.appending(path: "model.safetensors"))
    }
}
