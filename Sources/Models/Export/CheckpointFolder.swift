import Checkpoints
import Encoders
import Files
import Formats
import Foundation
import Torch

/// Writes the folder that Hugging Face transformers opens: configuration, weights, and the tokenizer
/// of the model that was trained.
package struct CheckpointFolder {
    static let maximumLengthField = "isotropy_max_length"
    static let segmentsField = "isotropy_segments"
    static let columnsField = "isotropy_columns"
    static let taskField = "isotropy_task"
    static let positiveLabelField = "isotropy_positive_label"
    package static let spansField = "isotropy_spans"

    let source: ModelFolder

    package init(source: ModelFolder) {
        self.source = source
    }

    /// The source's configuration, with what the trained model is.
    /// - Parameters:
    ///   - head: how transformers' class for the model ends, after `For`.
    ///   - reading: how the run read its texts, for `evaluate` to do the same; `nil` leaves it out.
    ///   - task: what the run was trained on; `nil` leaves it out.
    package func fields(
        _ shape: EncoderConfiguration, head: String, _ reading: RowReading?, task: String?
    ) -> [String: Any] {
        let family = shape.family
        var fields = source.configuration.fields
        for name in StaleFields.all { fields.removeValue(forKey: name) }
        fields["architectures"] = ["\(family.className)For\(head)"]
        // transformers takes nothing but floating-point numbers here, whatever the source has.
        fields["initializer_range"] = shape.initializerRange
        if fields["layer_norm_eps"] != nil { fields["layer_norm_eps"] = shape.layerNormEpsilon }
        let names = family.fieldNames
        fields[names.hiddenDropout] = shape.hiddenDropout
        fields[names.attentionDropout] = shape.attentionDropout
        fields[names.classifierDropout] = shape.classifierDropout
        if let spans = names.spanDropout { fields[spans] = shape.spanDropout }
        if let task { fields[Self.taskField] = task }
        if let reading {
            fields[Self.maximumLengthField] = reading.maximumLength
            fields[Self.segmentsField] = reading.segments
        }
        return fields
    }

    /// Each file is replaced at once: an older checkpoint stays whole until the new weights are.
    /// - Parameter tensors: every weight under its published name, float32.
    package func write(
        tensors: [(String, Tensor)], configuration fields: [String: Any], to folder: URL
    ) throws {
        try makeFolder(folder)
        for file in source.tokenizerFiles {
            try writeAtomically(file.contents, to: folder.appending(path: file.name))
        }
        var fields = fields
        fields["dtype"] = "float32"
        try writeAtomically(
            Data(ConfigurationText(fields).text.utf8),
            to: folder.appending(path: ModelFileNames.configuration))
        try writeSafetensors(
            tensors, metadata: ["format": "pt"],
            to: folder.appending(path: ModelFileNames.safetensors))
    }
}
