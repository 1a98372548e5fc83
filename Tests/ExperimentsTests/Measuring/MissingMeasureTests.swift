import Foundation
import Testing
import Torch
import Training

/// Readings of which a number does not exist.
struct MissingMeasureTests {
    private func measures(_ rows: [[Float]], _ classes: [Int]?) throws -> FeatureMeasures {
        let vectors = try Tensor.of(
            rows.flatMap { $0 }, shape: [rows.count, rows[0].count])
        return try FeatureCloud(vectors: vectors, classes: classes.map { ($0, 2) }).measures()
    }

    @Test func oneSentenceHasNothing() throws {
        #expect(try measures([[1, 2, 3]], [0]) == FeatureMeasures())
        #expect(try measures([[1, 2, 3]], nil) == FeatureMeasures())
    }

    /// A class alone has nothing beside it, and as many classes as sentences have nothing within.
    @Test func withoutTwoClassesAndMoreSentencesThereIsTheEffectiveRankAlone() throws {
        let rows: [[Float]] = [[1, 0, 0], [0, 1, 0], [0, 0, 2]]
        for (count, classes) in [(3, [1, 1, 1]), (2, [0, 1])] {
            let found = try measures(Array(rows.prefix(count)), classes)
            #expect(found.effectiveRank != nil && found.effectiveRankShare != nil)
            #expect(found.withinScatter == nil && found.betweenShare == nil)
            #expect(found.betweenShareOverChance == nil)
        }
        let three = try measures(rows, [0, 0, 1])
        // Means (.5, .5, 0) and (0, 0, 2): 1 within, 3 (sentences times squares) between.
        #expect(three.withinScatter == 1)
        let share = try #require(three.betweenShare)
        #expect(abs(share - 0.75) < 1e-6)
        // 1 - (1 - .75) (3 - 1) / (3 - 2).
        let overChance = try #require(three.betweenShareOverChance)
        #expect(abs(overChance - 0.5) < 1e-6)
    }

    /// What is nil is left out of the line, and read as nil again.
    @Test func whatIsMissingIsLeftOutOfTheLine() throws {
        let text = try String(
            decoding: JSONEncoder().encode(FeatureMeasures(effectiveRank: 1.5)), as: UTF8.self)
        #expect(text == "{\"effective_rank\":1.5}")
        let read = try JSONDecoder().decode(FeatureMeasures.self, from: Data("{}".utf8))
        #expect(read == FeatureMeasures())
    }
}
