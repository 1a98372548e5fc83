import Foundation
import Isotropy
import TestSupport
import Testing
import Torch

/// Each measure beside plain loops over points and pairs, written from its definition.
@Suite struct FurtherMeasureTests {
    private let rows = cloud(23, 4, seed: 7)

    private func mean(_ rows: [[Double]]) -> [Double] {
        rows[0].indices.map { column in rows.reduce(0) { $0 + $1[column] } / Double(rows.count) }
    }

    private func dot(_ one: [Double], _ other: [Double]) -> Double {
        zip(one, other).reduce(0) { $0 + $1.0 * $1.1 }
    }

    private func isClose(_ found: Double?, _ expected: Double, _ relative: Double) -> Bool {
        found.map { abs($0 - expected) <= relative * abs(expected) } ?? false
    }

    @Test(arguments: [1, 5, 23])
    func theShareOfTheScaledIdentityIsLedoitsAndWolfs(_ block: Int) throws {
        var found = ShrinkageMoments(dimensions: 4)
        for start in stride(from: 0, to: rows.count, by: block) {
            try found.add(matrix(Array(rows[start..<min(start + block, rows.count)]), .float64))
        }
        let center = mean(rows)
        let centred = rows.map { zip($0, center).map { $0 - $1 } }
        let count = Double(rows.count)
        let covariance = (0..<4).map { i in
            (0..<4).map { j in centred.reduce(0) { $0 + $1[i] * $1[j] } / count }
        }
        let scale = (0..<4).reduce(0) { $0 + covariance[$1][$1] } / 4
        var (error, distance) = (0.0, 0.0)
        for i in 0..<4 {
            for j in 0..<4 {
                for point in centred {
                    let difference = point[i] * point[j] - covariance[i][j]
                    error += difference * difference / (count * count)
                }
                let apart = covariance[i][j] - (i == j ? scale : 0)
                distance += apart * apart
            }
        }
        #expect(isClose(found.ledoitWolf, min(error, distance) / distance, 1e-10))
        #expect(found.moments.count == 23)
    }

    @Test func aScaledIdentityNeedsNoShrinkage() throws {
        var found = ShrinkageMoments(dimensions: 2)
        #expect(found.ledoitWolf == nil)
        try found.add(matrix([[1, 0], [-1, 0], [0, 1], [0, -1]], .float64))
        #expect(found.ledoitWolf == 0)
        var constant = ShrinkageMoments(dimensions: 2)
        try constant.add(matrix([[1, 2], [1, 2]], .float64))
        #expect(constant.ledoitWolf == nil)
    }

    @Test(arguments: [1, 7, 23])
    func theMeanCosineIsTheSumOfItsParts(_ block: Int) throws {
        var parts = CosineParts(dimensions: 4)
        var directions = DirectionMoments(dimensions: 4)
        var moments = Moments(dimensions: 4)
        for start in stride(from: 0, to: rows.count, by: block) {
            let points = try matrix(
                Array(rows[start..<min(start + block, rows.count)]), .float64)
            try parts.add(points)
            try directions.add(points)
            try moments.add(points)
        }
        let unit = rows.map { row in row.map { $0 / dot(row, row).squareRoot() } }
        let center = mean(rows)
        var (shares, around, pairs) = ([Double](repeating: 0, count: 4), 0.0, 0.0)
        for i in rows.indices {
            for j in rows.indices where j != i {
                for k in 0..<4 { shares[k] += unit[i][k] * unit[j][k] }
                let (left, right) = (
                    zip(rows[i], center).map { $0 - $1 }, zip(rows[j], center).map { $0 - $1 }
                )
                around +=
                    dot(left, right)
                    / (dot(rows[i], rows[i]) * dot(rows[j], rows[j])).squareRoot()
                pairs += 1
            }
        }
        let found = try #require(parts.byDimension)
        expectClose(found, shares.map { $0 / pairs }, absolute: 1e-12)
        let whole = try #require(directions.meanCosine)
        #expect(abs(found.reduce(0, +) - whole) < 1e-12)
        let rest = try #require(parts.aroundMean(moments.mean))
        #expect(abs(rest - around / pairs) < 1e-12)
    }

    @Test func pointsWithoutADirectionTakeNoPart() throws {
        var parts = CosineParts(dimensions: 2)
        try parts.add(matrix([[0, 0], [1, 0]], .float64))
        #expect(parts.count == 1 && parts.byDimension == nil && parts.aroundMean([0, 0]) == nil)
    }

    @Test func theFarthestDimensionsAreOutliersByMeanOrDeviation() throws {
        // Dimension 2 lies far off, dimension 5 spreads more; the rest differ a little.
        let rows = (0..<40).map { row in
            (0..<8).map { column in
                let sign = row % 2 == 0 ? 1.0 : -1.0
                return 0.1 * Double(column) + sign * (1 + 0.01 * Double(column))
                    + (column == 2 ? 50 : 0) + (column == 5 ? 9 * sign : 0)
            }
        }
        let moments = try Moments(of: matrix(rows, .float64))
        let found = try #require(moments.outlierDimensions(beyond: 5))
        #expect(Set(found.map(\.dimension)) == [2, 5])
        // The means are 0, 0.1, 50.2, 0.3 ... 0.7: median 0.45, median distance from it 0.2.
        let far = try #require(found.first { $0.dimension == 2 })
        #expect(isClose(far.mean, (50.2 - 0.45) / (1.4826 * 0.2), 1e-9))
        #expect(try #require(moments.outlierDimensions(beyond: 1e6)).isEmpty)
        #expect(Moments(dimensions: 2).outlierDimensions() == nil)
    }

    @Test(arguments: [1, 2, 4])
    func thePartitionScoreRunsOverEigenvectorsAndTheirNegatives(_ block: Int) throws {
        // The products of the two columns add up to 0, so the axes are the eigenvectors.
        let rows: [[Double]] = [[2, 1], [2, -1], [-1, 0.5], [-1, -0.5]]
        let all = try matrix(rows, .float64)
        var sums = try PartitionSums(Moments(of: all))
        for start in stride(from: 0, to: 4, by: block) {
            try sums.add(matrix(Array(rows[start..<start + block]), .float64))
        }
        let values = [[1.0, 0], [-1, 0], [0, 1], [0, -1]].map { direction in
            rows.reduce(0) { $0 + exp(dot($1, direction)) }
        }
        let (least, most) = (try #require(values.min()), try #require(values.max()))
        #expect(isClose(sums.score, least / most, 1e-14))
    }

    @Test func longPointsDoNotOverflowThePartitionFunction() throws {
        let all = try matrix([[1e4, 1], [1e4, -1]], .float64)
        var sums = try PartitionSums(Moments(of: all))
        try sums.add(all)
        #expect(isClose(sums.logarithm, -2e4, 1e-12) && sums.score == 0)
    }

    @Test func sharesOfASpectrum() throws {
        let spectrum = try Spectrum(
            Covariance(variances: [8, 4, 2, 1, 1, 0, 0, 0, 0, 0]), rankBound: 5)
        #expect(isClose(spectrum.conditionNumber, 8, 1e-14))
        // 3 of 10 components explain 14 of 16.
        #expect(isClose(spectrum.varEx(), 0.3 / (14.0 / 16), 1e-14))
        #expect(isClose(spectrum.varEx(share: 0.01), 0.1 / 0.5, 1e-14))
        let flat = try Spectrum(Covariance(variances: [3, 3, 3, 3]), rankBound: 4)
        #expect(isClose(flat.varEx(share: 0.5), 1, 1e-14))
    }
}
