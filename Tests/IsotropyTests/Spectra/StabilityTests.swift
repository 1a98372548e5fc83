import Foundation
import Isotropy
import Layers
import TestSupport
import Testing
import Torch

/// How measures of few points lie beside those of the distribution, for the cloud of the stability figure of Rudman and
/// Eickhoff (2024): normal, 768 dimensions, variances 10, 6, 4, 4 and 1 for all others.
///
/// `ISOTROPY_TEST_STABILITY=8` takes so many draws and prints the tables of Documentation/measures.md, as
/// `Tools/stability` does.
@Suite struct StabilityTests {
    private static let asked = ProcessInfo.processInfo.environment["ISOTROPY_TEST_STABILITY"]
        .flatMap(Int.init)
    private static let zetas = [0, 0.2, 0.4, 0.6, 0.8]
    /// IsoScore* by points and zeta, as a simulation in another language gave it.
    private static let figure: [Int: [Double]] = [
        50: [0.058, 0.088, 0.145, 0.269, 0.556], 100: [0.111, 0.162, 0.252, 0.415, 0.678],
        250: [0.237, 0.322, 0.446, 0.612, 0.785], 700: [0.448, 0.543, 0.651, 0.756, 0.835],
        1000: [0.519, 0.607, 0.698, 0.781, 0.841], 5000: [0.772, 0.805, 0.832, 0.850, 0.860],
    ]
    private static let variances: [Double] = [10, 6, 4, 4] + Array(repeating: 1, count: 764)
    private static let mean = 0.5

    /// The covariance of so many points, by Bartlett's decomposition (1933).
    private func covariance(_ points: Int, _ stream: inout RandomStream) throws -> Covariance {
        let deviations = Self.variances.map { $0.squareRoot() }
        let (size, rank) = (deviations.count, min(points - 1, deviations.count))
        var root = [Double](repeating: 0, count: size * rank)
        for row in 0..<size {
            for column in 0..<min(row, rank) {
                root[row * rank + column] = deviations[row] * stream.nextNormal()
            }
            if row < rank {
                // Wilson and Hilferty 1931: the third root of a chi-squared number is nearly normal.
                let degrees = Double(points - 1 - row)
                let part = 2 / (9 * degrees)
                let third = 1 - part + part.squareRoot() * stream.nextNormal()
                root[row * rank + row] =
                    deviations[row] * (degrees * max(third, 0) * third * third).squareRoot()
            }
        }
        let factor = try Tensor.of(root, shape: [size, rank])
        let products = try factor.matmul(factor.transposed())
            .multiplied(by: 1 / Double(points - 1))
        return Covariance(dimensions: size, elements: try products.elements())
    }

    @Test(arguments: asked == nil ? [50, 250, 1000] : figure.keys.sorted())
    func isoScoreStarIsThatOfTheFigure(_ points: Int) throws {
        var stream = RandomStream(seed: 23, name: "stability", index: UInt32(points))
        let draws = Self.asked ?? 1
        var scores = Self.zetas.map { _ in [Double]() }
        for _ in 0..<draws {
            // The shrinkage target of the paper is that of 75,000 points.
            let target = try covariance(75_000, &stream)
            let few = try covariance(points, &stream)
            for (place, zeta) in Self.zetas.enumerated() {
                scores[place].append(
                    try #require(few.isoScoreStar(shrinkage: zeta, toward: target)))
            }
        }
        let means = scores.map { $0.reduce(0, +) / Double(draws) }
        expectClose(means, Self.figure[points], absolute: 0.01)
        guard Self.asked != nil else { return }
        let cells = scores.map { Spread($0).text }
        print("STABILITY-FIGURE | \(points) | " + cells.joined(separator: " | ") + " |")
    }

    /// The score of the distribution itself.
    @Test func theTrueScoreIsThatOfTheFigure() throws {
        let score = try #require(Covariance(variances: Self.variances).isoScore)
        expectClose([score], [0.867], absolute: 5e-4)
    }

    @Test(.enabled(if: asked != nil)) func printsHowOtherMeasuresFollowTheirPoints() throws {
        let measures = MeasureCatalogue.all.filter { measure in
            measure.needs.isSubset(of: [
                .moments, .directions, .cosineParts, .fourthPowers, .sample, .secondPass,
                .neighbours,
            ]) && !["block_sizes", "twonn_scan", "partition_score"].contains(measure.name)
        }
        let sizes = Self.figure.keys.sorted()
        var columns: [[String: [Double]]] = []
        for size in sizes {
            var values: [String: [Double]] = [:]
            for draw in 0..<(Self.asked ?? 0) {
                let rows = try points(size, UInt32(draw))
                let cloud = try MeasuredCloud(of: rows, measures: measures, intervals: false)
                for measure in measures {
                    guard let value = try measure.value(of: cloud) else { continue }
                    // Of all dimensions, or all k, there is no room.
                    guard value.numbers.count <= 3 else { continue }
                    for (place, number) in value.numbers.enumerated() {
                        let part =
                            measure.components.isEmpty
                            ? (value.numbers.count > 1 ? ", \(place + 1)" : "")
                            : ", \(measure.components[place])"
                        values["`\(measure.name)`\(part)", default: []].append(number)
                    }
                }
            }
            columns.append(values)
        }
        for name in Set(columns.flatMap(\.keys)).sorted() {
            let cells = columns.map { $0[name].map { Spread($0).text } ?? "" }
            print("STABILITY-TABLE | \(name) | " + cells.joined(separator: " | ") + " |")
        }
    }

    private func points(_ count: Int, _ draw: UInt32) throws -> Tensor {
        var stream = RandomStream(seed: 24, name: "points \(count)", index: draw)
        let deviations = Self.variances.map { $0.squareRoot() }
        let numbers = (0..<count).flatMap { _ in
            deviations.map { Self.mean + $0 * stream.nextNormal() }
        }
        return try Tensor.of(numbers, shape: [count, deviations.count])
    }

    /// The mean of draws and how far they lie from it.
    private struct Spread {
        let text: String

        init(_ values: [Double]) {
            let count = Double(values.count)
            let mean = values.reduce(0, +) / count
            let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            let deviation = (squares / max(count - 1, 1)).squareRoot()
            text = String(format: "%.3g ± %.1g", mean, deviation)
        }
    }
}
