import Isotropy
import Encoders
import Testing
import Training

struct StepBenchmarkTests {
    private static let tiny = EncoderConfiguration(
        family: .bert,
        vocabularySize: 40, hiddenSize: 8, layerCount: 1, headCount: 2, intermediateSize: 16,
        activation: .gelu, hiddenDropout: 0.1, attentionDropout: 0.1, classifierDropout: 0.1,
        positionCount: 16, typeCount: 2, layerNormEpsilon: 1e-12, initializerRange: 0.02)

    @Test func aStepTakesTheRowsThatFollowRoundAndRound() throws {
        let lengths = [3, 5, 2, 7, 4]
        let benchmark = try StepBenchmark(
            Self.tiny, weights: nil, sequences: lengths.map { Array(repeating: 9, count: $0) },
            precision: .fp32, method: Method())
        let expected = [[3, 5, 2], [7, 4, 3], [5, 2, 7]]
        for (number, rows) in expected.enumerated() {
            #expect(benchmark.lengths(ofStep: number, batchSize: 3) == rows)
            #expect(try benchmark.step(number, batchSize: 3) == rows.reduce(0, +))
        }
    }

    @Test func theSizesAreThoseOfThePublishedModels() throws {
        let base = try #require(StepBenchmark.sizes["bert-base"])
        #expect([base.layerCount, base.hiddenSize, base.headCount] == [12, 768, 12])
        #expect([base.intermediateSize, base.vocabularySize] == [3072, 30522])
        let large = try #require(StepBenchmark.sizes["roberta-large"])
        #expect([large.layerCount, large.hiddenSize, large.headCount] == [24, 1024, 16])
        #expect([large.intermediateSize, large.vocabularySize] == [4096, 50265])
    }
}
