import Foundation
import Isotropy
import Layers
import TestSupport
import Testing
import Torch

/// Intervals that are said to hold 95 of 100 times, in simulated samples of clouds whose measures are known.
///
/// `ISOTROPY_TEST_COVERAGE=2000` takes so many samples of every cloud and prints the table of Documentation/measures.md,
/// as `Tools/coverage` does.
@Suite struct CoverageTests {
    private static let asked = ProcessInfo.processInfo.environment["ISOTROPY_TEST_COVERAGE"]
        .flatMap(Int.init)

    @Test(arguments: asked == nil ? SimulatedCloud.few : SimulatedCloud.all)
    func intervalsHoldTheTruthAsOftenAsTheySay(_ cloud: SimulatedCloud) throws {
        let asked = Self.asked
        let samples = asked ?? 60
        let measures = try MeasureCatalogue.measures(cloud.measures)
        let truth = try cloud.truth(measures)
        var held: [String: Int] = [:]
        var given: [String: Int] = [:]
        var reasons: [String: Set<NoInterval>] = [:]
        for sample in 0..<samples {
            let measured = try cloud.sample(UInt32(sample), measures)
            for result in try measured.results(of: measures) {
                for (place, interval) in result.intervals.enumerated() {
                    let name = cloud.label(result.measure, place, result.intervals.count)
                    switch interval {
                    case .none(let reason): reasons[name, default: []].insert(reason)
                    case .bounds(let lower, let upper):
                        given[name, default: 0] += 1
                        let value = try #require(truth[result.measure]).numbers[place]
                        // Exact but for rounding.
                        if lower <= value + 1e-12, value - 1e-12 <= upper {
                            held[name, default: 0] += 1
                        }
                    }
                }
            }
        }
        for name in Set(given.keys).union(reasons.keys).sorted() {
            let count = given[name, default: 0]
            let share = Double(held[name, default: 0]) / Double(max(count, 1))
            if asked != nil {
                let percent = String(format: "%.1f", 100 * share)
                print(
                    "COVERAGE | \(cloud.name) | \(name) | \(count > 0 ? percent : "–") | \(count) of \(samples) | "
                        + reasons[name, default: []].map(\.rawValue).sorted().joined(
                            separator: ", "))
            }
            // Four deviations of a share of .94 in so few samples.
            let slack = 4 * (0.06 / Double(max(count, 1))).squareRoot()
            guard cloud.isSeparated else { continue }
            #expect(count > samples / 2, "\(name) has too few intervals")
            #expect(
                share > 0.92 - slack && share < 0.96 + slack,
                "\(cloud.name): \(name) holds \(share)")
        }
    }
}

/// A distribution of points, in sentences.
struct SimulatedCloud: Sendable, CustomTestStringConvertible {
    let name: String
    /// Of the principal directions, which are turned.
    let variances: [Double]
    let sentences: Int
    /// Tokens of a sentence, at least and at most.
    var tokens = 1...1
    /// How much of each variance tokens of a sentence share.
    var shared = 0.0
    var mean = 0.0
    var tail = Tail.normal
    var measures = SimulatedCloud.usual
    var isSeparated = true
    /// Whether blocks are left out in a second pass, as of many dimensions.
    var isReadTwice = false

    enum Tail { case normal, uniform, heavy }

    var testDescription: String { name }

    static let usual = [
        "isoscore", "participation_ratio", "explained_variance", "effective_rank",
        "stable_rank", "mean_cosine", "mean_cosine_of_mean", "length_of_mean",
        "mean_squared_correlation",
        "implied_groups",
        "isoscore_star_scaled_identity",
    ]

    static let all = [
        SimulatedCloud(
            name: "normal, 6 dimensions, 200 rows", variances: [16, 8, 4, 2, 1, 0.5],
            sentences: 200, mean: 2),
        SimulatedCloud(
            name: "uniform, 6 dimensions, 100 rows", variances: [16, 8, 4, 2, 1, 0.5],
            sentences: 100, mean: 2, tail: .uniform),
        SimulatedCloud(
            name: "t with 12 degrees, 6 dimensions, 400 rows", variances: [16, 8, 4, 2, 1, 0.5],
            sentences: 400, mean: 2, tail: .heavy),
        SimulatedCloud(
            name: "normal, 20 dimensions, 1,000 rows",
            variances: (0..<20).map { pow(0.7, Double($0)) }, sentences: 1000, mean: 0.5),
        SimulatedCloud(
            name: "sentences of 3 to 12 tokens, 6 dimensions, 200 sentences",
            variances: [16, 8, 4, 2, 1, 0.5], sentences: 200, tokens: 3...12, shared: 0.5, mean: 2),
        SimulatedCloud(
            name: "heavy sentences of 3 to 12 tokens, 20 dimensions, 600 sentences",
            variances: (0..<20).map { pow(0.7, Double($0)) }, sentences: 600, tokens: 3...12,
            shared: 0.4, mean: 0.5, tail: .heavy),
        SimulatedCloud(
            name: "normal, 200 dimensions, 100 rows",
            variances: (0..<200).map { 1 / Double($0 + 1) }, sentences: 100, mean: 0.3,
            measures: [
                "isoscore", "participation_ratio", "mean_cosine", "mean_cosine_of_mean",
            ]),
        SimulatedCloud(
            name: "sentences of 3 to 12 tokens, 6 dimensions, 200 sentences, read twice",
            variances: [16, 8, 4, 2, 1, 0.5], sentences: 200, tokens: 3...12, shared: 0.5, mean: 2,
            isReadTwice: true),
        SimulatedCloud(
            name: "isotropic, 16 dimensions, 300 rows",
            variances: Array(repeating: 1, count: 16), sentences: 300, isSeparated: false),
        SimulatedCloud(
            name: "two equal eigenvalues, 6 dimensions, 200 rows", variances: [8, 8, 4, 2, 1, 0.5],
            sentences: 200, mean: 2, isSeparated: false),
    ]

