import Foundation
import Isotropy
import TestSupport
import Testing
import Torch

/// Every measure beside what `Tools/fixtures/isotropy/catalogue.py` computes from its definition with NumPy, SciPy and
/// scikit-learn.
@Suite struct CatalogueTests {
    struct Fixture: Decodable {
        let points: [[Double]]
        let values: [String: MeasureValue?]
        let merges: [[Double]]
    }

    static let groups: Set<Measure.Group> = [.variances, .correlations, .spectrum, .directions]
    static let measures = MeasureCatalogue.all.filter { groups.contains($0.group) }

    static func fixtures() throws -> [Fixture] {
        let file = try Bundle.module.url(
            forResource: "catalogue", withExtension: "json", subdirectory: "Fixtures"
        ).unwrapped("Fixtures/catalogue.json")
        return try JSONDecoder().decode([Fixture].self, from: Data(contentsOf: file))
    }

    private func measured(
        _ rows: [[Double]], blockSize: Int, intervals: Bool = false
    ) throws -> MeasuredCloud {
        var measurement = CloudMeasurement(
            dimensions: rows[0].count, measures: Self.measures, intervals: intervals)
        let blocks = try stride(from: 0, to: rows.count, by: blockSize).map {
            try matrix(Array(rows[$0..<min($0 + blockSize, rows.count)]))
        }
        for block in blocks { try measurement.add(block) }
        let cloud = try measurement.measured()
        var pass = try #require(try cloud.secondPass(for: Self.measures))
        for block in blocks { try pass.add(block) }
        try cloud.take(pass)
        var alignment = AlignmentSums(dimensions: rows[0].count)
        try alignment.add(matrix(rows), matrix([rows[rows.count - 1]] + rows.dropLast()))
        cloud.alignment = alignment
        return cloud
    }

    @Test(arguments: [1, 7, 1000], [false, true])
    func everyMeasureIsThatOfItsDefinition(_ blockSize: Int, _ intervals: Bool) throws {
        for fixture in try Self.fixtures() {
            let cloud = try measured(fixture.points, blockSize: blockSize, intervals: intervals)
            for measure in Self.measures {
                let expected = try #require(fixture.values[measure.name], "\(measure.name)")
                let found = try measure.value(of: cloud)
                guard let expected else {
                    #expect(found == nil, "\(measure.name)")
                    continue
                }
                let value = try #require(found, "\(measure.name)")
                // Roots and ratios of eigenvalues down to 1e-4 of the largest.
                try #require(value.numbers.count == expected.numbers.count, "\(measure.name)")
                for (one, other) in zip(value.numbers, expected.numbers) {
                    let bound = 1e-10 * max(abs(other), 1e-2)
                    #expect(abs(one - other) <= bound, "\(measure.name): \(one), expected \(other)")
                }
            }
        }
    }

    @Test func everyMeasureSaysWhatItIs() {
        #expect(Set(MeasureCatalogue.all.map(\.name)).count == MeasureCatalogue.all.count)
        for measure in MeasureCatalogue.all {
            let letters = measure.name.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "_" }
            #expect(letters && measure.name.first?.isLetter == true, "\(measure.name)")
            #expect(
                measure.definition.hasSuffix(".") || measure.definition.hasSuffix("exact."),
                "\(measure.name)")
            #expect(measure.pitfalls.allSatisfy { $0.hasSuffix(".") }, "\(measure.name)")
            #expect(!measure.title.isEmpty && !measure.source.isEmpty && !measure.needs.isEmpty)
        }
    }

    @Test func aListOfNamesDecidesWhatIsKept() throws {
        let names = ["mean-cosine", "isoscore", "mean_cosine"]
        let measures = try MeasureCatalogue.measures(names)
        #expect(measures.map(\.name) == ["mean_cosine", "isoscore"])
        #expect(MeasureCatalogue.needs(of: measures) == [.directions, .moments])
        var measurement = CloudMeasurement(dimensions: 2, measures: measures)
        try measurement.add(matrix([[1, 2], [3, 5]]))
        let cloud = try measurement.measured()
        #expect(cloud.cosines == nil && cloud.sample == nil)
        let error = #expect(throws: TorchError.self) { try Measure.uniformity.value(of: cloud) }
        #expect(error?.message == "uniformity takes sample, which was not measured")
    }

    @Test func aNameThatIsNoneIsToldWithTheNearest() {
        let error = #expect(throws: MeasureNameError.self) {
            try MeasureCatalogue.measures(["isoscor", "mean_cosine", "x"])
        }
        #expect(
            error?.description
                == "there is no measure 'isoscor': did you mean 'isoscore'?; there is no measure 'x'; "
                + "`isotropy measures` lists them")
    }

    /// Scaled by a power of two nothing changes but what has the points' unit; other scales round.
    @Test(arguments: [1e-150, 1e150])
    func measuresWithoutAUnitDoNotFollowTheScale(_ unit: Double) throws {
        let rows = cloud(60, 4, seed: 2)
        let (plain, scaled) = (
            try measured(rows, blockSize: 13, intervals: true),
            try measured(rows.map { $0.map { $0 * unit } }, blockSize: 13, intervals: true)
        )
        let withUnit: Set = ["partition_score", "log_partition_score", "isoscore_star_identity"]
        for measure in Self.measures where !withUnit.contains(measure.name) {
            let factor = measure.unit == nil ? 1 : unit
            let expected = try measure.value(of: plain)?.numbers ?? []
            let found = try measure.value(of: scaled)?.numbers ?? []
            try #require(found.count == expected.count)
            for (one, other) in zip(found, expected) {
                #expect(abs(one / factor - other) <= 1e-11 * max(abs(other), 1), "\(measure.name)")
            }
        }
    }
}
