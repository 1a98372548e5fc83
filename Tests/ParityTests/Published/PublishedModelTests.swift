import Checkpoints
import Encoders
import Foundation
import Isotropy
import Layers
import Models
import TestSupport
import Testing
import Torch
import Training

/// Against transformers on a published model, which is too large to commit.
///
/// `ISOTROPY_TEST_MINILM` is its folder; `./test` sets it. `ISOTROPY_TEST_MINILM_STATES` is what
/// `Tools/fixtures/encoders/minilm_states.py` wrote for more and longer sentences.
struct PublishedModelTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let folder = environment["ISOTROPY_TEST_MINILM"]
    private static let longStates = environment["ISOTROPY_TEST_MINILM_STATES"]

    private static func load(_ precision: Precision) throws -> (SentenceModel, ModelFolder) {
        let source = try ModelFolder(URL(filePath: try #require(folder)))
        let model = try SentenceModel(
            source.encoder, head: .regression, features: .cls, normalizer: NoNormalizer(),
            precision: precision)
        _ = try model.load(source.openWeights(), seed: 1)
        return (model, source)
    }

    @Test(.enabled(if: folder != nil, "ISOTROPY_TEST_MINILM must name minilm's folder"))
    func hiddenStatesOfMiniLMMatchTransformers() throws {
        try Self.expectStates(of: SharedFixtures.url("minilm/states.safetensors"))
    }

    @Test(
        .enabled(
            if: folder != nil && longStates != nil,
            "for sentences up to 256 tokens: ISOTROPY_TEST_MINILM_STATES names their states"))
    func hiddenStatesOfLongSentencesMatchTransformers() throws {
        try Self.expectStates(of: URL(filePath: #require(Self.longStates)))
    }

    /// From text to the states of every layer: within 1e-4, in float32 over 6 layers.
    private static func expectStates(of file: URL) throws {
        let (model, source) = try load(.fp32)
        let expected = try SafetensorsFile(contentsOf: file)
        let sentences = try JSONDecoder().decode(
            [String].self, from: Data(try #require(expected.metadata["sentences"]).utf8))
        let sequences = try sentences.map { sentence in
            try source.tokenizer.ids(of: sentence, pairedWith: nil, maximumLength: 256)
        }
        let batch = try PackedBatch(sequences.map { (ids: $0.0, typeIDs: $0.1) })
        #expect(try batch.ids.elements(as: Int.self) == expected.tensor(named: "ids").elements())
        let states = try withoutGradients { try model.encoder(batch, .evaluation()) }
        try #require(states.layers.count == 7)
        for (index, layer) in states.layers.enumerated() {
            let wanted = try expected.tensor(named: "layer_0\(index)").numbers
            expectClose(
                try layer.numbers, wanted, absolute: 1e-4, "minilm layer \(index)")
        }
    }
}
