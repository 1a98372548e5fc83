import Isotropy
import Layers
import TestSupport
import Testing
import Torch

/// Beside scikit-learn and scikit-dimension: `Tools/fixtures/neighbors/make.py`.
@Suite struct NeighborDimensionTests {
    private struct Fixture: Decodable {
        struct Cloud: Decodable {
            let name: String
            let points: [[Double]]
            let distances: [Double]
            let places: [Int32]
            let twonn: [String: Double]
            let arithmetic, harmonic, unbiased: Double
        }
        struct Quantile: Decodable {
            let degrees, probability, value: Double
        }
        let clouds: [Cloud]
        let quantiles: [Quantile]
    }

    private let fixture: Fixture

    init() throws { fixture = try Fixtures.load("neighbors", as: Fixture.self) }

    @Test func neighborsAreThoseOfScikitLearn() throws {
        for cloud in fixture.clouds {
            let count = cloud.distances.count / cloud.points.count
            let found = try NearestNeighbors(of: matrix(cloud.points), count: count)
            #expect(found.places == cloud.places)
            // Theirs come from products, in float64.
            expectClose(found.distances, cloud.distances, relative: 1e-12)
        }
    }

    @Test(arguments: [DType.float64, .float32]) func dimensionsAreThoseOfScikitDimension(
        _ dtype: DType
    ) throws {
        for cloud in fixture.clouds {
            let points = try matrix(cloud.points, dtype)
            let ratios = try TwoNN(of: points)
            let count = cloud.distances.count / cloud.points.count
            let local = try LevinaBickel(of: points, neighborCount: count)
            let pairs: [(String, Double?, Double?)] = [
                ("slope", ratios.slope(), cloud.twonn["linear-0.1"]),
                ("slope of fewer", ratios.slope(discarding: 0.25), cloud.twonn["linear-0.25"]),
                ("likelihood", ratios.likelihood(), cloud.twonn["mle-0.1"]),
                ("likelihood of all", ratios.likelihood(discarding: 0), cloud.twonn["mle-0.0"]),
                ("mean", local.dimension(), cloud.arithmetic),
                ("harmonic", local.dimension(.harmonic), cloud.harmonic),
                ("unbiased", local.dimension(isUnbiased: true), cloud.unbiased),
            ]
            for (name, found, expected) in pairs {
                expectClose(
                    [try #require(found)], [try #require(expected)], relative: 1e-10,
                    "\(name) of \(cloud.name)")
            }
        }
    }

    @Test func theIntervalIsTheSumOfRatiosOverChiSquaredQuantiles() throws {
        let ratios = try TwoNN(of: matrix(cloud(20, 3, seed: 12)))
        let interval = try #require(ratios.interval(discarding: 0))
        let sum = ratios.logRatios.reduce(0, +)
        let expected = try [0.025, 0.975].map { probability in
            try #require(
                fixture.quantiles.first { $0.degrees == 40 && $0.probability == probability }
            ).value / (2 * sum)
        }
        expectClose([interval.lowerBound, interval.upperBound], expected, relative: 1e-10)
        let narrow = try #require(ratios.interval(confidence: 0.5))
        #expect(narrow.contains(try #require(ratios.likelihood())))
    }

    @Test func quantilesAreThoseOfSciPy() throws {
        for quantile in fixture.quantiles {
            let found = ChiSquared(degreesOfFreedom: quantile.degrees).quantile(
                quantile.probability)
            expectClose([found], [quantile.value], relative: 1e-10, "\(quantile)")
        }
    }

    @Test func theIntervalCoversTheDimension() throws {
        var covered = 0
        for seed in 1...60 as ClosedRange<UInt64> {
            var stream = RandomStream(seed: seed, name: "plane")
            let rows = (0..<200).map { _ in [stream.nextUniform(), stream.nextUniform(), 0] }
            let interval = try #require(try TwoNN(of: matrix(rows)).interval())
            if interval.contains(2) { covered += 1 }
        }
        // 57 of 60 are expected where ratios are independent.
        #expect(covered >= 51)
    }

    @Test func repeatedPointsAreNamedAndCountOnce() throws {
        let plain = cloud(60, 3, seed: 2)
        var rows = plain
        rows.insert(plain[40], at: 50)
        rows += (0..<25).map { _ in plain[3] }
        rows.append(plain[7].map { $0 == 0 ? -0.0 : $0 })
        let found = try TwoNN(of: matrix(rows))
        #expect(found.repeated.count == 27 && found.repeated.named.count == 20)
        #expect(found.repeated.named[0] == .init(row: 50, first: 40))
        #expect(found.repeated.named[1] == .init(row: 61, first: 3))
        #expect(found.repeated.distinct.count == 60)
        #expect(found.logRatios == (try TwoNN(of: matrix(plain)).logRatios))
        let local = try LevinaBickel(of: matrix(rows), neighborCount: 5)
        #expect(local.repeated.count == 27)
        let one = try #require(local.dimension())
        #expect(one == (try LevinaBickel(of: matrix(plain), neighborCount: 5).dimension()))
    }

    @Test func zeroAndItsNegativeAreEqual() throws {
        let repeated = try RepeatedRows(
            in: matrix([[0, 1], [-0.0, 1], [0, -1], [1, 0], [0, 1]]))
        #expect(repeated.count == 2 && repeated.distinct == [0, 2, 3])
        #expect(repeated.named == [.init(row: 1, first: 0), .init(row: 4, first: 0)])
    }

    @Test func aLatticeHasNoDimensionByRatios() throws {
        let rows = (0..<64).map { [Double($0 / 8), Double($0 % 8)] }
        let found = try TwoNN(of: matrix(rows))
        #expect(found.logRatios.allSatisfy { $0 == 0 })
        #expect(found.slope() == nil && found.likelihood() == nil && found.interval() == nil)
    }

    @Test func nearDuplicatesHaveFiniteRatios() throws {
        var rows = cloud(100, 4, seed: 5)
        rows[50] = rows[10]
        rows[50][2] = rows[50][2].nextUp
        let found = try TwoNN(of: matrix(rows))
        #expect(found.repeated.count == 0 && found.logRatios.allSatisfy(\.isFinite))
        #expect(try #require(found.logRatios.last) > 30)
    }

    @Test func theScanMeasuresDisjointPartsOfTheCloud() throws {
        let points = try matrix(cloud(230, 3, seed: 1))
        let scan = try TwoNNScan(of: points, leastPoints: 50)
        #expect(scan.levels.map(\.parts) == [1, 2, 4])
        #expect(scan.levels.map(\.points) == [230, 115, 57.5])
        let whole = try TwoNN(of: points)
        #expect(scan.levels[0].slope == whole.slope())
        #expect(scan.levels[0].likelihood == whole.likelihood() && scan.levels[0].deviation == nil)
        #expect(scan.levels == (try TwoNNScan(of: points, leastPoints: 50).levels))
        let other = try TwoNNScan(of: points, leastPoints: 50, seed: 1)
        #expect(other.levels[0] == scan.levels[0] && other.levels[1] != scan.levels[1])
        for level in scan.levels { #expect(level.slope > 2 && level.slope < 4) }
    }

    @Test func tooFewDistinctPointsAreRefused() throws {
        let points = try matrix([[1, 2], [1, 2], [3, 4]])
        #expect(throws: TorchError.self) { try TwoNN(of: points) }
        #expect(throws: TorchError.self) { try LevinaBickel(of: points, neighborCount: 2) }
    }
}
