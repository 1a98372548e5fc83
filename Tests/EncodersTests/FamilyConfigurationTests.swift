import Encoders
import Foundation
import TestSupport
import Testing
import Torch

/// What each family's `config.json` says, in the files that transformers wrote.
struct FamilyConfigurationTests {
    static let fixtures = [
        "tiny-bert", "tiny-roberta", "tiny-xlm-roberta", "tiny-camembert", "tiny-electra",
        "tiny-distilbert", "tiny-albert-groups",
    ]

    /// The fields of a fixture with changes; `nil` leaves a field out.
    private func read(
        _ name: String, _ changes: [String: Any?] = [:]
    ) throws -> EncoderConfiguration {
        let file = SharedFixtures.url("\(name)/config.json")
        var fields = try ConfigurationFile(contentsOf: file).fields
        for (name, value) in changes { fields[name] = value }
        let folder = try TemporaryFolder()
        try JSONSerialization.data(withJSONObject: fields).write(to: folder.file("config.json"))
        return try EncoderConfiguration(ConfigurationFile(contentsOf: folder.file("config.json")))
    }

    private func problems(_ name: String, _ changes: [String: Any?]) -> [String] {
        let error = #expect(throws: ConfigurationError.self) { try read(name, changes) }
        return error?.problems ?? []
    }

    @Test func sizesAreReadUnderEachFamilysNames() throws {
        let roberta = try read("tiny-roberta")
        #expect(roberta.family == .roberta && roberta.hiddenSize == 32)
        #expect(roberta.positionCount == 42 && roberta.firstPosition == 2)
        #expect(roberta.maximumPositions == 40 && roberta.paddingID == 1)
        #expect(roberta.typeCount == 1 && roberta.layerNormEpsilon == 1e-5)

        let xlm = try read("tiny-xlm-roberta")
        #expect(xlm.family == .xlmRoberta && xlm.maximumPositions == 40 && xlm.firstPosition == 4)
        #expect(try read("tiny-camembert").family == .camembert)

        let electra = try read("tiny-electra")
        #expect(electra.embeddingSize == 16 && electra.hiddenSize == 32)
        #expect(electra.activation == .relu && electra.maximumPositions == 40)

        let distilbert = try read("tiny-distilbert")
        #expect(distilbert.hiddenSize == 32 && distilbert.layerCount == 3)
        #expect(distilbert.headCount == 4 && distilbert.intermediateSize == 48)
        #expect(distilbert.typeCount == 0 && distilbert.layerNormEpsilon == 1e-12)

        let albert = try read("tiny-albert-groups")
        #expect(albert.layerCount == 6 && albert.embeddingSize == 24)
        #expect(albert.sharing == .groups(count: 2, layersPerGroup: 2))
        #expect(albert.activation == .geluTanh)
    }

    @Test func dropoutsAreReadUnderEachFamilysNames() throws {
        let distilbert = try read(
            "tiny-distilbert",
            [
                "dropout": 0.1, "attention_dropout": 0.2, "seq_classif_dropout": 0.3,
                "qa_dropout": 0.4,
            ])
        #expect(distilbert.hiddenDropout == 0.1 && distilbert.attentionDropout == 0.2)
        #expect(distilbert.classifierDropout == 0.3 && distilbert.spanDropout == 0.4)

        let albert = try read("tiny-albert-groups", ["classifier_dropout_prob": 0.3])
        #expect(albert.classifierDropout == 0.3 && albert.spanDropout == 0)

        for name in ["tiny-bert", "tiny-roberta", "tiny-electra"] {
            let own = try read(name, ["classifier_dropout": 0.3, "hidden_dropout_prob": 0.2])
            #expect(own.classifierDropout == 0.3 && own.hiddenDropout == 0.2)
            let hidden = try read(name, ["classifier_dropout": nil, "hidden_dropout_prob": 0.2])
            #expect(hidden.classifierDropout == 0.2)
        }
    }

