import Foundation
import Statistics
import Testing

/// Answers of SciPy and statsmodels, and of definitions written out, made by Tools/fixtures/statistics/make.py.
struct Goldens: Decodable {
    struct Student: Decodable, Sendable {
        let value, standardError, degreesOfFreedom, t, p: Double
        let interval: [Double]

        func found(_ estimate: Estimate) -> [Double] {
            let interval = estimate.interval()
            return [
                estimate.value, estimate.standardError, estimate.degreesOfFreedom ?? .nan,
                estimate.t ?? .nan, estimate.p ?? .nan, interval.lowerBound, interval.upperBound,
            ]
        }

        var numbers: [Double] { [value, standardError, degreesOfFreedom, t, p] + interval }
    }

    struct MainTest: Decodable, Sendable {
        let name: String
        let one, other: [[Double]]
        let pairing: SeedPairing
        let clusters: [Int]?
        let expected: Student
    }

    struct Checkpoints: Decodable, Sendable {
        struct McNemar: Decodable, Sendable {
            let first, second: Int
            let p: Double
        }
        let one, other: [[Double]]
        let pairedT: Double
        let mcNemar: [McNemar]
        let swapped: [Double]
        let swappedP: Double
    }

    struct Seeds: Decodable, Sendable {
        let one, other: [Double]
        let permutations: Double
        let signFlips: Double?
    }

    struct Holm: Decodable, Sendable { let p, adjusted: [Double] }

    struct Improvement: Decodable, Sendable {
        let tasks: [[[Double]]]
        let value: Double
        let interval: [Double]
    }

    struct Interquartile: Decodable, Sendable {
        let values: [Double]
        let mean: Double
    }

    struct Order: Decodable, Sendable {
        let one, other: [Double]
        let ratio, bound: Double
    }

    struct Best: Decodable, Sendable {
        struct Row: Decodable, Sendable {
            let count: Int
            let value, deviation: Double
            let error: Double?
        }
        let tries: [Double]
        let best: [Row]
    }

    struct Trend: Decodable, Sendable {
        let tasks: [[[[Double]]]]
        let rhos: [Double]
        let expected: Student
    }

    struct Split: Decodable, Sendable {
        let levels: [Int]
        let repeats: Int
        let results, variances: [Double]
        let intervals: [[Double]]?
    }

    let mainTests: [MainTest]
    let checkpoints: Checkpoints
    let seedTests: [Seeds]
    let holm: [Holm]
    let improvement: [Improvement]
    let interquartile: [Interquartile]
    let order: [Order]
    let best: Best
    let trend: Trend
    let splits: [Split]

    static func read() throws -> Goldens {
        let file = Bundle.module.url(forResource: "Fixtures/statistics", withExtension: "json")
        return try JSONDecoder().decode(Goldens.self, from: Data(contentsOf: #require(file)))
    }
}
