import Isotropy
import Layers
import TestSupport
import Testing
import Torch

@Suite struct MeasureTests {
    @Test func everyMeasureMatchesItsDefinition() throws {
        for fixture in try Fixtures.load("measures", as: [Fixtures.Measures].self) {
            let points = try matrix(fixture.points)
            let moments = try Moments(of: points)
            let summary = try CloudSummary(of: points)
            let spectrum = try #require(try moments.spectrum())
            // Of fewer points than dimensions another matrix.
            let ofPoints = try #require(try Spectrum(of: points))
            let raw = try #require(try moments.spectrum(centred: false))
            let pairs: [(Double?, Double)] = [
                (moments.isoScore, fixture.isoScore),
                (moments.smallSampleIsoScore, fixture.smallSampleIsoScore),
                (moments.participationRatio, fixture.participationRatio),
                (spectrum.stableRank, fixture.stableRank),
                (summary.meanCosine, fixture.meanCosine),
            ]
            for (actual, expected) in pairs {
                expectClose(try #require(actual).asArray, [expected], absolute: 1e-12)
            }
            // Roots of eigenvalues: half the digits for singular values near 0.
            let ranks = [ofPoints, spectrum, raw].compactMap(\.effectiveRank)
            let expectedRanks = [
                fixture.effectiveRank, fixture.effectiveRank, fixture.effectiveRankUncentred,
            ]
            expectClose(ranks, expectedRanks, absolute: 1e-9)
            let bound = min(fixture.points.count - 1, moments.dimensions)
            #expect(summary.normalizedEffectiveRank == ranks[0] / Double(bound))
            for spectrum in [ofPoints, spectrum] {
                expectClose(
                    spectrum.explainedVarianceCurve(), fixture.explainedVariance,
                    absolute: 1e-12)
            }
            expectClose(
                Array(try #require(raw.explainedVarianceCurve()).prefix(raw.rankBound)),
                fixture.explainedVarianceUncentred, absolute: 1e-12)
            #expect(summary.isoScore == moments.isoScore)
            #expect(summary.explainedVariance == ofPoints.explainedVarianceCurve(limit: 3))
        }
    }

    @Test(arguments: 1...6)
    func closedFormEqualsTheSixStepsWithEigenvalues(_ seed: Int) throws {
        let dimensions = 2 + 3 * seed
        let points = cloud(5 * seed, dimensions, seed: UInt64(seed))
        let moments = try Moments(of: matrix(points))
        let covariance = try #require(moments.covariance())
        let target = Covariance(variances: (1...dimensions).map { 1 / Double($0) })
        for zeta in [0, 0.3, 1] {
            let elements = zip(covariance.elements, target.elements)
            let shrunk = Covariance(
                dimensions: dimensions, elements: elements.map { (1 - zeta) * $0 + zeta * $1 })
            let expected = try sixSteps(shrunk)
            let score = try #require(moments.isoScoreStar(shrinkage: zeta, toward: target))
            expectClose([score], [expected], absolute: 1e-12)
        }
    }

    /// Steps 3 to 6 of the definition.
    private func sixSteps(_ shrunk: Covariance) throws -> Double {
        let values = try symmetricEigenvalues(shrunk.tensor()).elements(as: Double.self)
        let d = Double(values.count)
        let length = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
        let scaled = values.map { d.squareRoot() * $0 / length }
        let distance = scaled.reduce(0) { $0 + ($1 - 1) * ($1 - 1) }.squareRoot()
        let defect = distance / (2 * (d - d.squareRoot())).squareRoot()
        let used = d - defect * defect * (d - d.squareRoot())
        return (used * used - d) / (d * (d - 1))
    }

    @Test func smallSampleEstimateIsNearTheTruthWhereIsoScoreIsNot() throws {
        var stream = RandomStream(seed: 7, name: "normal")
        let rows = (0..<60).map { _ in (0..<300).map { _ in stream.nextNormal() } }
        let moments = try Moments(of: matrix(rows))
        #expect(try #require(moments.isoScore) < 0.2)
        #expect(abs(try #require(moments.smallSampleIsoScore) - 1) < 0.1)
    }

    @Test func measuresOfOnePointAreUndefined() throws {
        let summary = try CloudSummary(of: matrix([[1, 2, 3]]))
        #expect(summary.points == 1)
        #expect(summary.isoScore == nil && summary.smallSampleIsoScore == nil)
        #expect(summary.explainedVariance == nil && summary.effectiveRank == nil)
        #expect(summary.deviations == nil && summary.meanCosine == nil)
        #expect(summary.diagnosis == .tooSmall)
    }

    @Test func measuresOfAConstantCloudAreUndefined() throws {
        let rows = [[Double]](repeating: [0.1, 0.7, -0.3], count: 7)
        let summary = try CloudSummary(of: matrix(rows))
        #expect(summary.isoScore == nil && summary.smallSampleIsoScore == nil)
        #expect(summary.explainedVariance == nil && summary.stableRank == nil)
        #expect(summary.participationRatio == nil && summary.effectiveRank == nil)
        #expect(summary.deviations?.largest == 0)
        #expect(abs(try #require(summary.meanCosine) - 1) < 1e-14)
        #expect(summary.diagnosis == .constant)
    }

    @Test func oneDimensionHasNoIsoScore() throws {
        let summary = try CloudSummary(of: matrix([[1], [2], [4]]))
        #expect(summary.isoScore == nil && summary.smallSampleIsoScore == nil)
        #expect(summary.explainedVariance == [1])
        #expect(summary.participationRatio == 1)
    }

    @Test func duplicateRowsAreOneDirection() throws {
        let four: [[Double]] = [[1, 2], [1, 2], [-1, -2], [1, 2]]
        let summary = try CloudSummary(of: matrix(four + four + four))
        #expect(abs(try #require(summary.isoScore)) < 1e-15)
        expectClose(summary.explainedVariance, [1, 1], absolute: 1e-15)
        expectClose(try #require(summary.meanCosine).asArray, [2.0 / 11], absolute: 1e-15)
        #expect(summary.diagnosis == .collapsedSpectrum)
    }

    @Test func scaleDoesNotMatterEvenWhereSquaresUnderflow() throws {
        let rows = GoldenCloud.rows.map { $0.map { $0 * 1e-90 } }
        let score = try #require(try Moments(of: matrix(rows)).isoScore)
        expectClose([score], [0.430412371134021], absolute: 1e-14)
    }

    @Test(arguments: [1e-295, 1e-190, 1e-150, 1e-40, 1e40, 1e150, 1e190, 1e295, -1e99])
    func everyMeasureIsFreeOfScale(_ factor: Double) throws {
        let rows = cloud(40, 6, seed: 5)
        let plain = try CloudSummary(of: matrix(rows))
        let scaled = try CloudSummary(of: matrix(rows.map { $0.map { $0 * factor } }))
        func numbers(_ summary: CloudSummary) throws -> [Double] {
            let numbers = [
                summary.isoScore, summary.smallSampleIsoScore, summary.participationRatio,
                summary.stableRank, summary.meanCosine, summary.effectiveRank,
                summary.normalizedEffectiveRank, summary.deviations?.ratio,
            ]
            return try numbers.map { try #require($0) }
                + (try #require(summary.explainedVariance))
        }
        expectClose(try numbers(scaled), try numbers(plain), absolute: 1e-12)
        #expect(scaled.diagnosis == plain.diagnosis && scaled.zeroVectors == 0)
        let lengths = [
            scaled.lengthOfMean / abs(factor), (scaled.deviations?.median ?? .nan) / abs(factor),
        ]
        expectClose(
            lengths, [plain.lengthOfMean, plain.deviations?.median ?? .nan], absolute: 1e-12)
    }

    @Test(arguments: [1e-305, 1e305]) func numbersBeyondAnyMeasureAreRefused(_ factor: Double)
        throws
    {
        let rows = cloud(12, 3, seed: 5).map { $0.map { $0 * factor } }
        let error = #expect(throws: TorchError.self) { try CloudSummary(of: matrix(rows)) }
        #expect(error?.message.contains("1e-300 to 1e300 can be measured") == true)
    }

    /// The directions alone make the cosines: 1 / √2, 0 and -1 / √2.
    @Test(arguments: [
        (1e300, 1e-300), (1e-300, 1e300), (1e200, 1.0), (3e-160, 0x1p-1064), (1.0, 1e-3),
    ])
    func aPointHasItsDirectionHoweverSmallOrLargeItIs(_ large: Double, _ small: Double) throws {
        let rows = [[large, 0], [small, small], [0, -large]]
        let points = try matrix(rows)
        #expect(points.dtype == .float64)
        var directions = DirectionMoments(dimensions: 2)
        try directions.add(points)
        #expect(directions.count == 3 && directions.zeroCount == 0)
        expectClose([try #require(directions.meanCosine)], [0], absolute: 1e-15)
        let root = 0.5.squareRoot()
        expectClose(directions.sum, [1 + root, root - 1], absolute: 1e-15)
        let summary = try CloudSummary(of: points)
        #expect(summary.zeroVectors == 0)
        expectClose([try #require(summary.meanCosine)], [0], absolute: 1e-15)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func whatIsNotFiniteIsNamedWithItsPlace(_ wrong: Double) throws {
        let points = try matrix([[1, 2, 3], [4, 5, wrong]])
        let error = #expect(throws: TorchError.self) { try CloudSummary(of: points) }
        #expect(error?.kind == .notFinite)
        #expect(
            error?.message == "row 1, column 2 (from 0) is \(wrong), not a finite number")
        var directions = DirectionMoments(dimensions: 3)
        #expect(throws: TorchError.self) { try directions.add(points) }
        #expect(directions.count == 0)
    }

    @Test(arguments: [2, 3, 10]) func tooFewPointsSayNothing(_ count: Int) throws {
        var stream = RandomStream(seed: 1, name: "few")
        let rows = (0..<count).map { _ in (0..<768).map { _ in stream.nextNormal() } }
        let summary = try CloudSummary(of: matrix(rows))
        #expect(summary.diagnosis == .tooSmall && summary.smallSampleIsoScore == nil)
    }

    @Test(arguments: [11, 20, 100]) func normalPointsAreIsotropicHoweverFew(_ count: Int) throws {
        for dimensions in [2, 3, 30, 768] {
            for seed in 1...4 {
                var stream = RandomStream(seed: UInt64(seed), name: "normal")
                let rows = (0..<count).map { _ in (0..<dimensions).map { _ in stream.nextNormal() }
                }
                let summary = try CloudSummary(of: matrix(rows))
                #expect(summary.diagnosis == .isotropic, "\(count) points, \(dimensions), \(seed)")
                #expect((0...1).contains(try #require(summary.smallSampleIsoScore)))
            }
        }
    }

    @Test(arguments: [11, 20, 100]) func fewDirectionsAreFoundHoweverFewThePoints(_ count: Int)
        throws
    {
        var stream = RandomStream(seed: 2, name: "few directions")
        // All variance in 8 of 768 directions.
        let rows = (0..<count).map { _ in (0..<768).map { $0 < 8 ? stream.nextNormal() : 0 } }
        #expect(try CloudSummary(of: matrix(rows)).diagnosis == .collapsedSpectrum)
    }

    @Test func zeroVectorsAreCountedAndLeftOutOfTheCosine() throws {
        let rows = GoldenCloud.rows + [[0, 0, 0]]
        var directions = DirectionMoments(dimensions: 3)
        try directions.add(matrix(Array(rows[0..<2])))
        var others = DirectionMoments(dimensions: 3)
        try others.add(matrix(Array(rows[2...])))
        directions.merge(others)
        #expect(directions.count == 5 && directions.zeroCount == 1)
        expectClose([try #require(directions.meanCosine)], [0.174497433634997], absolute: 1e-14)
        #expect(try CloudSummary(of: matrix(rows)).zeroVectors == 1)
    }

    @Test func diagnosisTellsAShiftedMeanFromACollapsedSpectrum() throws {
        var stream = RandomStream(seed: 3, name: "diagnosis")
        let plain = (0..<400).map { _ in (0..<8).map { _ in stream.nextNormal() } }
        let shifted = plain.map { $0.map { $0 + 6 } }
        let collapsed = plain.map { row in row.enumerated().map { $0 == 0 ? $1 * 50 : $1 } }
        let both = collapsed.map { row in row.map { $0 + 200 } }
        let expected: [(rows: [[Double]], Diagnosis)] = [
            (plain, .isotropic), (shifted, .shiftedMean), (collapsed, .collapsedSpectrum),
            (both, .shiftedAndCollapsed),
        ]
        for (rows, diagnosis) in expected {
            #expect(try CloudSummary(of: matrix(rows)).diagnosis == diagnosis)
        }
        let summary = try CloudSummary(of: matrix(shifted))
        #expect(try #require(summary.meanCosine) > 0.9)
        #expect(try #require(summary.isoScore) > 0.9)
    }
}
