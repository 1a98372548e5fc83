import Foundation
import Isotropy
import Layers
import TestSupport
import Testing
import Torch

@Suite struct NeighborMeasurementTests {
    private func uniform(_ count: Int, _ size: Int, seed: UInt64) -> [[Double]] {
        var stream = RandomStream(seed: seed, name: "uniform")
        return (0..<count).map { _ in (0..<size).map { _ in stream.nextUniform() } }
    }

    /// One search gives what each estimate's own search does.
    @Test func estimatesAreThoseOfTheirOwnSearches() throws {
        let points = try matrix(uniform(300, 3, seed: 1))
        let cloud = try MeasuredCloud(
            of: points,
            measures: MeasureCatalogue.measures([
                "twonn", "twonn_likelihood", "twonn_scan", "levina_bickel", "repeated_points",
            ]))
        let (ratios, local) = (try TwoNN(of: points), try LevinaBickel(of: points))
        let expected: [(Measure, [Double])] = [
            (.twoNN, [try #require(ratios.slope())]),
            (.twoNNLikelihood, [try #require(ratios.likelihood())]),
            (.twoNNScan, try TwoNNScan(of: points).levels.map(\.slope)),
            (.levinaBickel, [try #require(local.dimension())]), (.repeatedPoints, [0]),
        ]
        for (measure, numbers) in expected {
            #expect(try measure.value(of: cloud)?.numbers == numbers, "\(measure.name)")
        }
    }

    /// Of 100 clouds of a cube the estimates' own means are within the intervals in 95, but for the chance of 100.
    @Test func intervalsHoldTheEstimatesMean() throws {
        let names = ["twonn", "twonn_likelihood", "levina_bickel"]
        let measures = try MeasureCatalogue.measures(names)
        var (values, intervals) = ([[Double]](), [[Interval]]())
        for seed in 0..<100 {
            let points = try matrix(uniform(800, 3, seed: UInt64(seed)))
            let cloud = try MeasuredCloud(of: points, measures: measures)
            let results = try cloud.results(of: measures, isotropic: false)
            values.append(results.map { $0.value?.number ?? .nan })
            intervals.append(results.map { $0.intervals[0] })
        }
        for (place, name) in names.enumerated() {
            let mean = values.reduce(0) { $0 + $1[place] } / Double(values.count)
            let covering = intervals.count { $0[place].holds(mean) }
            #expect((86...100).contains(covering), "\(name): \(covering) of 100")
        }
    }

    @Test func fewPointsHaveNoInterval() throws {
        let measures = try MeasureCatalogue.measures(["twonn"])
        let points = try matrix(uniform(700, 2, seed: 3))
        let result = try MeasuredCloud(of: points, measures: measures).results(of: measures)[0]
        #expect(result.value != nil && result.intervals == [.none(.tooFewPoints)])
    }

    @Test func fewerThanThreeThatDifferHaveNoDimension() throws {
        let measures = try MeasureCatalogue.measures(["twonn", "repeated_points"])
        for rows in [[[1.0, 2]], [[1, 2], [3, 4]], [[1, 2], [1, 2], [3, 4], [3, 4]]] {
            let cloud = try MeasuredCloud(of: matrix(rows), measures: measures)
            for measure in measures { #expect(try measure.value(of: cloud) == nil) }
        }
    }

    @Test func copiesAndWhatLiesNextToAPointAreNamed() throws {
        var rows = uniform(200, 3, seed: 4)
        rows[50] = rows[7]
        rows[120] = rows[9].map { $0 + 1e-9 }
        let cloud = try MeasuredCloud(
            of: matrix(rows), measures: MeasureCatalogue.measures(["near_duplicates"]))
        let neighbors = try #require(cloud.neighbors)
        #expect(neighbors.twoNN.repeated.named == [.init(row: 50, first: 7)])
        #expect(neighbors.nearDuplicates.count == 2)
        let pair = try #require(neighbors.nearDuplicates.named.first)
        #expect(neighbors.nearDuplicates.named.count == 1 && pair.first == 9 && pair.second == 120)
        expectClose([pair.distance], [Double(3).squareRoot() * 1e-9], relative: 1e-6)
    }

    /// As many rows as the limit says, each as likely as another.
    @Test(arguments: [10, 1000, 4096]) func aChoiceOfRowsIsEven(_ limit: Int) {
        let choice = RowChoice(of: 5000, limit: limit)
        let rows = (0..<5000).filter(choice.contains)
        #expect(rows.count == limit && choice.count == limit)
        let middle = Double(rows.reduce(0, +)) / Double(limit)
        // Four deviations of the mean of so many places.
        let share = (1 - Double(limit) / 5000) / Double(limit)
        #expect(abs(middle - 2499.5) < 4 * 5000 * (share / 12).squareRoot())
        #expect((0..<7).allSatisfy(RowChoice(of: 7, limit: 7).contains))
    }
}

extension Interval {
    fileprivate func holds(_ value: Double) -> Bool {
        switch self {
        case .bounds(let lower, let upper): lower <= value && value <= upper
        case .none: false
        }
    }
}
