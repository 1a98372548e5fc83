import Encoders
import Foundation
import TestSupport
import Testing
import Torch

struct ConfigurationTests {
    static var complete: [String: Any] {
        [
            "model_type": "bert", "vocab_size": 120, "hidden_size": 32, "num_hidden_layers": 4,
            "num_attention_heads": 4, "intermediate_size": 64, "hidden_act": "gelu",
            "hidden_dropout_prob": 0.1, "attention_probs_dropout_prob": 0.2,
            "max_position_embeddings": 64, "type_vocab_size": 2, "layer_norm_eps": 1e-12,
            "initializer_range": 0.02,
        ]
    }

    /// Reads a file with the complete fields but for the changes; `nil` leaves a field out.
    private func read(_ changes: [String: Any?] = [:]) throws -> EncoderConfiguration {
        var fields = Self.complete
        for (name, value) in changes { fields[name] = value }
        let folder = try TemporaryFolder()
        try JSONSerialization.data(withJSONObject: fields).write(to: folder.file("config.json"))
        return try EncoderConfiguration(ConfigurationFile(contentsOf: folder.file("config.json")))
    }

    private func problems(_ changes: [String: Any?]) -> [String] {
        do {
            _ = try read(changes)
            return []
        } catch let error as ConfigurationError {
            #expect(error.file.hasSuffix("/config.json"))
            #expect(error.description.contains(error.problems.joined(separator: "; ")))
            return error.problems
        } catch {
            Issue.record(error)
            return []
        }
    }

    @Test func aCompleteFileIsRead() throws {
        let configuration = try read()
        #expect(configuration.hiddenSize == 32 && configuration.layerCount == 4)
        #expect(configuration.headCount == 4 && configuration.intermediateSize == 64)
        #expect(configuration.vocabularySize == 120 && configuration.maximumPositions == 64)
        #expect(configuration.hiddenDropout == 0.1 && configuration.attentionDropout == 0.2)
        #expect(configuration.layerNormEpsilon == 1e-12 && configuration.typeCount == 2)
        #expect(configuration.classifierDropout == 0.1)
        #expect(configuration.activation == .gelu)
        #expect(try read(["classifier_dropout": 0.3]).classifierDropout == 0.3)
        #expect(try read(["classifier_dropout": NSNull()]).classifierDropout == 0.1)
        #expect(try read(["position_embedding_type": "absolute"]) == configuration)
    }

    @Test func zeroAndOneAreNumbers() throws {
        let configuration = try read([
            "hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0, "type_vocab_size": 1,
            "num_hidden_layers": 1, "classifier_dropout": 0.0,
        ])
        #expect(configuration.hiddenDropout == 0 && configuration.attentionDropout == 0)
        #expect(configuration.classifierDropout == 0 && configuration.typeCount == 1)
    }

    @Test(arguments: complete.keys.filter { $0 != "model_type" }.sorted())
    func aMissingFieldThatDecidesTheArithmeticIsNamed(_ name: String) {
        #expect(problems([name: Any?.none]) == ["\(name) is missing"])
    }

    @Test func allMissingAndOddFieldsAreNamedAtOnce() {
        let found = problems([
            "hidden_act": Any?.none, "vocab_size": "many", "num_hidden_layers": true,
            "intermediate_size": 6.5, "hidden_dropout_prob": 1.0, "layer_norm_eps": NSNull(),
            "type_vocab_size": 0, "position_embedding_type": "relative_key",
            "num_attention_heads": 5, "initializer_range": -1,
        ])
        #expect(found.count == 10, "\(found)")
        for name in [
            "hidden_act is missing", "vocab_size is the string \"many\", not a positive integer",
            "num_hidden_layers is the boolean true, not a positive integer",
            "intermediate_size is 6.5, not a positive integer",
            "hidden_dropout_prob is 1.0, outside 0.0 ..< 1.0",
            "layer_norm_eps is null, not a number",
            "type_vocab_size is 0, not a positive integer",
            "position_embedding_type relative_key is not supported (absolute)",
            "hidden_size 32 is no multiple of num_attention_heads 5", "initializer_range is -1",
        ] {
            #expect(found.contains { $0.hasPrefix(name) }, "\(name): \(found)")
        }
    }

    /// transformers refuses it too.
    @Test func aWholeNumberWithAPointIsNoInteger() throws {
        let folder = try TemporaryFolder()
        let data = try JSONSerialization.data(withJSONObject: Self.complete)
        let text = String(decoding: data, as: UTF8.self)
            .replacing("\"hidden_size\":32", with: "\"hidden_size\":32.0")
        let file = try folder.write(text, to: "config.json")
        let error = #expect(throws: ConfigurationError.self) {
            try EncoderConfiguration(ConfigurationFile(contentsOf: file))
        }
        #expect(error?.problems == ["hidden_size is 32.0, not a positive integer"])
    }

    @Test(arguments: ["2147483648", "99999999999999999999", "1e30"])
    func aSizeThatIsTooLargeIsToldTheRange(_ number: String) throws {
        let folder = try TemporaryFolder()
        let data = try JSONSerialization.data(withJSONObject: Self.complete)
        let text = String(decoding: data, as: UTF8.self)
            .replacing("\"hidden_size\":32", with: "\"hidden_size\":\(number)")
            .replacing("}", with: ",\"pad_token_id\":\(number)}")
        let file = try folder.write(text, to: "config.json")
        let error = #expect(throws: ConfigurationError.self) {
            try EncoderConfiguration(ConfigurationFile(contentsOf: file))
        }
        let problems = error?.problems ?? []
        #expect(problems.count == 2, "\(problems)")
        for (name, least) in [("hidden_size", 1), ("pad_token_id", 0)] {
            #expect(
                problems.contains {
                    $0.hasPrefix("\(name) is ") && $0.hasSuffix(", outside \(least) ... 2147483647")
                }, "\(problems)")
        }
    }

    @Test func activationsAreKnownByTheirPublishedNames() throws {
        #expect(try read(["hidden_act": "gelu_new"]).activation == .geluTanh)
        #expect(try read(["hidden_act": "relu"]).activation == .relu)
        #expect(
            problems(["hidden_act": "mish"]) == [
                "hidden_act mish is not supported (gelu, gelu_new, gelu_pytorch_tanh, relu, silu)"
            ])
    }

    @Test func aFileThatIsNoObjectIsRefused() throws {
        let folder = try TemporaryFolder()
        for (name, text) in [("list", "[1, 2]"), ("cut", "{\"vocab_size\": 1"), ("empty", "")] {
            let file = try folder.write(text, to: name)
            #expect(throws: ConfigurationError.self) { try ConfigurationFile(contentsOf: file) }
        }
        let error = #expect(throws: ConfigurationError.self) {
            try ConfigurationFile(contentsOf: folder.file("absent.json"))
        }
        #expect(error?.description.contains("absent.json: ") == true)
    }
}