    /// Of which some samples are taken in every run of the tests.
    static let few = all.filter { $0.variances.count == 6 && $0.isSeparated }

    func label(_ measure: String, _ place: Int, _ count: Int) -> String {
        count > 1 ? "\(measure) \(place + 1)" : measure
    }

    private var dimensions: Int { variances.count }

    /// Turned by a reflection that mixes all dimensions.
    private func turned(_ point: [Double]) -> [Double] {
        let axis = (0..<dimensions).map { 1 + 0.3 * Double($0 % 5) }
        let length = axis.reduce(0) { $0 + $1 * $1 }
        let along = zip(axis, point).reduce(0) { $0 + $1.0 * $1.1 }
        return zip(axis, point).map { $1 - 2 * along / length * $0 }
    }

    /// Of variance 1.
    private func number(_ stream: inout RandomStream) -> Double {
        switch tail {
        case .normal: return stream.nextNormal()
        case .uniform: return (stream.nextUniform() - 0.5) * 12.0.squareRoot()
        case .heavy:
            let chi = (0..<12).reduce(0.0) { sum, _ in
                let normal = stream.nextNormal()
                return sum + normal * normal
            }
            return stream.nextNormal() / (chi / 12).squareRoot() * (10.0 / 12).squareRoot()
        }
    }

    private func points(
        _ index: UInt32, _ sentences: Int, _ name: String
    ) throws -> (rows: Tensor, offsets: [Int]) {
        var stream = RandomStream(seed: 17, name: name + self.name, index: index)
        var (numbers, offsets) = ([Double](), [0])
        for _ in 0..<sentences {
            let count = tokens.lowerBound + Int(stream.next() % UInt64(tokens.count))
            let common = variances.map { _ in number(&stream) }
            for _ in 0..<count {
                let point = zip(variances, common).map { variance, common in
                    let own = number(&stream)
                    return variance.squareRoot()
                        * (shared.squareRoot() * common + (1 - shared).squareRoot() * own) + mean
                }
                numbers += turned(point)
            }
            offsets.append(offsets[offsets.count - 1] + count)
        }
        return (
            try Tensor.of(numbers, shape: [numbers.count / dimensions, dimensions]), offsets
        )
    }

    func sample(_ index: UInt32, _ measures: [Measure]) throws -> MeasuredCloud {
        let (rows, offsets) = try points(index, sentences, "sample")
        var measurement = CloudMeasurement(
            dimensions: dimensions, measures: measures, intervals: true,
            blockMemory: isReadTwice ? 0 : CloudMeasurement.blockMemory)
        try measurement.add(rows, sentences: offsets)
        let cloud = try measurement.measured()
        if isReadTwice, var pass = try cloud.secondPass(for: measures) {
            try pass.add(rows, sentences: offsets)
            try cloud.take(pass)
        }
        return cloud
    }

    /// Exact for what follows from mean and covariance; directions from 200,000 points.
    func truth(_ measures: [Measure]) throws -> [String: MeasureValue] {
        let mean = turned(variances.map { _ in self.mean })
        let axes = (0..<dimensions).map { place in
            turned((0..<dimensions).map { $0 == place ? variances[place].squareRoot() : 0 })
        }
        var products = [Double](repeating: 0, count: dimensions * dimensions)
        for axis in axes {
            for row in 0..<dimensions {
                for column in 0..<dimensions {
                    products[row * dimensions + column] += axis[row] * axis[column]
                }
            }
        }
        let count = 1 << 30
        let moments = Moments(
            count: count, mean: mean, products: products.map { $0 * Double(count - 1) })
        var directions = DirectionMoments(dimensions: dimensions)
        var cosines = CosineParts(dimensions: dimensions)
        for part in 0..<10 {
            let rows = try points(
                UInt32(part), 20_000 * 2 / (tokens.lowerBound + tokens.upperBound), "truth"
            ).rows
            try directions.add(rows)
            try cosines.add(rows)
        }
        let cloud = MeasuredCloud(population: moments, directions, cosines)
        return try measures.reduce(into: [:]) { $0[$1.name] = try $1.value(of: cloud) }
    }
}
