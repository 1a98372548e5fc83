import Foundation
import Isotropy
import Layers
import TestSupport
import Testing
import Torch

/// Beside NumPy, with loops over pairs and pseudo-inverses: `Tools/fixtures/comparison/make.py`.
@Suite struct ClassTests {
    private struct Fixture: Decodable {
        let name: String
        let points: [[Double]]
        let labels: [Int]
        let betweenShare, withinIsoScore: Double
        let withinExplained, meanLengths, meanCosines: [Double]
        let variability, lengthDeviation, cosineDeviation, angleDistance: Double
        let cosineWithin, cosineBetween: Double

        var classCount: Int { (labels.max() ?? 0) + 1 }
    }

    private let fixtures: [Fixture]

    init() throws { fixtures = try Fixtures.load("labels", as: [Fixture].self) }

    private func moments(_ rows: [[Double]], _ labels: [Int], _ classes: Int) throws -> ClassMoments
    {
        var moments = ClassMoments(dimensions: rows[0].count, classCount: classes)
        try moments.add(matrix(rows), labels: labels)
        return moments
    }

    private func expectMatch(
        _ moments: ClassMoments, _ fixture: Fixture, relative: Double = 1e-11,
        _ location: SourceLocation = #_sourceLocation
    ) throws {
        let scatter = ClassScatter(moments)
        let collapse = try #require(try scatter.collapse())
        let pairs: [(String, Double?, Double)] = [
            ("between", scatter.betweenShare, fixture.betweenShare),
            ("isoscore within", scatter.withinCovariance?.isoScore, fixture.withinIsoScore),
            ("variability", collapse.variability, fixture.variability),
            ("lengths", collapse.lengthDeviation, fixture.lengthDeviation),
            ("cosines", collapse.cosineDeviation, fixture.cosineDeviation),
            ("angles", collapse.angleDistance, fixture.angleDistance),
        ]
        for (name, found, expected) in pairs {
            expectClose(
                [try #require(found)], [expected], absolute: relative * max(1, abs(expected)),
                "\(name) of \(fixture.name)", location)
        }
        expectClose(
            try #require(try scatter.withinSpectrum()).explainedVarianceCurve(),
            fixture.withinExplained, absolute: relative, fixture.name, location)
        expectClose(
            scatter.meanLengths, fixture.meanLengths, relative: relative, fixture.name, location)
        expectClose(
            scatter.meanCosines, fixture.meanCosines, absolute: relative, fixture.name, location)
    }

    private func expectCosines(
        _ moments: ClassMoments, _ fixture: Fixture, _ location: SourceLocation = #_sourceLocation
    ) throws {
        let cosines = ClassCosines(moments)
        expectClose(
            [try #require(cosines.within), try #require(cosines.between)],
            [fixture.cosineWithin, fixture.cosineBetween], absolute: 1e-13, fixture.name, location)
        #expect(cosines.zeroVectors == 0, sourceLocation: location)
    }

    @Test func everyMeasureMatchesItsDefinition() throws {
        for fixture in fixtures {
            let moments = try moments(fixture.points, fixture.labels, fixture.classCount)
            #expect(moments.count == fixture.points.count)
            try expectMatch(moments, fixture)
            try expectCosines(moments, fixture)
        }
    }

    @Test(arguments: [1, 4, 11]) func partsAreMergedInAnyOrder(_ size: Int) throws {
        for fixture in fixtures {
            var parts: [ClassMoments] = []
            for start in stride(from: 0, to: fixture.points.count, by: size) {
                let range = start..<min(start + size, fixture.points.count)
                parts.append(
                    try moments(
                        Array(fixture.points[range]), Array(fixture.labels[range]),
                        fixture.classCount))
            }
            var merged = try #require(parts.last)
            for part in parts.dropLast().shuffled() { merged.merge(part) }
            try expectMatch(merged, fixture)
            try expectCosines(merged, fixture)
        }
    }

    @Test func distantMeansCostNothing() throws {
        for fixture in fixtures {
            // Powers of two keep the points exact.
            let near = fixture.points.map { $0.map { ($0 * 0x1p20).rounded() * 0x1p-20 } }
            let far = near.map { $0.map { 0x1p20 + $0 * 0x1p-10 } }
            let one = ClassScatter(try moments(near, fixture.labels, fixture.classCount))
            let other = ClassScatter(try moments(far, fixture.labels, fixture.classCount))
            expectClose(
                [try #require(other.betweenShare), try #require(try other.collapse()).variability],
                [try #require(one.betweenShare), try #require(try one.collapse()).variability],
                relative: 1e-11)
        }
    }

    /// A simplex: each point is its class's mean, and means are as far from each other as can be.
    @Test(arguments: [2, 3, 7]) func collapsedClassesAreFoundCollapsed(_ classes: Int) throws {
        let rows = (0..<3 * classes).map { point in
            (0..<classes).map { $0 == point % classes ? 5.0 : 2 }
        }
        let scatter = ClassScatter(
            try moments(rows, rows.indices.map { $0 % classes }, classes))
        let collapse = try #require(try scatter.collapse())
        expectClose([try #require(scatter.betweenShare)], [1], absolute: 1e-15)
        expectClose(
            [
                collapse.variability, collapse.lengthDeviation, collapse.cosineDeviation,
                collapse.angleDistance,
            ], [0, 0, 0, 0], absolute: 1e-14)
        #expect(scatter.withinCovariance?.isoScore == nil)
    }

    @Test func classesWithoutPointsTakeNoPart() throws {
        let fixture = fixtures[0]
        let moments = try moments(fixture.points, fixture.labels.map { $0 * 2 + 1 }, 8)
        #expect(ClassScatter(moments).classes == [1, 3, 5])
        try expectMatch(moments, fixture)
        try expectCosines(moments, fixture)
    }

    @Test func whatIsNotDefinedIsNil() throws {
        let one = ClassScatter(try moments(cloud(9, 3, seed: 1), Array(repeating: 0, count: 9), 1))
        #expect(one.betweenShare == 0 && one.meanCosines == nil)
        #expect(try one.collapse() == nil)
        let alone = ClassScatter(try moments(cloud(3, 3, seed: 1), [0, 1, 2], 3))
        #expect(alone.withinCovariance == nil && alone.betweenShare == 1)
        #expect(try alone.withinSpectrum() == nil)
        let equal = ClassScatter(try moments([[1, 2], [1, 2], [1, 2]], [0, 1, 0], 2))
        #expect(equal.betweenShare == nil && equal.meanCosines == nil)
        let cosines = ClassCosines(try moments([[1, 2], [0, 0], [3, 4]], [0, 0, 1], 2))
        #expect(cosines.within == nil && cosines.zeroVectors == 1)
        expectClose([try #require(cosines.between)], [11 / 125.0.squareRoot()], absolute: 1e-15)
    }

    @Test func wrongLabelsAreNamed() throws {
        var moments = ClassMoments(dimensions: 2, classCount: 2)
        try moments.add(matrix([[1, 2], [3, 4]]), labels: [0, 1])
        let label = #expect(throws: TorchError.self) {
            try moments.add(matrix([[1, 2], [3, 4]]), labels: [1, 2])
        }
        #expect(
            label?.message == "row 3 (from 0) has the label 2, and there are 2 classes, from 0")
        #expect(throws: TorchError.self) { try moments.add(matrix([[1, 2]]), labels: [0, 1]) }
        let number = #expect(throws: TorchError.self) {
            try moments.add(matrix([[1, 2], [.infinity, 4]]), labels: [0, 1])
        }
        #expect(number?.message == "row 3, column 0 (from 0) is inf, not a finite number")
        #expect(moments.count == 2)
    }
}
