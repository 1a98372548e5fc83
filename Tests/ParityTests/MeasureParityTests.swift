import Checkpoints
import Isotropy
import Layers
import TestSupport
import Testing
import Torch
import Training

/// Against definitions in float64 that share no code and no closed form with ours: within 1e-9.
struct MeasureParityTests {
    struct Expected: Decodable {
        let isoScore: Double
        let isoScoreStar: [String: Double]
        let explainedVarianceCentred, explainedVarianceUncentred: [Double]
        let participationRatio, effectiveRank, meanCosine, cosReg: Double
        let standardDeviations: [Double]
        let isoBnScale: [String: [Double]]
    }

    static let clouds = ["random", "papers"]

    private struct Fixture {
        let points: Tensor
        let target: Covariance
        let expected: Expected
        let file: SafetensorsFile

        init(_ name: String) throws {
            file = try SafetensorsFile(
                contentsOf: SharedFixtures.url("measures/measures.safetensors"))
            points = try file.tensor(named: "\(name).cloud").converted(to: .float64)
            target = Covariance(
                dimensions: points.size(1),
                elements: try file.tensor(named: "\(name).target").numbers)
            let all = try SharedFixtures.json(
                "measures/expected.json", as: [String: Expected].self)
            expected = try #require(all[name])
        }
    }

    @Test(arguments: clouds)
    func measuresMatchTheirDefinitions(_ name: String) throws {
        let fixture = try Fixture(name)
        let expected = fixture.expected
        let moments = try Moments(of: fixture.points)
        let single: [(String, Double?, Double)] = [
            ("IsoScore", moments.isoScore, expected.isoScore),
            ("participation ratio", moments.participationRatio, expected.participationRatio),
            ("effective rank", try moments.spectrum()?.effectiveRank, expected.effectiveRank),
            ("mean cosine", try CloudSummary(of: fixture.points).meanCosine, expected.meanCosine),
        ]
        for (measure, found, wanted) in single {
            expectClose(found.map { [$0] }, [wanted], absolute: 1e-9, "\(name) \(measure)")
        }
        expectClose(
            moments.standardDeviations, expected.standardDeviations, absolute: 1e-9,
            "\(name) deviations")
        expectClose(
            try moments.spectrum()?.explainedVarianceCurve(), expected.explainedVarianceCentred,
            absolute: 1e-9, "\(name) EV")
        expectClose(
            try moments.spectrum(centred: false)?.explainedVarianceCurve(),
            expected.explainedVarianceUncentred, absolute: 1e-9, "\(name) EV uncentred")
        #expect(expected.isoScoreStar.count == 5)
        for (zeta, wanted) in expected.isoScoreStar {
            let score = moments.isoScoreStar(
                shrinkage: try #require(Double(zeta)), toward: fixture.target)
            expectClose(
                score.map { [$0] }, [wanted], absolute: 1e-9, "\(name) IsoScore* at \(zeta)")
        }
    }

    /// The whole cloud as the only batch, so that the moving statistics are exactly its own.
    @Test(arguments: clouds)
    func theScaleOfIsoBNMatchesItsEquationsInEveryReading(_ name: String) throws {
        let fixture = try Fixture(name)
        var published = IsoBNOptions.publishedCode
        published.momentum = 1
        let readings = [
            ("paper", IsoBNOptions.paper), ("corrected", .corrected), ("published-code", published),
        ]
        for (reading, options) in readings {
            let normalizer = try IsoBatchNormalizer(size: fixture.points.size(1), options: options)
            _ = try normalizer(fixture.points, .training(seed: 0, step: 0))
            let wanted = try #require(fixture.expected.isoBnScale[reading])
            expectClose(try normalizer.scales(), wanted, absolute: 1e-9, "\(name) IsoBN \(reading)")
        }
    }

    @Test func theGradientsOfPenaltiesMatchAutomaticDifferentiation() throws {
        let fixture = try Fixture("random")
        let count = fixture.points.size(0)
        let batch = try PackedBatch([
            (ids: Array(repeating: 0, count: count), typeIDs: Array(repeating: 0, count: count))
        ])
        // The loss of I-STAR is λ (1 - score): λ = -1 gives the gradient of the score.
        let penalties: [(String, any Penalty)] = [
            (
                "iso_score_star",
                IStarPenalty(
                    lambda: -1, zeta: 0.2, convention: .algorithm, layers: .all,
                    target: .covariance(fixture.target))
            ), ("cos_reg", CosRegPenalty()),
        ]
        for (name, penalty) in penalties {
            let points = try fixture.points.cloned()
            try points.requireGradient()
            let states = HiddenStates(layers: [try points.detached(), points], batch: batch)
            let term = try #require(try penalty(states))
            try term.backward()
            let wanted = try fixture.file.tensor(named: "random.\(name)_gradient").numbers
            expectClose(
                try points.gradient()?.numbers, wanted, absolute: 1e-9, "gradient of \(name)")
            let value =
                name == "cos_reg"
                ? fixture.expected.cosReg : (fixture.expected.isoScoreStar["0.2"] ?? .nan) - 1
            // A term of the loss is float32.
            #expect((try term.scalar() - value).magnitude < 1e-7, "value of \(name)")
        }
    }
}
