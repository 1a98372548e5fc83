import Isotropy
import TestSupport
import Testing
import Torch

/// Clouds that come in blocks of rows.
struct CloudMeasurementTests {
    private func measured(
        _ rows: [[Double]], _ size: Int, _ dtype: DType = .float64
    ) throws -> CloudSummary {
        var measurement = CloudMeasurement(dimensions: rows[0].count)
        for start in stride(from: 0, to: rows.count, by: size) {
            try measurement.add(matrix(Array(rows[start..<min(start + size, rows.count)]), dtype))
        }
        #expect(measurement.pointCount == rows.count)
        return try measurement.summary()
    }

    /// Every measure, those with a unit over the cloud's; none of those compared is near 0.
    private func numbers(_ summary: CloudSummary, unit: Double = 1) throws -> [Double] {
        let deviations = try #require(summary.deviations)
        let plain = [
            summary.isoScore, summary.smallSampleIsoScore, summary.participationRatio,
            summary.stableRank, summary.meanCosine, summary.effectiveRank,
            summary.normalizedEffectiveRank, deviations.ratio,
        ]
        return try plain.map { try #require($0) } + (try #require(summary.explainedVariance))
            + [deviations.smallest, deviations.median, deviations.largest, summary.lengthOfMean]
            .map { $0 / unit }
    }

    private func expectSame(_ found: CloudSummary, _ expected: CloudSummary) throws {
        for (one, other) in zip(try numbers(found), try numbers(expected)) {
            // Chan's updates in another order: some units in the last place of float64.
            #expect(abs(one - other) <= 1e-13 * abs(other), "\(one), expected \(other)")
        }
        #expect(found.points == expected.points && found.zeroVectors == expected.zeroVectors)
        #expect(found.diagnosis == expected.diagnosis)
    }

    @Test(arguments: [1, 2, 7, 64, 299, 300], [DType.float64, .float32, .bfloat16])
    func blocksOfAnySizeGiveTheMeasuresOfTheCloud(_ size: Int, _ dtype: DType) throws {
        let rows = cloud(300, 6, seed: 11) + [[0, 0, 0, 0, 0, 0]]
        let whole = try CloudSummary(of: matrix(rows, dtype))
        #expect(whole.zeroVectors == 1)
        try expectSame(try measured(rows, size, dtype), whole)
    }

    /// A mean a thousand deviations away: sums of squares would lose six digits.
    @Test(arguments: [1, 10, 77, 1000]) func aMeanFarAwayCostsNoDigits(_ size: Int) throws {
        let rows = cloud(200, 4, seed: 12).map { $0.map { $0 + 5000 } }
        let expected = try Plain(rows)
        let found = try measured(rows, size)
        let deviations = try #require(found.deviations)
        expectClose([deviations.largest / expected.deviations[3]], [1], absolute: 1e-12)
        expectClose([try #require(found.isoScore)], [expected.isoScore], absolute: 1e-12)
    }

    @Test(arguments: [1, 3, 40, 1000]) func measuresAreThoseOfTheirDefinitions(_ size: Int) throws {
        let rows = cloud(90, 5, seed: 13)
        let expected = try Plain(rows)
        let found = try measured(rows, size)
        let deviations = try #require(found.deviations)
        expectClose(
            [deviations.smallest, deviations.median, deviations.largest],
            [0, 2, 4].map { expected.deviations.sorted()[$0] }, absolute: 1e-12)
        expectClose(found.explainedVariance, expected.explained, absolute: 1e-12)
        expectClose(
            [found.isoScore, found.meanCosine, found.lengthOfMean].compactMap { $0 },
            [expected.isoScore, expected.meanCosine, expected.lengthOfMean], absolute: 1e-12)
    }

    /// The scale follows the largest number, wherever it comes: before, after or between all others.
    @Test(arguments: [1, 4, 5, 12, 200], [1e-290, 1e-60, 1e-25, 1.0, 1e29, 1e80, 1e290])
    func theLargestNumberMayComeInAnyBlock(_ size: Int, _ unit: Double) throws {
        let plain = cloud(60, 3, seed: 14)
        let expected = try numbers(try CloudSummary(of: matrix(plain)))
        for order in [plain.sorted { $0[0] < $1[0] }, plain.sorted { abs($0[2]) < abs($1[2]) }] {
            for rows in [order, order.reversed()] {
                let found = try measured(rows.map { $0.map { $0 * unit } }, size)
                for (one, other) in zip(try numbers(found, unit: unit), expected) {
                    #expect(abs(one - other) <= 1e-12 * abs(other), "\(one), expected \(other)")
                }
            }
        }
    }

    /// Blocks of nothing but far smaller numbers: beside the largest they are zeros, but have directions.
    @Test(arguments: [1e-300, 1e-200, 1e-40]) func smallBlocksBeforeLargeOnesCountAsZeros(
        _ small: Double
    ) throws {
        let rows = cloud(40, 3, seed: 15)
        let tiny = rows.map { $0.map { $0 * small } }
        let zeros = rows.map { $0.map { _ in 0.0 } }
        for size in [10, 40, 80] {
            for large in [1.0, 1e250] {
                let scaled = rows.map { $0.map { $0 * large } }
                let found = try measured(zeros + tiny + scaled, size)
                let expected = try measured(zeros + zeros + scaled, size)
                #expect(found.zeroVectors == 40 && found.points == 120)
                expectClose(
                    [try #require(found.isoScore)], [try #require(expected.isoScore)],
                    absolute: 1e-12)
                let doubled = try CloudSummary(of: matrix(rows + rows))
                expectClose(
                    [try #require(found.meanCosine)], [try #require(doubled.meanCosine)],
                    absolute: 1e-12)
            }
        }
    }

    @Test func aBlockThatIsNoPartOfTheCloudChangesNothing() throws {
        let rows = cloud(30, 3, seed: 16)
        var measurement = CloudMeasurement(dimensions: 3)
        try measurement.add(matrix(rows))
        let before = try measurement.summary()
        let error = #expect(throws: TorchError.self) {
            try measurement.add(matrix([[1, 2, 3], [1e200, .infinity, 0]]))
        }
        #expect(error?.message == "row 31, column 1 (from 0) is inf, not a finite number")
        #expect(throws: TorchError.self) { try measurement.add(matrix([[1, 2]])) }
        #expect(try measurement.summary() == before)
    }

    @Test func cloudsOfNoneAndOfOnePointHaveNoMeasures() throws {
        let none = try CloudMeasurement(dimensions: 2).summary()
        #expect(none.points == 0 && none.isoScore == nil && none.diagnosis == .tooSmall)
        let one = try measured([[1e200, 2]], 1)
        #expect(one.points == 1 && one.deviations == nil && one.meanCosine == nil)
        expectClose([one.lengthOfMean / 1e200], [1], absolute: 1e-15)
    }
}

/// Measures as they are defined, in two passes over all pairs and products.
private struct Plain {
    var deviations: [Double] = []
    var explained: [Double] = []
    var isoScore = 0.0
    var meanCosine = 0.0
    var lengthOfMean = 0.0

    init(_ rows: [[Double]]) throws {
        let (count, size) = (Double(rows.count), rows[0].count)
        let mean = (0..<size).map { column in rows.reduce(0) { $0 + $1[column] } / count }
        var covariance = (0..<size).map { first in
            (0..<size).map { second in
                rows.reduce(0) { $0 + ($1[first] - mean[first]) * ($1[second] - mean[second]) }
                    / (count - 1)
            }
        }
        deviations = (0..<size).map { covariance[$0][$0].squareRoot() }
        diagonalize(&covariance)
        let values = (0..<size).map { covariance[$0][$0] }.sorted(by: >)
        let total = values.reduce(0, +)
        explained = (1...3).map { values.prefix($0).reduce(0, +) / total }
        let ratio = total * total / values.reduce(0) { $0 + $1 * $1 }
        isoScore = (ratio - 1) / Double(size - 1)
        func product(_ one: [Double], _ other: [Double]) -> Double {
            zip(one, other).reduce(0) { $0 + $1.0 * $1.1 }
        }
        lengthOfMean = product(mean, mean).squareRoot()
        for (place, one) in rows.enumerated() {
            for other in rows[..<place] {
                meanCosine +=
                    product(one, other)
                    / (product(one, one) * product(other, other))
                    .squareRoot()
            }
        }
        meanCosine /= count * (count - 1) / 2
    }

    /// Jacobi's rotations.
    private func diagonalize(_ matrix: inout [[Double]]) {
        for _ in 0..<30 {
            for p in matrix.indices {
                for q in matrix.indices.dropFirst(p + 1) where matrix[p][q] != 0 {
                    let theta = (matrix[q][q] - matrix[p][p]) / (2 * matrix[p][q])
                    let root = abs(theta) + (theta * theta + 1).squareRoot()
                    let tangent = (theta < 0 ? -1 : 1) / root
                    let cosine = 1 / (tangent * tangent + 1).squareRoot()
                    let sine = tangent * cosine
                    for k in matrix.indices {
                        let (one, other) = (matrix[k][p], matrix[k][q])
                        matrix[k][p] = cosine * one - sine * other
                        matrix[k][q] = sine * one + cosine * other
                    }
                    for k in matrix.indices {
                        let (one, other) = (matrix[p][k], matrix[q][k])
                        matrix[p][k] = cosine * one - sine * other
                        matrix[q][k] = sine * one + cosine * other
                    }
                }
            }
        }
    }
}
