import Encoders
import Foundation
import Isotropy
import Layers
import Models
import Tasks
import TestSupport
import Testing
import Training

/// What the outputs of a published classifier mean, by its `config.json`.
struct CheckpointLabelsTests {
    private func folder(_ changes: [String: Any?], in parent: TemporaryFolder) throws -> ModelFolder
    {
        let url = parent.file("model")
        try writeModelFolder("tiny-bert", to: url)
        let file = url.appending(path: "config.json")
        var fields = try ConfigurationFile(contentsOf: file).fields
        for (name, value) in changes { fields[name] = value }
        try JSONSerialization.data(withJSONObject: fields).write(to: file)
        return try ModelFolder(url)
    }

    private func head(_ changes: [String: Any?]) throws -> Head {
        let parent = try TemporaryFolder()
        return try folder(changes, in: parent).head()
    }

    @Test func namesAreInTheOrderOfTheirNumbers() throws {
        let names = Dictionary(uniqueKeysWithValues: (0..<12).map { ("\($0)", "name \($0)") })
        #expect(
            try head(["id2label": names])
                == .classification(labels: (0..<12).map { "name \($0)" }))
    }

    @Test func outputsWithoutNamesAreTwoOrAsManyAsTheFileCounts() throws {
        let two = Head.classification(labels: ["LABEL_0", "LABEL_1"])
        #expect(try head([:]) == two)
        #expect(try head(["num_labels": NSNull(), "problem_type": NSNull()]) == two)
        let three = Head.classification(labels: ["LABEL_0", "LABEL_1", "LABEL_2"])
        #expect(try head(["num_labels": 3]) == three)
        #expect(try head(["num_labels": 1]) == .regression)
        #expect(try head(["num_labels": 1, "id2label": ["0": "score"]]) == .regression)
        #expect(try head(["num_labels": 3, "id2label": NSNull()]) == three)
    }

    /// transformers takes the first count for the outputs and the second for their names, or fails.
    @Test(arguments: [
        (#"{"id2label": {"1": "a", "2": "b"}}"#, "no name for output 0: it names 1, 2"),
        (
            #"{"id2label": {"0": "a", "1": "b", "5": "c"}}"#,
            "no name for output 2: it names 0, 1, 5"
        ),
        (#"{"id2label": {"0": "a", "3": "b", "5": "c"}}"#, "no name for output 1, 2"),
        (#"{"id2label": {"0": "a", "1": "b", "2": "a"}}"#, "outputs 0 and 2 alike, 'a'"),
        (
            #"{"id2label": {"0": "\u00e9", "1": "b", "2": "e\u0301"}}"#, "outputs 0 and 2 alike"
        ),
        (#"{"id2label": {"-1": "a", "0": "b"}}"#, "id2label has no name for output 1"),
        (#"{"id2label": {"0": "a", "x": "b"}}"#, "id2label has 'x', which is no number"),
        (#"{"id2label": {"0": "a", "01": "b"}}"#, "id2label has '01', which is no number"),
        (#"{"id2label": {"0": "a", "1": 7}}"#, "id2label has 7 for output 1, which is no name"),
        (#"{"id2label": {"0": "a", "1": null}}"#, "for output 1, which is no name"),
        (#"{"id2label": {}}"#, "id2label names no output"),
        (#"{"id2label": ["a", "b"]}"#, "not an object of names"),
        (
            #"{"num_labels": 3, "id2label": {"0": "a", "1": "b"}}"#,
            "num_labels is 3, but id2label names 2"
        ),
        (
            #"{"num_labels": 1, "id2label": {"0": "a", "1": "b"}}"#,
            "num_labels is 1, but id2label names 2"
        ),
        (#"{"num_labels": 0}"#, "num_labels is 0"), (#"{"num_labels": "3"}"#, "num_labels is 3"),
        (#"{"num_labels": 2.5}"#, "num_labels is 2.5"),
        (
            #"{"num_labels": 1, "problem_type": "single_label_classification"}"#,
            "single_label_classification with 1 output"
        ),
    ])
    func namesThatDoNotFitTheOutputsAreRefused(_ json: String, _ problem: String) throws {
        let fields = try #require(
            JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        let error = #expect(throws: ConfigurationError.self) { try head(fields) }
        let message = error?.description ?? ""
        #expect(message.contains("config.json: ") && message.contains(problem), "\(message)")

        // The encoder is as good as any: only a classifier with such names is not kept.
        let parent = try TemporaryFolder()
        let source = try folder(fields, in: parent)
        let model = try SentenceModel(
            source.encoder, head: .classification(labels: ["a", "b"]), features: .pooler,
            normalizer: NoNormalizer(), precision: .fp32)
        let report = try model.load(source, seed: 1)
        #expect(report.new == ["classifier.weight", "classifier.bias"])
        let objection = try source.objection(source.openWeights(), to: model.head, .pooler)
        #expect(objection != nil)
    }

    /// The classifier of the file has two rows.
    @Test(arguments: [
        (#"{"id2label": {"0": "a"}}"#, "id2label names 1 output"),
        (#"{"id2label": {"0": "a", "1": "b", "2": "c"}}"#, "id2label names 3 outputs"),
        (#"{"num_labels": 3, "id2label": null}"#, "num_labels is 3"),
        (#"{"num_labels": 1, "id2label": null}"#, "num_labels is 1"),
        (
            #"{"problem_type": "single_label_classification", "id2label": {"0": "a"}}"#,
            "id2label names 1 output"
        ),
    ])
    func anotherNumberOfOutputsThanTheClassifierHasIsNamed(_ json: String, _ count: String) throws {
        let fields = try #require(
            JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        let parent = try TemporaryFolder()
        let source = try folder(fields, in: parent)
        let error = #expect(throws: ConfigurationError.self) {
            try SentenceModel.fineTuned(source, on: Computation(precision: .fp32))
        }
        let message = error?.description ?? ""
        #expect(message.contains("config.json: \(count), but classifier.weight in "), "\(message)")
        #expect(message.hasSuffix("model.safetensors has 2 rows"), "\(message)")
    }

    @Test func anotherNumberOfOutputsThanTheTaskHasIsNamed() throws {
        let parent = try TemporaryFolder()
        let source = try folder(["id2label": nil, "num_labels": nil], in: parent)
        let head = Head.classification(labels: ["a", "b", "c"])
        let error = #expect(throws: TrainingError.self) {
            try SentenceModel.fineTuned(source, head: head, on: Computation(precision: .fp32))
        }
        let message = error?.description ?? ""
        #expect(message.contains("the task has 3 outputs, but classifier.weight"), "\(message)")
        _ = try SentenceModel.fineTuned(
            source, head: .classification(labels: ["a", "b"]),
            on: Computation(precision: .fp32))
    }

    @Test func severalScoresAndSeveralLabelsAtOnceAreRefused() throws {
        for type in ["multi_label_classification", "regression"] {
            let error = #expect(throws: ConfigurationError.self) {
                try head(["problem_type": type])
            }
            #expect(error?.description.contains("\(type) with 2 outputs") == true)
        }
    }

    /// `label2id` could hold one of them.
    @Test func labelsThatUnicodeHoldsToBeEqualAreRefusedBeforeTraining() throws {
        let parent = try TemporaryFolder()
        let source = try folder([:], in: parent)
        let file = try parent.write(
            "text,label\nw9,\u{E9}\nw8,e\u{301}\nw7,a\n", to: "rows.csv")
        let rows = try CustomLayout().load(train: file, development: file)
        #expect(rows.classCounts.count == 3)
        let error = #expect(throws: TrainingError.self) {
            _ = try SentenceWorkload(rows).makeModel(
                source, Method(), TrainingOptions(), seed: 1, on: .cpu)
        }
        #expect(error?.description.contains("two spellings") == true)
    }

    @Test func aClassifierOfAnotherNumberOfOutputsStartsAnew() throws {
        let parent = try TemporaryFolder()
        let source = try folder([:], in: parent)
        let model = try SentenceModel(
            source.encoder, head: .classification(labels: ["a", "b", "c"]), features: .pooler,
            normalizer: NoNormalizer(), precision: .fp32)
        let report = try model.load(source, seed: 1)
        #expect(report.new == ["classifier.weight", "classifier.bias"])
    }
}
