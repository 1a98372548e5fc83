import Isotropy
import Layers
import TestSupport
import Testing
import Torch

/// What leaving blocks of labelled rows and of pairs of rows out gives, beside the same from the rows that are left.
@Suite struct LeftOutTests {
    private static let count = 61

    /// Rows of two, and one at last: as the sums are kept.
    private var blocks: [Range<Int>] {
        stride(from: 0, to: Self.count, by: 2).map { $0..<min($0 + 2, Self.count) }
    }

    /// The value without the bias of few points, and its error, from the definition of Busing et al.
    private func leavingOut(
        _ measure: ([Int]) throws -> Double
    ) throws -> (debiased: Double, error: Double) {
        let whole = try measure(Array(0..<Self.count))
        var (values, ratios) = ([Double](), [Double]())
        for block in blocks {
            let ratio = Double(Self.count) / Double(block.count)
            let rest = (0..<Self.count).filter { !block.contains($0) }
            values.append(ratio * whole - (ratio - 1) * (try measure(rest)))
            ratios.append(ratio)
        }
        let center = zip(values, ratios).reduce(0) { $0 + $1.0 / $1.1 }
        let squares = zip(values, ratios).reduce(0) {
            $0 + ($1.0 - center) * ($1.0 - center) / ($1.1 - 1)
        }
        return (center, (squares / Double(values.count)).squareRoot())
    }

    private func rows(_ seed: UInt64, _ size: Int) -> [[Double]] {
        cloud(Self.count, size, seed: seed).map { $0.map { $0 + 3 } }
    }

    @Test func classes() throws {
        let points = rows(41, 3)
        let labels = (0..<Self.count).map { $0 * 7 % 3 }
        let measures = try MeasureCatalogue.measures([
            "between_class_share", "within_class_isoscore",
        ])
        var measurement = CloudMeasurement(
            dimensions: 3, measures: measures, intervals: true, classCount: 3)
        try measurement.add(matrix(points), labels: labels)
        let results = try measurement.measured().results(of: measures, isotropic: false)
        func scatter(_ rows: [Int]) throws -> ClassScatter {
            var moments = ClassMoments(dimensions: 3, classCount: 3)
            try moments.add(matrix(rows.map { points[$0] }), labels: rows.map { labels[$0] })
            return ClassScatter(moments)
        }
        let between = try leavingOut { try #require(try scatter($0).betweenShare) }
        let within = try leavingOut { try #require(try scatter($0).withinCovariance?.isoScore) }
        // What is below 0 is cut.
        expectClose(
            results.map { $0.debiased?.number ?? .nan },
            [max(between.debiased, 0), within.debiased], absolute: 1e-11)
    }

    @Test func twoClouds() throws {
        let (first, second) = (rows(42, 3), rows(43, 4))
        let measures = try MeasureCatalogue.measures(["linear_cka_unbiased", "linear_cka"])
        var measurement = CloudMeasurement(
            dimensions: 3, measures: measures, intervals: true, secondDimensions: 4)
        for block in [0..<20, 20..<61] {
            try measurement.add(
                matrix(Array(first[block])), second: matrix(Array(second[block])))
        }
        let results = try measurement.measured().results(of: measures)
        let expected = try leavingOut { rows in
            try #require(
                CloudPair(matrix(rows.map { first[$0] }), matrix(rows.map { second[$0] }))
                    .unbiasedLinearCKA)
        }
        let value = try #require(results[0].value?.number)
        guard case .bounds(let lower, let upper) = results[0].intervals[0] else {
            Issue.record("no interval: \(results[0])")
            return
        }
        // Student's t with 30 degrees; the quantile is good to 1e-5 here.
        let half = 2.0422724563 * expected.error
        expectClose([lower, upper], [value - half, value + half], absolute: 2e-5)
        #expect(results[0].isotropic == .number(0))
        #expect(results[1].intervals == [.none(.notSmooth)])
    }

    @Test func rowsWithoutTheirLabelsOrPartnersAreRefused() throws {
        let measures = try MeasureCatalogue.measures(["between_class_share", "linear_cka"])
        var measurement = CloudMeasurement(
            dimensions: 2, measures: measures, classCount: 2, secondDimensions: 3)
        let points = try matrix([[1, 2], [3, 4]])
        let error = #expect(throws: TorchError.self) {
            try measurement.add(points, labels: [0], second: matrix([[1, 2, 3], [4, 5, 6]]))
        }
        #expect(error?.message == "2 points have 1 labels")
        let other = #expect(throws: TorchError.self) {
            try measurement.add(points, labels: [0, 1], second: matrix([[1, 2, 3]]))
        }
        #expect(other?.message == "the second cloud's rows must be [2, 3], not [1, 3]")
        #expect(measurement.pointCount == 0)
    }
}
