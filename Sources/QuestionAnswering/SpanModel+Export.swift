import Encoders
import Formats
import Foundation
import Models

extension SpanModel {
    /// Saves an ordinary Hugging Face question answerer of the model's family.
    /// - Parameters:
    ///   - reading: how the run read its texts, for `evaluate` to do the same; `nil` leaves it out.
    ///   - task: what the run was trained on; `nil` leaves it out.
    package func write(
        to folder: URL, source: ModelFolder, reading: RowReading? = nil,
        task: String? = nil, spans: SpanOptions? = nil
    ) throws {
        let checkpoint = CheckpointFolder(source: source)
        var fields = checkpoint.fields(
            encoder.configuration, head: "QuestionAnswering", reading, task: task)
        // Two outputs; the labels of a classifier that the model came from would say otherwise.
        fields["id2label"] = ["0": "LABEL_0", "1": "LABEL_1"]
        fields["label2id"] = ["LABEL_0": 0, "LABEL_1": 1]
        if let spans {
            fields[CheckpointFolder.spansField] = try JSONSerialization.jsonObject(
                with: JSONEncoder().encode(spans))
        }
        try checkpoint.write(
            tensors: store.parameters.map { ($0.name, $0.value) }, configuration: fields,
            to: folder)
    }
}

extension ModelFolder {
    /// How the run that saved the checkpoint looked for answers; `nil` where it did not.
    /// - Throws: for options that this version does not know, by name.
    public var trainedSpans: SpanOptions? {
        get throws {
            guard var fields = configuration.fields[CheckpointFolder.spansField] as? [String: Any]
            else {
                return nil
            }
            // What version 0.1 called it.
            if let longest = fields.removeValue(forKey: "max_answer_length") {
                fields["max_answer"] = longest
            }
            do {
                let bytes = Array(try JSONSerialization.data(withJSONObject: fields))
                return try decodeJSON(SpanOptions.self, from: bytes)
            } catch {
                let reason = (error as? JSONError)?.reason ?? "\(error)"
                throw ConfigurationError(
                    configuration.url, ["\(CheckpointFolder.spansField): \(reason)"])
            }
        }
    }
}
