import Foundation
import Statistics

/// How often each test finds a difference where there is none, at 5 %, and how often the main test's interval holds the
/// true one.
struct ErrorRates {
    private(set) var sweeps = 0
    private(set) var found: [String: Int] = [:]
    private(set) var held = 0

    static let tests = ["main", "paired t over examples", "t over seeds", "sign flips over seeds"]

    init(_ sweep: SimulatedSweep, sweeps: Int, seed: UInt64) throws {
        var numbers = NormalNumbers(seed: seed)
        let centers = sweep.centers()
        let truth = sweep.accuracies[0] - sweep.accuracies[1]
        for _ in 0..<sweeps {
            let drawn = try sweep.draw(centers, &numbers)
            let main = try SeedsAndExamplesTest(
                drawn[0], minus: drawn[1], clusters: sweep.clusters)
            count("main", main.difference.p)
            if main.difference.interval().contains(truth) { held += 1 }
            count(
                "paired t over examples",
                try CheckpointTest.pairedT(drawn[0], minus: drawn[1]).p)
            count("t over seeds", welch(drawn[0].seedMeans, drawn[1].seedMeans))
            if sweep.seedCounts[0] == sweep.seedCounts[1] {
                count(
                    "sign flips over seeds",
                    try SeedTest.signFlips(drawn[0].seedMeans, minus: drawn[1].seedMeans).p)
            }
        }
        self.sweeps = sweeps
    }

    private mutating func count(_ name: String, _ p: Double?) {
        if let p, p < 0.05 { found[name, default: 0] += 1 }
    }

    func rate(_ name: String) -> Double { Double(found[name] ?? 0) / Double(sweeps) }
    var coverage: Double { Double(held) / Double(sweeps) }

    /// Welch's test of two samples: what tables of seeds are usually compared by.
    private func welch(_ one: [Double], _ other: [Double]) -> Double {
        func part(_ values: [Double]) -> Double {
            let mean = values.reduce(0, +) / Double(values.count)
            let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            return squares / Double(values.count - 1) / Double(values.count)
        }
        let (a, b) = (part(one), part(other))
        guard a + b > 0 else { return 1 }
        let degrees =
            (a + b) * (a + b)
            / (a * a / Double(one.count - 1) + b * b / Double(other.count - 1))
        let difference =
            one.reduce(0, +) / Double(one.count) - other.reduce(0, +) / Double(other.count)
        return StudentT(degreesOfFreedom: degrees)
            .probability(beyond: difference / (a + b).squareRoot())
    }
}
