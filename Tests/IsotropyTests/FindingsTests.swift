import Foundation
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
            #expect(findings.sentences[1].contains("the mean of the points"))
            #expect(findings.sentences[2].contains("Dimension 0 (from 0) alone makes"))
        }
    }

    @Test func aMeanCosineThatIsNoneIsNotExplained() throws {
        let (findings, _) = try findings(normal(500, 20, seed: 6))
        #expect(findings.shareOfMean == nil && findings.dimensions.isEmpty)
        #expect(findings.sentences[1].hasSuffix("which cannot be told from 0."))
        #expect(findings.sentences.last?.hasSuffix("cannot be told from isotropic.") == true)
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

    /// Isotropic points, also fewer than dimensions, are fine whatever the numbers of few points look like.
    @Test(arguments: [(400, 10), (1000, 3), (60, 200), (30, 5), (20, 100), (2000, 2)])
    func isotropicPointsAreFine(_ count: Int, _ size: Int) throws {
        for seed: UInt64 in 20..<26 {
            let (findings, _) = try findings(normal(count, size, seed: seed))
            let tells = count < 50 ? ", as far as \(count) points tell." : "."
            let wanted =
                "Fine: no shifted mean, no dominating dimensions and no collapsed spectrum to speak of"
            #expect(findings.sentences[0] == wanted + tells)
            #expect(findings.causes.map(\.strength).allSatisfy { $0 < 0.05 })
        }
    }

    /// The strength of a mean grows from nothing to all, and so does its word.
    @Test func aShiftedMeanIsNamedByDegrees() throws {
        let adverbs = ["slightly", "clearly", "strongly", "extremely"]
        var seen: [String] = []
        for length in stride(from: 0.0, through: 12, by: 0.5) {
            // A mean with a like part in each dimension: none dominates.
            let rows = normal(500, 20, seed: 9).map { $0.map { $0 + length / 20.0.squareRoot() } }
            let (findings, results) = try findings(rows)
            let cause = try #require(findings.causes.first { $0.kind == .shiftedMean })
            let part = try #require(results["mean_cosine_of_mean"]?.value?.number)
            #expect(cause.strength == (findings.shareOfMean == nil ? 0 : part))
            let answer = findings.sentences[0]
            if let word = adverbs.first(where: { answer.contains("\($0) shifted mean") }) {
                seen.append(word)
                #expect(answer.hasPrefix("Nearly fine") == (word == "slightly"))
            } else {
                #expect(answer.hasPrefix("Fine:"), "\(answer)")
                #expect(seen.isEmpty, "degrees only grow")
            }
            #expect(!answer.contains("dominate"), "\(answer)")
        }
        let places = seen.compactMap { adverbs.firstIndex(of: $0) }
        #expect(places == places.sorted() && Set(places).count == adverbs.count)
    }

    /// By the definition: of squared lengths, which have the means in them.
    @Test func dimensionsThatDominateAreNamedWithWhatTheyHold() throws {
        let rows = normal(600, 40, seed: 10).map { row in
            row.enumerated().map { index, number in
                index == 7 ? 9 * number : index == 31 ? number - 6 : number
            }
        }
        let (findings, _) = try findings(rows)
        var squares = [Double](repeating: 0, count: 40)
        for row in rows { for index in 0..<40 { squares[index] += row[index] * row[index] } }
        let total = squares.reduce(0, +)
        let cause = try #require(findings.causes.first { $0.kind == .dominatingDimensions })
        #expect(cause.dimensions.prefix(2) == [7, 31])
        let held = cause.dimensions.reduce(0) { $0 + squares[$1] } / total
        let equal = Double(cause.dimensions.count) / 40
        #expect(abs(cause.strength - (held - equal) / (1 - equal)) < 1e-12)
        #expect(findings.outlierDimensions.map(\.dimension) == cause.dimensions)
        for part in findings.outlierDimensions {
            #expect(abs(part.share - squares[part.dimension] / total) < 1e-12)
        }
        #expect(findings.sentences[0].contains("dimensions that strongly dominate (7 and 31"))
        let words = try #require(findings.sentences.first { $0.contains("outlier") })
        #expect(words.contains("squared lengths"))
    }

    /// Directions that are no dimensions: nothing dominates, and few are in use.
    @Test func aCollapsedSpectrumIsNamedByTheDirectionsInUse() throws {
        let directions = normal(2, 30, seed: 11)
        let rows = zip(normal(400, 2, seed: 12), normal(400, 30, seed: 13)).map { few, noise in
            (0..<30).map {
                3 * (few[0] * directions[0][$0] + few[1] * directions[1][$0]) + noise[$0]
            }
        }
        let (findings, results) = try findings(rows)
        let used = try #require(results["participation_ratio"]?.debiased?.number)
        let cause = try #require(findings.causes.first { $0.kind == .collapsedSpectrum })
        #expect(abs(cause.strength - (1 - log(used) / log(30))) < 1e-12)
        #expect(findings.causes.first == cause)
        #expect(findings.sentences[0].contains("ly collapsed spectrum"), "\(findings.text)")
    }

    @Test func copiesAreNamedHoweverFewThereAre() throws {
        let rows = normal(200, 6, seed: 14)
        for (count, words) in [(2, "a few near-duplicates"), (60, "many near-duplicates")] {
            let cloud = try MeasuredCloud(
                of: matrix(rows + rows.prefix(count)),
                measures: CloudFindings.measures + [.repeatedPoints])
            let findings = try CloudFindings(cloud)
            #expect(findings.sentences[0].lowercased().contains(words))
            let cause = try #require(findings.causes.first { $0.kind == .nearDuplicates })
            #expect(cause.strength == Double(count) / Double(200 + count))
            #expect(findings.sentences.last?.contains("\(count) repeat another") == true)
        }
        let none = try MeasuredCloud(
            of: matrix(rows), measures: CloudFindings.measures + [.repeatedPoints])
        #expect(try CloudFindings(none).sentences[0].contains("no near-duplicates to speak of"))
    }

    /// Rows of classes one after the other, the same in another order, and sentences whose tokens are alike.
    @Test func sortedRowsAreTold() throws {
        var rows = normal(640, 5, seed: 15).enumerated().map { row, point in
            point.map { $0 + (row < 320 ? 2 : 0) }
        }
        func spread(_ rows: [[Double]], sentences: [Int]? = nil) throws -> Double {
            var measurement = CloudMeasurement(dimensions: 5, intervals: true)
            try measurement.add(matrix(rows), sentences: sentences)
            return try #require(try measurement.measured().blockSpread)
        }
        #expect(try spread(rows) > 20)
        var stream = RandomStream(seed: 16, name: "order")
        rows.shuffle(using: &stream)
        #expect(abs(try spread(rows) - 1) < 0.5)
        let alike = normal(160, 5, seed: 17).flatMap { Array(repeating: $0, count: 4) }
        let offsets = Array(stride(from: 0, through: 640, by: 4))
        #expect(abs(try spread(alike, sentences: offsets) - 1) < 0.5)
    }

    @Test func fewPointsAndCopiesOfOneSayThat() throws {
        let (few, _) = try findings(normal(10, 3, seed: 8))
        #expect(few.text.hasPrefix("There are too few points or dimensions to say"))
        let (constant, _) = try findings(Array(repeating: [1, 2, 3], count: 40))
        #expect(constant.text == "All points are the same: no measure of their spread is defined.")
    }
}
