import Foundation
import Isotropy
import TestSupport
import Testing
import Torch

/// Spectra of fewer points than dimensions, from the points' products with each other.
@Suite struct FewPointTests {
    @Test(arguments: [1, 2, 3, 11, 29, 30, 31])
    func eigenvaluesAreThoseOfTheCovariance(_ count: Int) throws {
        for dtype in [DType.float64, .float32] {
            let points = try matrix(cloud(count, 30, seed: UInt64(count)), dtype)
            let found = try Spectrum(of: points)
            let expected = try Moments(of: points).spectrum()
            #expect((found == nil) == (expected == nil) && (found == nil) == (count < 2))
            #expect(found?.rankBound == expected?.rankBound)
            let wanted = expected?.eigenvalues ?? []
            expectClose(
                found?.eigenvalues ?? [], wanted, absolute: 1e-10 * (wanted.first ?? 0))
            #expect(found?.eigenvalues.count == expected?.eigenvalues.count)
        }
    }

    @Test func pointsThatAreTheSameHaveNoVariance() throws {
        let row = cloud(1, 9, seed: 1)[0].map { $0 + 1e6 }
        let spectrum = try #require(try Spectrum(of: matrix([row, row, row])))
        #expect(spectrum.eigenvalues == Array(repeating: 0, count: 9))
        #expect(throws: TorchError.self) { try Spectrum(of: Tensor.of([1.0, 2])) }
    }

    /// With intervals, which leave rows of the products out.
    @Test(arguments: [1, 1e-50, 1e50], [1, 7, 100])
    func measuresAreThoseOfSums(_ unit: Double, _ chunk: Int) throws {
        let measures = MeasureCatalogue.all.filter {
            $0.group == .spectrum && $0.needs == [.moments]
        }
        // Three directions with most of the variance, so that there are intervals.
        let rows = cloud(60, 70, seed: 5).map { row in
            row.enumerated().map { place, number in
                unit * number * (place < 3 ? pow(0.1, Double(place)) : 0.003 / Double(1 + place))
            }
        }
        func results(_ keepsFewRows: Bool, _ chunk: Int) throws -> [MeasureResult] {
            var measurement = CloudMeasurement(
                dimensions: 70, measures: measures, intervals: true, keepsFewRows: keepsFewRows)
            for start in stride(from: 0, to: rows.count, by: chunk) {
                try measurement.add(
                    matrix(Array(rows[start..<min(start + chunk, rows.count)])))
            }
            return try measurement.measured().results(of: measures, isotropic: false)
        }
        let expected = try results(false, 60)
        let shares = expected.first { $0.measure == "explained_variance" }
        #expect(shares?.intervals.first?.ends != nil)
        for (found, wanted) in zip(try results(true, chunk), expected) {
            #expect(
                found.intervals.map(\.reason) == wanted.intervals.map(\.reason),
                "\(found.measure)")
            // Ratios to the smallest eigenvalue and roots of those near rounding.
            let numbers = [found, wanted].map { result in
                (result.value?.numbers ?? []) + (result.debiased?.numbers ?? [])
                    + result.intervals.compactMap(\.ends).flatMap { [$0.lower, $0.upper] }
            }
            expectClose(numbers[0], numbers[1], relative: 1e-9, found.measure)
        }
    }
}
