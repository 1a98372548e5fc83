import Foundation
import Isotropy
import Layers
import TestSupport
import Testing
import Torch

/// Beside NumPy and SciPy, with kernel matrices and singular vectors: `Tools/fixtures/comparison/make.py`.
@Suite struct CloudPairTests {
    private struct Fixture: Decodable {
        struct Angles: Decodable {
            let k: Int
            let space: String
            let angles: [Double]
        }
        let name: String
        let x, y: [[Double]]
        let plugIn, unbiased, procrustes: Double
        let angles: [Angles]
    }

    private let fixtures: [Fixture]

    init() throws { fixtures = try Fixtures.load("comparison", as: [Fixture].self) }

    private func expectMatch(
        _ pair: CloudPair, _ fixture: Fixture, _ location: SourceLocation = #_sourceLocation
    ) throws {
        let name = fixture.name
        expectClose(
            [try #require(pair.linearCKA)], [fixture.plugIn], relative: 1e-12, name, location)
        // A difference of larger numbers.
        expectClose(
            [try #require(pair.unbiasedLinearCKA)], [fixture.unbiased], absolute: 1e-12, name,
            location)
        expectClose(
            [try #require(try pair.procrustesDistance())], [fixture.procrustes], absolute: 1e-13,
            name, location)
        for expected in fixture.angles {
            let space = try #require(CloudPair.Subspace(rawValue: expected.space))
            let found = try #require(try pair.principalAngles(expected.k, in: space))
            expectClose(
                found, expected.angles, absolute: space == .points ? 1e-9 : 1e-11,
                "\(name), \(expected.k) \(space)", location)
        }
    }

    @Test func everyMeasureMatchesItsDefinition() throws {
        for fixture in fixtures {
            let pair = try CloudPair(matrix(fixture.x), matrix(fixture.y))
            #expect(pair.count == fixture.x.count)
            try expectMatch(pair, fixture)
        }
    }

    @Test(arguments: [1, 3, 7]) func partsAreMerged(_ size: Int) throws {
        for fixture in fixtures {
            var parts: [CloudPair] = []
            for start in stride(from: 0, to: fixture.x.count, by: size) {
                let range = start..<min(start + size, fixture.x.count)
                parts.append(
                    try CloudPair(
                        matrix(Array(fixture.x[range])), matrix(Array(fixture.y[range]))))
            }
            var merged = try #require(parts.last)
            for part in parts.dropLast().shuffled() { merged.merge(part) }
            try expectMatch(merged, fixture)
        }
    }

    @Test func distantMeansAndScalesCostNothing() throws {
        for fixture in fixtures {
            // Powers of two keep the points exact.
            let x = fixture.x.map { $0.map { 0x1p20 + ($0 * 0x1p20).rounded() * 0x1p-30 } }
            let y = fixture.y.map { $0.map { $0 * 0x1p100 } }
            let near = x.map { $0.map { ($0 - 0x1p20) * 0x1p10 } }
            let moved = try CloudPair(matrix(x), matrix(y))
            let plain = try CloudPair(matrix(near), matrix(fixture.y))
            expectClose(
                [try #require(moved.linearCKA)], [try #require(plain.linearCKA)], relative: 1e-12)
            expectClose(
                [try #require(moved.unbiasedLinearCKA)], [try #require(plain.unbiasedLinearCKA)],
                absolute: 1e-12)
            expectClose(
                [try #require(try moved.procrustesDistance())],
                [try #require(try plain.procrustesDistance())], absolute: 1e-13)
        }
    }

    /// The plug-in form reads .9 where there is nothing.
    @Test func independentCloudsOfFewPointsReadNearZeroOnceUnbiased() throws {
        var (biased, unbiased) = ([Double](), [Double]())
        for seed in 1...20 as ClosedRange<UInt64> {
            var stream = RandomStream(seed: seed, name: "independent")
            let clouds = try (0..<2).map { _ in
                try matrix((0..<32).map { _ in (0..<64).map { _ in stream.nextNormal() } })
            }
            let pair = try CloudPair(clouds[0], clouds[1])
            biased.append(try #require(pair.linearCKA))
            unbiased.append(try #require(pair.unbiasedLinearCKA))
        }
        #expect(biased.reduce(0, +) / 20 > 0.5)
        #expect(abs(unbiased.reduce(0, +) / 20) < 0.03)
        #expect(unbiased.allSatisfy { abs($0) < 0.2 })
    }

    @Test func aCloudIsItsOwnTwin() throws {
        let rows = cloud(30, 5, seed: 3)
        // A permutation, two signs and a shift.
        let turned = rows.map { [-$0[3] + 7, $0[1], $0[4], -$0[0], $0[2]].map { $0 * 3 } }
        let pair = try CloudPair(matrix(rows), matrix(turned))
        expectClose([try #require(pair.linearCKA)], [1], absolute: 1e-14)
        expectClose([try #require(pair.unbiasedLinearCKA)], [1], absolute: 1e-13)
        expectClose([try #require(try pair.procrustesDistance())], [0], absolute: 1e-14)
        let same = try CloudPair(matrix(rows), matrix(rows))
        let angles = try #require(try same.principalAngles(2, in: .coordinates))
        expectClose(angles, [0, 0], absolute: 1e-14)
        // Of sums alone small angles lose half of their digits.
        expectClose(
            try pair.principalAngles(2, in: .points), [0, 0], absolute: 1e-7)
        let exact = try pair.principalAngles(2, ofPoints: matrix(rows), matrix(turned))
        expectClose(exact, [0, 0], absolute: 1e-13)
    }

    /// Angles between the components of two clouds that differ a little, or a lot: rows are orthogonal columns of which
    /// one is turned into another.
    @Test(arguments: [1e-9, 1e-6, 1e-3, 0.7, 1.5, Double.pi / 2], [1, 3, 8])
    func smallAnglesBetweenComponentsHaveTheirDigits(_ angle: Double, _ chunk: Int) throws {
        let columns: [[Double]] = [
            [1, 1, 1, 1, -1, -1, -1, -1], [1, 1, -1, -1, 1, 1, -1, -1],
            [1, -1, 1, -1, 1, -1, 1, -1],
        ]
        let first = (0..<8).map { [9 * columns[0][$0], 4 * columns[1][$0]] }
        let second = (0..<8).map { row in
            [
                5 * columns[0][row],
                2 * (columns[1][row] * cos(angle) + columns[2][row] * sin(angle)), 0,
            ]
        }
        let measures = [Measure.canonicalAngles]
        var measurement = CloudMeasurement(
            dimensions: 2, measures: measures, secondDimensions: 3)
        try measurement.add(matrix(first), second: matrix(second))
        let cloud = try measurement.measured()
        var pass = try #require(try cloud.secondPass(for: measures))
        for start in stride(from: 0, to: 8, by: chunk) {
            let rows = start..<min(start + chunk, 8)
            try pass.add(matrix(Array(first[rows])), second: matrix(Array(second[rows])))
        }
        try cloud.take(pass)
        expectClose(
            try Measure.canonicalAngles.value(of: cloud)?.numbers, [0, angle], absolute: 1e-14)
    }

    /// Both small angles and large ones have their digits.
    @Test(arguments: [1e-9, 1e-3, 0.7, 1.5, Double.pi / 2]) func anglesAreThoseBetweenPlanes(
        _ angle: Double
    ) throws {
        // The covariance of the rows is diagonal: the axes are the eigenvectors.
        let axes: [[Double]] = [[9, 0, 0, 0], [0, 4, 0, 0], [0, 0, 2, 0], [0, 0, 0, 1]]
        let rows = axes + axes.map { $0.map { -$0 } }
        let turned = rows.map { row in
            [
                row[0], row[1] * cos(angle) - row[2] * sin(angle),
                row[1] * sin(angle) + row[2] * cos(angle), row[3],
            ]
        }
        let pair = try CloudPair(matrix(rows), matrix(turned))
        let found = try #require(try pair.principalAngles(2, in: .coordinates))
        expectClose(found, [0, angle], absolute: 1e-14)
    }

    @Test func subspacesThatAreNotThereHaveNoAngles() throws {
        let line = (0..<9).map { [Double($0), 2 * Double($0), 0] }
        let round: [[Double]] = [
            [1, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0], [0, 0, 3], [0, 0, -3],
        ]
        let plain = cloud(9, 3, seed: 1)
        let collapsed = try CloudPair(matrix(line), matrix(plain))
        #expect(try collapsed.principalAngles(1, in: .points) != nil)
        #expect(try collapsed.principalAngles(2, in: .points) == nil)
        let tied = try CloudPair(matrix(round), matrix(Array(plain.prefix(6))))
        #expect(try tied.principalAngles(1, in: .coordinates) != nil)
        #expect(try tied.principalAngles(2, in: .coordinates) == nil)
        #expect(try tied.principalAngles(3, in: .coordinates) != nil)
    }

    @Test func whatDoesNotVaryIsLikeNothing() throws {
        let constant = [[Double]](repeating: [0.1, 0.7], count: 6)
        let pair = try CloudPair(matrix(constant), matrix(cloud(6, 2, seed: 2)))
        #expect(pair.linearCKA == nil && pair.unbiasedLinearCKA == nil)
        #expect(try pair.procrustesDistance() == nil)
        #expect(try pair.principalAngles(1, in: .points) == nil)
        let three = try CloudPair(
            matrix(cloud(3, 2, seed: 2)), matrix(cloud(3, 2, seed: 4)))
        #expect(three.linearCKA != nil && three.unbiasedLinearCKA == nil)
    }

    @Test func cloudsOfOtherRowsAreRefused() throws {
        let rows = cloud(5, 2, seed: 1)
        #expect(throws: TorchError.self) {
            try CloudPair(matrix(rows), matrix(Array(rows.prefix(4))))
        }
        var pair = try CloudPair(matrix(rows), matrix(rows))
        let error = #expect(throws: TorchError.self) {
            try pair.add(matrix([[1, 2]]), matrix([[3, .nan]]))
        }
        #expect(error?.message == "row 5, column 1 (from 0) is nan, not a finite number")
        #expect(throws: TorchError.self) { try pair.add(matrix([[1, 2]]), matrix([[1e80, 0]])) }
        #expect(pair.count == 5)
    }
}