    /// As transformers fills them in: its own default, not that of the other dropouts.
    @Test func aHeadsDropoutThatIsLeftOutIsItsFamilys() throws {
        let none = [String: Any?](
            uniqueKeysWithValues: ["seq_classif_dropout", "qa_dropout", "classifier_dropout_prob"]
                .map { ($0, nil) })
        #expect(try read("tiny-distilbert", none).classifierDropout == 0.2)
        #expect(try read("tiny-distilbert", none).spanDropout == 0.1)
        #expect(try read("tiny-albert-groups", none).classifierDropout == 0.1)
    }

    @Test(arguments: [
        ("tiny-roberta", ["hidden_act", "pad_token_id", "type_vocab_size", "layer_norm_eps"]),
        ("tiny-electra", ["hidden_act", "embedding_size", "num_attention_heads"]),
        ("tiny-distilbert", ["activation", "dim", "n_layers", "n_heads", "hidden_dim", "dropout"]),
        ("tiny-albert-groups", ["embedding_size", "num_hidden_groups", "inner_group_num"]),
    ])
    func aMissingFieldThatDecidesTheArithmeticIsNamed(_ name: String, _ fields: [String]) {
        for field in fields {
            #expect(problems(name, [field: Any?.none]) == ["\(field) is missing"])
        }
    }

    @Test(arguments: fixtures)
    func positionsThatAreNotAbsoluteAndDecodersAreRefused(_ name: String) throws {
        for type in ["relative_key", "relative_key_query"] {
            #expect(
                problems(name, ["position_embedding_type": type])
                    == ["position_embedding_type \(type) is not supported (absolute)"])
        }
        #expect(try read(name, ["position_embedding_type": "absolute"]) == read(name))
        for field in ["is_decoder", "add_cross_attention"] {
            #expect(problems(name, [field: true]) == ["\(field) is true: this is an encoder"])
            #expect(problems(name, [field: "x"]) == ["\(field) is neither true nor false"])
            #expect(try read(name, [field: NSNull()]) == read(name))
            #expect(try read(name, [field: false]) == read(name))
        }
        #expect(problems(name, ["per_layer_config": ["0": ["layer_norm_eps": 1]]]).count == 1)
        #expect(try read(name, ["per_layer_config": [String: String]()]) == read(name))
    }

    @Test(arguments: ["mpnet", "deberta-v2", "xlm-roberta-xl", "roberta-prelayernorm", "BERT"])
    func aFamilyThatIsNotKnownIsRefusedWithThoseThatAre(_ type: String) {
        #expect(
            problems("tiny-bert", ["model_type": type]) == [
                "model_type \(type) is not supported (albert, bert, camembert, distilbert, "
                    + "electra, roberta, xlm-roberta)"
            ])
    }

    @Test(arguments: [
        ("gelu", Activation.gelu), ("gelu_new", .geluTanh), ("gelu_pytorch_tanh", .geluTanh),
        ("relu", .relu), ("silu", .silu),
    ])
    func everyFamilyKnowsTheActivations(_ published: String, _ activation: Activation) throws {
        for name in Self.fixtures {
            let field = name == "tiny-distilbert" ? "activation" : "hidden_act"
            #expect(try read(name, [field: published]).activation == activation)
            #expect(problems(name, [field: "tanhshrink"]).count == 1)
        }
    }

    @Test func numbersThatDoNotFitEachOtherAreRefused() {
        #expect(problems("tiny-roberta", ["pad_token_id": 41]).count == 1, "no position is left")
        #expect(problems("tiny-roberta", ["pad_token_id": 100]).count == 2, "nor such a token")
        #expect(problems("tiny-roberta", ["pad_token_id": -1]).count == 1)
        #expect(problems("tiny-albert-groups", ["num_hidden_groups": 4]).count == 1)
        #expect(problems("tiny-albert-groups", ["inner_group_num": 0]).count == 1)
        #expect(problems("tiny-albert-groups", ["inner_group_num": Int64.max]).count == 1)
        #expect(problems("tiny-roberta", ["pad_token_id": Int64.max]).count == 1)
        for field in ["vocab_size", "max_position_embeddings"] {
            #expect(problems("tiny-roberta", [field: 1e300]).count == 1)
            #expect(problems("tiny-roberta", [field: Any?.none]) == ["\(field) is missing"])
        }
        #expect(problems("tiny-distilbert", ["n_heads": 5]).count == 1)
    }
}
