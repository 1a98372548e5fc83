import Isotropy
import TestSupport
import Testing
import Torch

/// A dimension that does not vary correlates with no other: it is a group of its own.
@Suite struct ConstantDimensionTests {
    private func values(_ rows: [[Double]], _ names: [String]) throws -> [[Double]] {
        let measures = try MeasureCatalogue.measures(names)
        let cloud = try MeasuredCloud(of: matrix(rows), measures: measures)
        return try measures.map { try $0.value(of: cloud)?.numbers ?? [] }
    }

    @Test func itAddsAGroupAndChangesNoOther() throws {
        let plain = cloud(40, 4, seed: 21)
        let wider = plain.map { [7] + $0 + [-0.1] }
        let sizes = try #require(try Moments(of: matrix(plain)).softGroupSizes)
        expectClose(
            try Moments(of: matrix(wider)).softGroupSizes ?? [], [1] + sizes + [1],
            absolute: 1e-12)
        let names = ["implied_groups", "correlation_blocks"]
        let (one, other) = (try values(plain, names), try values(wider, names))
        expectClose(other[0], [one[0][0] + 2], absolute: 1e-12)
        #expect(other[1] == [one[1][0] + 2])
    }

    @Test(arguments: [0, 1, 3, 4]) func measuresStayWithinTheirRanges(_ constant: Int) throws {
        let rows = cloud(60, 4, seed: 22).map { row in
            row.enumerated().map { $0 < constant ? 0.3 : $1 }
        }
        let measures = MeasureCatalogue.all.filter { $0.group == .correlations }
        let cloud = try MeasuredCloud(of: matrix(rows), measures: measures)
        for result in try cloud.results(of: measures, isotropic: false) {
            let measure = try MeasureCatalogue.measure(result.measure)
            let ends = result.intervals.compactMap(\.ends).flatMap { [$0.lower, $0.upper] }
            let numbers = (result.value?.numbers ?? []) + (result.debiased?.numbers ?? []) + ends
            switch measure.range {
            case .directions: #expect(numbers.allSatisfy { (1...4).contains($0) }, "\(result)")
            case .within(let least, let most):
                #expect(numbers.allSatisfy { (least...most).contains($0) }, "\(result)")
            default: Issue.record("\(result.measure) has another range")
            }
        }
        // The mean soft group size is 1 and d - 1 times the mean correlation².
        let sizes = try #require(cloud.moments.softGroupSizes)
        let squared = try #require(try Measure.meanSquaredCorrelation.value(of: cloud)?.number)
        expectClose([sizes.reduce(0, +) / 4], [1 + 3 * squared], absolute: 1e-12)
    }
}
