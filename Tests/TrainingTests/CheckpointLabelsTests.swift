import Encoders
import Foundation
import Isotropy
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
        #expect(try head(["num_labels": 3, "id2label": ["0": "score"]]) == .regression)
    }

    @Test func severalScoresAndSeveralLabelsAtOnceAreRefused() throws {
        for type in ["multi_label_classification", "regression"] {
            let error = #expect(throws: ConfigurationError.self) {
                try head(["problem_type": type])
            }
            #expect(error?.description.contains("\(type) with 2 outputs") == true)
        }
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
