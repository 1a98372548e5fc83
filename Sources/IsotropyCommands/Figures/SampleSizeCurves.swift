import Figures
import Isotropy
import Layers
import Options
import Torch

/// IsoScore* of few points, by the shrinkage toward a covariance from many (figure 1 of Rudman and Eickhoff 2024).
struct SampleSizeCurves {
    static let zetas = [0, 0.2, 0.4, 0.6, 0.8]
    /// Samples of each size: the mean is drawn, and one deviation both ways.
    static let draws = 5

    /// Samples of each size, as covariances.
    private let samples: [(points: Int, covariances: [Covariance])]
    private let target: Covariance
    /// Of the distribution; `nil` where it is not known.
    let trueScore: Double?
    /// What the points are, for the caption.
    let subject: String

    // MARK: - Simulated

    /// The paper's: normal points of 768 dimensions, four of which have the variances 10, 6, 4 and 4, the others 1; the
    /// target from 75,000 points.
    ///
    /// Covariances are drawn by their distribution (Wishart), without points.
    init() throws {
        let variances = [10.0, 6, 4, 4] + Array(repeating: 1, count: 764)
        let roots = variances.map { $0.squareRoot() }
        func covariance(_ points: Int, _ draw: Int) throws -> Covariance {
            let moments = try IsotropicReference(points: points, dimensions: roots.count)
                .moments(draw)
            let size = roots.count
            var elements = moments.products
            for row in 0..<size {
                for column in 0..<size {
                    elements[row * size + column] *=
                        roots[row] * roots[column] / Double(points - 1)
                }
            }
            return Covariance(dimensions: size, elements: elements)
        }
        target = try covariance(75_000, Self.draws)
        samples = try [50, 100, 250, 700, 1000, 2500, 5000].map { points in
            (points, try (0..<Self.draws).map { try covariance(points, $0) })
        }
        trueScore = Covariance(variances: variances).isoScore
        subject =
            "Simulated: normal points of 768 dimensions with the variances 10, 6, 4, 4, 1, …, 1; the covariance of "
            + "the target is of 75,000 points."
    }

    // MARK: - Of points

    /// Random choices of points; the target is the covariance of all.
    /// - Parameters:
    ///   - points: `[points, dimensions]`.
    ///   - name: what they are called.
    init(of points: Tensor, named name: String) throws {
        let count = points.size(0)
        guard count >= Self.leastPoints else {
            throw InputError(
                "\(name) has \(count) points: samples of 50 and more take \(Self.leastPoints) at least"
            )
        }
        guard let all = try Moments(of: points).covariance() else {
            throw InputError("\(name) has no covariance")
        }
        let sizes = [50, 100, 250, 700, 1000, 2500, 5000, 10_000, 25_000, 50_000].filter {
            2 * $0 <= count
        }
        target = all
        samples = try sizes.map { size in
            let covariances = try (0..<Self.draws).compactMap { draw -> Covariance? in
                var stream = RandomStream(
                    seed: UInt64(size), name: "points of a figure", index: UInt32(draw))
                let rows = Array((0..<count).shuffled(using: &stream).prefix(size)).sorted()
                return try Moments(of: points.gathered(Tensor.of(rows))).covariance()
            }
            return (size, covariances)
        }
        trueScore = nil
        subject =
            "Of \(name): random choices of its \(count) points in \(all.dimensions) dimensions; the covariance of the "
            + "target is of all of them, whose IsoScore is \(all.isoScore.map { readable($0) } ?? "not defined")."
    }

    private static let leastPoints = 200

    // MARK: - Figure

    func figure() -> Figure {
        let sizes = samples.map { Double($0.points) }
        let curves = Self.zetas.map { zeta in
            Curve(
                "ζ = \(short(zeta))", x: sizes,
                seeds: (0..<Self.draws).map { draw in
                    samples.map { sample in
                        guard draw < sample.covariances.count else { return .nan }
                        return sample.covariances[draw].isoScoreStar(
                            shrinkage: zeta, toward: target) ?? .nan
                    }
                }, within: 0...1)
        }
        var figure = Figure.isoScores(bySampleSize: Panels(curves), trueScore: trueScore)
        figure.caption +=
            " \(subject) Curves: means over \(Self.draws) samples of each size; bands: ± one standard deviation."
        return figure
    }
}
