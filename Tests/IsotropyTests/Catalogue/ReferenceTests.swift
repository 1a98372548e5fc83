import Foundation
import Isotropy
import Layers
import TestSupport
import Testing
import Torch

/// What isotropic points would show, beside isotropic points.
@Suite struct ReferenceTests {
    /// Points that are drawn one by one; covariances as Bartlett draws them have no part in it.
    private func drawn(
        _ points: Int, _ dimensions: Int, _ measures: [Measure], times: Int
    ) throws -> [String: [[Double]]] {
        var found: [String: [[Double]]] = [:]
        var stream = RandomStream(seed: 99, name: "points")
        for _ in 0..<times {
            let rows = (0..<points).map { _ in (0..<dimensions).map { _ in stream.nextNormal() } }
            var measurement = CloudMeasurement(dimensions: dimensions, measures: measures)
            try measurement.add(matrix(rows))
            let cloud = try measurement.measured()
            for measure in measures {
                let value = try measure.value(of: cloud)
                found[measure.name, default: []].append(value?.numbers ?? [])
            }
        }
        return found
    }

    @Test(arguments: [(30, 5), (8, 12), (200, 3)])
    func theyAreWhatPointsShowOnAverage(_ points: Int, _ dimensions: Int) throws {
        let measures = MeasureCatalogue.all.filter { measure in
            guard measure.needs.isSubset(of: [.moments, .directions, .cosineParts, .sample]) else {
                return false
            }
            if case .none = measure.isotropic { return false }
            // Ratios to the smallest of many have no mean worth the name.
            return !["condition_number", "deviation_ratio"].contains(measure.name)
        }
        let reference = try IsotropicReference(points: points, dimensions: dimensions)
            .values(of: measures)
        let times = 400
        for (name, samples) in try drawn(points, dimensions, measures, times: times) {
            guard let expected = reference[name] else {
                let count = samples.count { !$0.isEmpty }
                #expect(count == 0, "\(name)")
                continue
            }
            for place in samples[0].indices {
                let numbers = samples.map { $0[place] }
                let mean = numbers.reduce(0, +) / Double(times)
                let variance =
                    numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
                    / Double(times - 1)
                // Five deviations of a difference of means of 400 and of the reference's draws.
                let draws = Double(IsotropicReference(points: points, dimensions: dimensions).draws)
                let bound = 5 * (variance * (1 / Double(times) + 1 / draws)).squareRoot() + 1e-12
                let value = expected.numbers[min(place, expected.numbers.count - 1)]
                // The logarithm of a mean over pairs of few points is a little low.
                let slack = name == "uniformity" ? 0.05 : 0
                #expect(abs(mean - value) < bound + slack, "\(name): \(mean), expected \(value)")
            }
        }
    }

    @Test func theyAreTheSameEachTime() throws {
        let reference = IsotropicReference(points: 77, dimensions: 6)
        let one = try reference.values(of: [.isoScore])
        let two = try reference.values(of: [.isoScore, .effectiveRank])
        #expect(one["isoscore"] == two["isoscore"] && two.count == 2 && one.count == 1)
        #expect(try IsotropicReference(points: 1, dimensions: 6).values(of: [.isoScore]).isEmpty)
    }

    /// The example: 100 isotropic points of 768 dimensions read .11, which is all that isotropic points can.
    @Test func aHundredIsotropicPointsReadAsLittleAsTheyCan() throws {
        let reference = IsotropicReference(points: 100, dimensions: 768)
        let value = try #require(try reference.values(of: [.isoScore])["isoscore"]?.number)
        #expect(abs(value - 0.114) < 0.003)
    }

    @Test func directionsOfTheSphereHaveTheUniformityOfItsIntegral() throws {
        // On a circle, the mean of exp(4 cos a - 4) by the trapezoidal rule, which is exact to rounding here.
        let steps = 256
        let mean = (0..<steps).reduce(0.0) {
            $0 + exp(4 * cos(2 * .pi * Double($1) / Double(steps)) - 4)
        }
        let expected = log(mean / Double(steps))
        let found = try IsotropicReference(points: 9, dimensions: 2).values(of: [.uniformity])
        expectClose(found["uniformity"]?.numbers, [expected], absolute: 1e-13)
    }
}
