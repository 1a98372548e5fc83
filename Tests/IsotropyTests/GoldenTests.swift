import Isotropy
import Layers
import TestSupport
import Testing
import Torch

/// The golden vectors of the specification.
@Suite struct GoldenTests {
    @Test func isoScoreIsTheGoldenOne() throws {
        let moments = try Moments(of: GoldenCloud.tensor())
        let score = try #require(moments.isoScore)
        expectClose([score], [0.430412371134021], absolute: 1e-14)
        expectClose(
            try #require(moments.covariance()).elements,
            [3.7, -1.25, -2.65, -1.25, 2.5, -0.5, -2.65, -0.5, 3.3], absolute: 1e-14)
    }

    @Test(arguments: [
        (0, 0.430412371134021), (0.2, 0.485663595261260), (0.5, 0.599544567338972),
        (0.75, 0.711754013935171), (1, 0.666666666666667),
    ])
    func isoScoreStarIsTheGoldenOne(_ zeta: Double, _ expected: Double) throws {
        let moments = try Moments(of: GoldenCloud.tensor())
        let score = moments.isoScoreStar(shrinkage: zeta, toward: GoldenCloud.target)
        expectClose([try #require(score)], [expected], absolute: 1e-14)
        let other = moments.isoScoreStar(
            shrinkage: 1 - zeta, toward: GoldenCloud.target, convention: .text)
        expectClose([try #require(other)], [expected], absolute: 1e-14)
    }

    @Test func gradientOfIsoScoreStarIsTheGoldenOne() throws {
        let points = try GoldenCloud.tensor()
        try points.requireGradient()
        let penalty = IStarPenalty(
            lambda: -1, zeta: 0.2, target: .covariance(GoldenCloud.target))
        let term = try #require(try penalty(try hiddenStates([points])))
        try term.backward()
        let gradient = try #require(try points.gradient()).elements(as: Double.self)
        expectClose(try [term.scalar()], [0.485663595261260 - 1], absolute: 1e-7)  // float32
        expectClose(
            Array(gradient[0..<3]), [-0.009975037186413, 0.035434055022269, -0.020448119399685],
            absolute: 1e-14)
        expectClose(
            Array(gradient[9..<12]), [-0.093212715310691, -0.005649222520813, 0.038653948743949],
            absolute: 1e-14)
    }

    @Test func cosineMeasuresAreTheGoldenOnes() throws {
        let points = try GoldenCloud.tensor()
        var directions = DirectionMoments(dimensions: 3)
        try directions.add(points)
        expectClose([try #require(directions.meanCosine)], [0.174497433634997], absolute: 1e-14)
        let term = try #require(try CosRegPenalty()(try hiddenStates([points])))
        expectClose(try [term.scalar()], [0.139597946907997], absolute: 1e-7)  // float32
    }

    @Test func explainedVarianceIsTheGoldenOneCentredAndNot() throws {
        let moments = try Moments(of: GoldenCloud.tensor())
        let centred = try #require(try moments.spectrum())
        let uncentred = try #require(try moments.spectrum(centred: false))
        expectClose(
            centred.explainedVarianceCurve(),
            [0.658217886127137, 0.980333659271400, 1], absolute: 1e-14)
        expectClose(
            uncentred.explainedVarianceCurve(),
            [0.506454840661413, 0.802452296622595, 1], absolute: 1e-14)
        #expect(centred.explainedVariance(2) == centred.explainedVarianceCurve()?[1])
    }

    static let scales: [(IsoBNOptions, [Double])] = {
        var exact = IsoBNOptions.publishedCode
        exact.start = .firstBatch
        var root = IsoBNOptions.paper
        root.renormalizer = .sqrt
        return [
            (exact, [0.892870888208642, 1.187185320457163, 0.957549216054474]),
            (.publishedCode, [0.963758039301359, 1.061680290670767, 0.991386737825999]),
            (.paper, [1.418385692432276, 1.863670983233459, 1.517572088532635]),
            (root, [0.897502775483902, 1.179263079827427, 0.960264312254387]),
            (.corrected, [0.897502775483902, 1.179263079827427, 0.960264312254387]),
        ]
    }()

    @Test(arguments: scales)
    func scalesOfIsoBNAreTheGoldenOnes(_ options: IsoBNOptions, _ expected: [Double]) throws {
        let normalizer = try IsoBatchNormalizer(size: 3, options: options)
        let features = try GoldenCloud.tensor(.float32)
        let output = try normalizer(features, .training(seed: 1, step: 1))
        expectClose(try normalizer.scales(), expected, absolute: 1e-14)
        let scaled = GoldenCloud.rows.flatMap { zip($0, expected).map { $0 * $1 } }
        expectClose(try output.elements(), scaled, absolute: 1e-6)  // float32
    }
}
