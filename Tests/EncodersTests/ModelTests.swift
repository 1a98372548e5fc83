import Encoders
import Layers
import TestSupport
import Testing
import Torch

struct ModelTests {
    private func encoder(
        _ precision: Precision = .fp32, change: (inout EncoderConfiguration) -> Void = { _ in }
    ) throws -> (TransformerEncoder, ParameterStore) {
        var configuration = try EncoderConfiguration(
            ConfigurationFile(contentsOf: SharedFixtures.url("tiny-bert/config.json")))
        change(&configuration)
        let store = ParameterStore(precision: precision)
        let bert = try TransformerEncoder(store, configuration)
        for parameter in store.parameters { try parameter.initialize(seed: 1) }
        return (bert, store)
    }

    private func batch() throws -> PackedBatch {
        try PackedBatch([
            (ids: [2, 7, 8, 3], typeIDs: [0, 0, 1, 1]), (ids: [2, 3], typeIDs: [0, 0]),
        ])
    }

    @Test func weightsHaveTheirPublishedNamesAndBiasesAndNormsDoNotDecay() throws {
        let (_, store) = try encoder()
        #expect(store.parameters.count == 5 + 4 * 16)
        #expect(store["bert.embeddings.word_embeddings.weight"]?.shape == [120, 32])
        #expect(store["bert.encoder.layer.3.output.dense.weight"]?.shape == [32, 64])
        for parameter in store.parameters {
            let isFree = parameter.name.hasSuffix("bias") || parameter.name.contains("LayerNorm")
            #expect(parameter.decays == !isFree, "\(parameter.name)")
        }
    }

    @Test func trainingDropsWhereTheConfigurationSaysAndEvaluationNowhere() throws {
        let (plain, _) = try encoder()
        let exact = try plain(batch(), .evaluation()).last.bits
        #expect(try plain(batch(), .training(seed: 1, step: 1)).last.bits == exact)
        for change in [
            { (c: inout EncoderConfiguration) in c.hiddenDropout = 0.2 },
            { (c: inout EncoderConfiguration) in c.attentionDropout = 0.2 },
        ] {
            let (bert, _) = try encoder(change: change)
            #expect(try bert(batch(), .evaluation()).last.bits == exact)
            let first = try bert(batch(), .training(seed: 1, step: 1)).last.bits
            #expect(first != exact)
            #expect(try bert(batch(), .training(seed: 1, step: 1)).last.bits == first)
            #expect(try bert(batch(), .training(seed: 1, step: 2)).last.bits != first)
        }
    }

    @Test func everyLayerHasTheTypeOfItsPrecision() throws {
        for (precision, dtype) in [(Precision.fp32, DType.float32), (.bf16, .bfloat16)] {
            let (bert, _) = try encoder(precision)
            let states = try bert(batch(), .evaluation())
            #expect(states.layers.allSatisfy { $0.dtype == dtype && $0.shape == [6, 32] })
            #expect(states.layers.count == 5 && states.transformerLayers.count == 4)
        }
    }

    @Test func aTokenOutsideTheVocabularyIsAnError() throws {
        let (bert, _) = try encoder()
        let batch = try PackedBatch([(ids: [2, 120], typeIDs: [0, 0])])
        #expect(throws: TorchError.self) { try bert(batch, .evaluation()) }
        let long = try PackedBatch([
            (ids: Array(repeating: 2, count: 65), typeIDs: Array(repeating: 0, count: 65))
        ])
        #expect(throws: TorchError.self, "more tokens than positions") {
            try bert(long, .evaluation())
        }
    }
}
