import Encoders
import Isotropy
import Layers
import Models
import TestSupport
import Testing
import Torch
import Training

/// Where heads have dropout: where everything is dropped, all sentences look the same behind it.
struct HeadDropoutTests {
    private func rowsAreAlike(_ tensor: Tensor) throws -> Bool {
        let first = try tensor.slice(0..<1).bits
        return try (1..<tensor.size(0)).allSatisfy { try tensor.slice($0..<$0 + 1).bits == first }
    }

    @Test(arguments: PublishedNamesTests.families)
    func dropoutIsBeforeTheClassifierAndInRoBERTaAndELECTRABeforeItsPooler(_ name: String) throws {
        let tiny = try TinyModel(name)
        var configuration = tiny.model.encoder.configuration
        configuration.classifierDropout = 1 - 1e-7
        let model = try SentenceModel(
            configuration, head: tiny.model.head, features: .pooler, normalizer: NoNormalizer(),
            precision: .fp32)
        try model.initialize(seed: 1)
        let batch = try PackedBatch(tiny.examples)
        let output = try model(batch, .training(seed: 1, step: 1))
        #expect(try rowsAreAlike(output.logits))
        let dropsTwice = !["tiny-bert", "tiny-albert", "tiny-distilbert"].contains(name)
        #expect(try rowsAreAlike(output.features) == dropsTwice)
        #expect(try !rowsAreAlike(model(batch, .evaluation()).logits))
    }

    @Test(arguments: TinySpanModel.names)
    func dropoutIsBeforeTheScoresOfDistilBERTAlone(_ name: String) throws {
        let file = SharedFixtures.url("\(name)/config.json")
        var configuration = try EncoderConfiguration(ConfigurationFile(contentsOf: file))
        configuration.classifierDropout = 1 - 1e-7
        let hasDropout = configuration.family == .distilbert
        #expect(configuration.spanDropout == 0, "the fixtures have none")
        if hasDropout { configuration.spanDropout = 1 - 1e-7 }
        let model = try SpanModel(configuration, precision: .fp32)
        for parameter in model.store.parameters { try parameter.initialize(seed: 1) }
        let batch = try PackedBatch([(ids: [5, 6, 7, 8], typeIDs: [0, 0, 0, 0])])
        let starts = try model(batch, .training(seed: 1, step: 1)).starts
        #expect(try rowsAreAlike(starts) == hasDropout)
        #expect(try !rowsAreAlike(model(batch, .evaluation()).starts))
    }
}
