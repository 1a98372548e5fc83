import Encoders
import Foundation
import Models
import TestSupport
import Testing

/// What a model's `config.json` says of the run that saved it, and of its class, is never passed over.
struct ModelFieldsTests {
    private func folder(_ fields: String, in parent: TemporaryFolder) throws -> ModelFolder {
        let url = parent.file("model")
        try writeModelFolder("tiny-bert", to: url)
        let file = url.appending(path: "config.json")
        let changes = try JSONSerialization.jsonObject(with: Data("{\(fields)}".utf8))
        var all = try ConfigurationFile(contentsOf: file).fields
        for (name, value) in try #require(changes as? [String: Any]) { all[name] = value }
        try JSONSerialization.data(withJSONObject: all).write(to: file)
        return try ModelFolder(url)
    }

    @Test(arguments: [
        (
            #""isotropy_max_length": "128""#,
            #"max_length is the string "128", not a positive integer"#
        ),
        (#""isotropy_max_length": 12.5"#, "max_length is 12.5, not a positive integer"),
        (#""isotropy_max_length": 0"#, "max_length is 0, not a positive integer"),
        (#""isotropy_max_length": true"#, "max_length is the boolean true, not a positive integer"),
        (#""isotropy_max_length": null"#, "max_length is null, not a positive integer"),
        (#""isotropy_max_length": [128]"#, "max_length is an array, not a positive integer"),
        (#""isotropy_segments": 1"#, "segments is 1, not true or false"),
        (#""isotropy_segments": "false""#, #"segments is the string "false", not true or false"#),
        (#""isotropy_segments": null"#, "segments is null, not true or false"),
        (#""isotropy_features": 1"#, "features is 1, not a string"),
        (#""isotropy_features": null"#, "features is null, not a string"),
        (#""isotropy_features": "mean""#, "features is mean, neither cls nor pooler"),
        (#""isotropy_columns": "text""#, #"columns is the string "text", not an object"#),
        (#""isotropy_columns": {"text": 5}"#, "columns.text is 5, not a string"),
        (#""isotropy_columns": {"label": "y"}"#, "columns.text is missing"),
        (
            #""isotropy_columns": {"text": "x", "pair": null, "label": ["y"]}"#,
            "columns.pair is null, not a string; "
                + "isotropy_columns.label is an array, not a string"
        ),
        (#""isotropy_spans": 5"#, "spans is 5, not an object"),
        (#""isotropy_spans": null"#, "spans is null, not an object"),
    ])
    func aFieldOfOursOfAnotherTypeIsRefusedByName(_ field: String, _ problem: String) throws {
        let parent = try TemporaryFolder()
        let error = #expect(throws: ConfigurationError.self) { try folder(field, in: parent) }
        let file = parent.file("model/config.json").path
        #expect(error?.description == "\(file): isotropy_\(problem)")
    }

    @Test(arguments: [
        (#""problem_type": 5"#, "problem_type is 5, not a string"),
        (#""transformers_weights": ["x"]"#, "transformers_weights is an array, not a string"),
        (#""architectures": "B""#, #"architectures is the string "B", not an array of strings"#),
    ])
    func aFieldOfTransformersThatDecidesIsRefusedToo(_ field: String, _ problem: String) throws {
        let parent = try TemporaryFolder()
        let error = #expect(throws: ConfigurationError.self) { try folder(field, in: parent) }
        #expect(error?.problems == [problem])
    }

    @Test func allProblemsAreToldAtOnce() throws {
        let parent = try TemporaryFolder()
        let error = #expect(throws: ConfigurationError.self) {
            try folder(#""isotropy_max_length": "1", "isotropy_segments": 0"#, in: parent)
        }
        #expect(error?.problems.count == 2)
    }

    @Test func whatARunSaidIsRead() throws {
        let parent = try TemporaryFolder()
        let model = try folder(
            #""isotropy_max_length": 64, "isotropy_segments": false, "isotropy_features": "cls", "#
                + #""isotropy_columns": {"text": "a", "label": "b", "later": 1}"#, in: parent)
        #expect(model.trainedMaximumLength == 64 && !model.trainedWithSegments)
        let columns = try #require(model.trainedColumns)
        #expect(columns.text == "a" && columns.pair == nil && columns.label == "b")
        #expect(columns.identifier == nil && columns.delimiter == nil)
    }

    @Test func namesOfRowsAndWhatStandsBetweenCellsAreRead() throws {
        let parent = try TemporaryFolder()
        let model = try folder(
            #""isotropy_columns": {"text": "a", "id": "row", "delimiter": ";"}, "#, in: parent)
        #expect(model.trainedColumns?.identifier == "row")
        #expect(model.trainedColumns?.delimiter == ";")
        let other = try TemporaryFolder()
        let error = #expect(throws: ConfigurationError.self) {
            try folder(#""isotropy_columns": {"text": "a", "delimiter": "<>"}, "#, in: other)
        }
        #expect(error?.description.contains("isotropy_columns.delimiter") == true)
    }

    @Test func otherModelsSayNothing() throws {
        let parent = try TemporaryFolder()
        let model = try folder(#""problem_type": null"#, in: parent)
        #expect(model.trainedMaximumLength == nil && model.trainedWithSegments)
        #expect(model.trainedColumns == nil)
    }
}
