import Encoders
import Layers
import TestSupport
import Testing
import Torch

struct FamilyTests {
    private func encoder(
        _ name: String, change: (inout EncoderConfiguration) -> Void = { _ in }
    ) throws -> (TransformerEncoder, ParameterStore) {
        var configuration = try EncoderConfiguration(
            ConfigurationFile(contentsOf: SharedFixtures.url("\(name)/config.json")))
        change(&configuration)
        let store = ParameterStore(precision: .fp32)
        let encoder = try TransformerEncoder(store, configuration)
        for parameter in store.parameters { try parameter.initialize(seed: 1) }
        return (encoder, store)
    }

    private func batch(_ ids: [[Int32]]) throws -> PackedBatch {
        try PackedBatch(ids.map { (ids: $0, typeIDs: $0.map { _ in 0 }) })
    }

    @Test(arguments: FamilyConfigurationTests.fixtures)
    func matricesAndTablesDecayAndBiasesAndNormsDoNot(_ name: String) throws {
        for parameter in try encoder(name).1.parameters {
            #expect(parameter.decays == (parameter.shape.count == 2), "\(parameter.name)")
        }
    }

    struct Dropout: CustomTestStringConvertible {
        let fixture, attentionOutput, contraction: String
        let dropsAttentionOutput, dropsLayerOutput: Bool
        var testDescription: String { fixture }
    }

    static let dropouts = [
        Dropout(
            fixture: "tiny-bert",
            attentionOutput: "bert.encoder.layer.3.attention.output.dense.weight",
            contraction: "bert.encoder.layer.3.output.dense.weight",
            dropsAttentionOutput: true, dropsLayerOutput: true),
        Dropout(
            fixture: "tiny-roberta",
            attentionOutput: "roberta.encoder.layer.2.attention.output.dense.weight",
            contraction: "roberta.encoder.layer.2.output.dense.weight",
            dropsAttentionOutput: true, dropsLayerOutput: true),
        Dropout(
            fixture: "tiny-electra",
            attentionOutput: "electra.encoder.layer.2.attention.output.dense.weight",
            contraction: "electra.encoder.layer.2.output.dense.weight",
            dropsAttentionOutput: true, dropsLayerOutput: true),
        Dropout(
            fixture: "tiny-distilbert",
            attentionOutput: "distilbert.transformer.layer.2.attention.out_lin.weight",
            contraction: "distilbert.transformer.layer.2.ffn.lin2.weight",
            dropsAttentionOutput: false, dropsLayerOutput: true),
        Dropout(
            fixture: "tiny-albert",
            attentionOutput:
                "albert.encoder.albert_layer_groups.0.albert_layers.0.attention.dense.weight",
            contraction: "albert.encoder.albert_layer_groups.0.albert_layers.0.ffn_output.weight",
            dropsAttentionOutput: true, dropsLayerOutput: false),
    ]

    /// Where everything is dropped, nobody sees what a weight before it does.
    @Test(arguments: dropouts)
    func dropoutIsWhereTheFamilyHasIt(_ dropout: Dropout) throws {
        let (encoder, store) = try encoder(dropout.fixture) { configuration in
            configuration.hiddenDropout = 1 - 1e-7
            configuration.attentionDropout = 0
        }
        let batch = try batch([[5, 7, 8, 6], [9, 6]])
        func states() throws -> [UInt8] {
            try encoder(batch, .training(seed: 1, step: 1)).last.bits
        }
        // Initial biases are 0, and what is 0 everywhere stays so through every product.
        for parameter in store.parameters where parameter.name.hasSuffix("bias") {
            try parameter.update { value throws(TorchError) in
                try value.add(Tensor.full(value.shape, 0.1))
            }
        }
        for (name, isDropped) in [
            (dropout.attentionOutput, dropout.dropsAttentionOutput),
            (dropout.contraction, dropout.dropsLayerOutput),
        ] {
            let before = try states()
            let weight = try #require(store[name])
            try weight.update { value throws(TorchError) in try value.multiply(by: -3) }
            #expect(try (states() == before) == isDropped, "\(name)")
        }
    }

    @Test func paddingInsideATextHasItsOwnPositionAndTheOthersCountOn() throws {
        let (encoder, store) = try encoder("tiny-roberta")
        let words = try #require(store["roberta.embeddings.word_embeddings.weight"])
        // All words alike, so that states differ by position alone.
        try words.update { value throws(TorchError) in try value.multiply(by: 0) }
        let states = try encoder(batch([[1, 9, 1, 8, 7, 1]]), .evaluation()).layers[0]
        let plain = try encoder(batch([[9, 8, 7, 6]]), .evaluation()).layers[0]
        func row(_ states: Tensor, _ index: Int) throws -> [UInt8] {
            try states.slice(index..<index + 1).bits
        }
        for (index, place) in [(1, 0), (3, 1), (4, 2)] {
            #expect(try row(states, index) == row(plain, place))
        }
        #expect(try row(states, 0) == row(states, 2))
        #expect(try row(states, 0) == row(states, 5))
        #expect(try row(states, 0) != row(states, 1))
    }

    @Test(arguments: ["tiny-roberta", "tiny-xlm-roberta", "tiny-camembert"])
    func theLongestTextHasAPositionForEachTokenAndALongerOneNone(_ name: String) throws {
        let (encoder, _) = try encoder(name)
        #expect(encoder.configuration.maximumPositions == 40)
        let longest = try batch([Array(repeating: 9, count: 40)])
        #expect(try encoder(longest, .evaluation()).last.shape == [40, 32])
        let longer = try batch([Array(repeating: 9, count: 41)])
        #expect(throws: TorchError.self) { try encoder(longer, .evaluation()) }
    }

    /// RoBERTa's tokenizers say 0 for every token, but other programs' may not.
    @Test func whereThereIsOneSegmentOrNoneAllTokensAreInIt() throws {
        for name in ["tiny-roberta", "tiny-distilbert"] {
            let (encoder, _) = try encoder(name)
            let two = try PackedBatch([(ids: [5, 6, 7], typeIDs: [0, 1, 1])])
            #expect(
                try encoder(two, .evaluation()).last.bits
                    == encoder(batch([[5, 6, 7]]), .evaluation()).last.bits)
        }
    }

    @Test func sizesThatNoMemoryHoldsAreAnError() throws {
        #expect(throws: TorchError.self) {
            try encoder("tiny-bert") { configuration in
                configuration.vocabularySize = Int(Int32.max)
                configuration.embeddingSize = Int(Int32.max)
            }
        }
    }
}
