import Isotropy
import Layers
import TestSupport
import Testing
import Torch

/// What is said of clouds, and the numbers it must agree with.
@Suite struct FindingsTests {
    private func findings(_ rows: [[Double]]) throws -> (CloudFindings, [String: MeasureResult]) {
        let cloud = try MeasuredCloud(of: matrix(rows), measures: CloudFindings.measures)
        let results = try cloud.results(of: CloudFindings.measures)
        return (
            try CloudFindings(cloud, results),
            Dictionary(uniqueKeysWithValues: results.map { ($0.measure, $0) })
        )
    }

    private func normal(_ count: Int, _ size: Int, seed: UInt64) -> [[Double]] {
        var stream = RandomStream(seed: seed, name: "findings")
        return (0..<count).map { _ in (0..<size).map { _ in stream.nextNormal() } }
    }

    /// A mean of growing length: the share grows with it, and no sentence changes at once.
    @Test func theShareOfTheMeanGrowsWithIt() throws {
        var last = 0.0
        for length in stride(from: 1.0, through: 6, by: 0.5) {
            let rows = normal(400, 10, seed: 5).map { [$0[0] + length] + $0.dropFirst() }
            let (findings, results) = try findings(rows)
            let share = try #require(findings.shareOfMean)
            let cosine = try #require(results["mean_cosine"]?.value?.number)
            let part = try #require(results["mean_cosine_of_mean"]?.value?.number)
            #expect(share == part / cosine)
            #expect(share > last - 0.05 && share > 0.8)
            last = share
            #expect(findings.dimensions.first?.dimension == 0)
            #expect(findings.sentences[0].contains("the mean of the points"))
            #expect(findings.sentences[1].contains("Dimension 0 (from 0) alone makes"))
        }
    }

    @Test func aMeanCosineThatIsNoneIsNotExplained() throws {
        let (findings, _) = try findings(normal(500, 20, seed: 6))
        #expect(findings.shareOfMean == nil && findings.dimensions.isEmpty)
        #expect(findings.sentences[0].hasSuffix("which cannot be told from 0."))
        #expect(findings.sentences.count == 2)
    }

    /// A mean cosine of .467 was once told with "a mean near 0".
    @Test func wordsAgreeWithTheNumbersAtFormerThresholds() throws {
        for length in [0.9, 0.95, 1, 1.05] {
            let size = 30.0
            let shift = length * size.squareRoot()
            let rows = normal(600, 30, seed: 7).map { [$0[0] + shift] + $0.dropFirst() }
            let (findings, results) = try findings(rows)
            let cosine = try #require(results["mean_cosine"]?.value?.number)
            #expect((0.4...0.6).contains(cosine))
            #expect(!findings.text.contains("near 0"))
            #expect(try #require(findings.shareOfMean) > 0.9)
        }
    }

    @Test func fewPointsAndCopiesOfOneSayThat() throws {
        let (few, _) = try findings(normal(10, 3, seed: 8))
        #expect(few.text.hasPrefix("There are too few points or dimensions to tell"))
        let (constant, _) = try findings(Array(repeating: [1, 2, 3], count: 40))
        #expect(constant.text == "All points are the same: no measure of their spread is defined.")
    }
}
