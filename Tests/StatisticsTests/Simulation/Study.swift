import Foundation
import Statistics

/// The tables of Documentation/statistics.md, a row at a time: `Tools/statistics-study` has them written.
struct Study {
    let write: (String) -> Void

    func run() throws {
        try errorRates()
        try coverage()
    }

    private func percent(_ share: Double) -> String { String(format: "%.1f", 100 * share) }

    private func errorRates() throws {
        write(
            "| seeds | examples | seed deviation | \(ErrorRates.tests.joined(separator: " | ")) |")
        write("|---|---|---|" + ErrorRates.tests.map { _ in "---|" }.joined())
        let full = [277, 1043].flatMap { examples in
            [3, 5, 10].flatMap { seeds in
                [[0.1, 0.1], [0.7, 0.7], [1.6, 1.6], [2.6, 2.6], [0.1, 2.6]].map {
                    ([seeds, seeds], examples, $0)
                }
            }
        }
        let large = [3, 5].flatMap { seeds in
            [[0.1, 0.1], [0.7, 0.7], [2.6, 2.6]].map { ([seeds, seeds], 9815, $0) }
        }
        let unequal = [([3, 10], 277, [1.6, 1.6]), ([10, 3], 277, [0.3, 2.6])]
        for (place, (seeds, examples, deviations)) in (full + unequal + large).enumerated() {
            try row(
                SimulatedSweep(
                    seedCounts: seeds, exampleCount: examples, seedDeviations: deviations), place)
        }
        var clustered = SimulatedSweep(exampleCount: 1000, seedDeviations: [0.3, 0.3])
        clustered.clusterSize = 5
        clustered.ownSpread = 2
        try row(clustered, 1000)
    }

    private func row(_ sweep: SimulatedSweep, _ place: Int) throws {
        let rates = try ErrorRates(sweep, sweeps: 2000, seed: UInt64(10_000 + place))
        let shares = ErrorRates.tests.map { name in
            name.hasPrefix("sign") && sweep.seedCounts[0] != sweep.seedCounts[1]
                ? "" : percent(rates.rate(name))
        }
        let seeds = sweep.seedCounts.map(String.init).joined(separator: " + ")
        let deviations = Set(sweep.seedDeviations).sorted().map { String($0) }
            .joined(separator: ", ")
        let examples =
            sweep.clusterSize > 1
            ? "\(sweep.exampleCount) in clusters of \(sweep.clusterSize)"
            : "\(sweep.exampleCount)"
        write("| \(seeds) | \(examples) | \(deviations) | \(shares.joined(separator: " | ")) |")
    }

    private func coverage() throws {
        write("| interval | of | held |")
        write("|---|---|---|")
        func rows(_ coverage: Coverage, _ of: String) {
            for name in coverage.count.keys.sorted() {
                write("| \(name) | \(of) | \(percent(coverage.share(name))) |")
            }
        }
        for seeds in [3, 5, 10] {
            rows(try .aggregates(seeds: seeds, sweeps: 1000, seed: 1), "\(seeds) seeds")
        }
        rows(try .bests(sweeps: 2000, seed: 2), "20 random tries")
        for deviations in [(0.0, 0.0), (0.5, 1.0), (2.0, 0.2)] {
            rows(
                try .splits(deviations, sweeps: 2000, seed: 3),
                "5 x 5 seeds, deviations \(deviations.0), \(deviations.1), 1")
        }
        for methods in [2, 4, 8] {
            let share = try shareOfFalseLosers(methods: methods, sweeps: 1000, seed: 4)
            write("| no false loser | \(methods) methods | \(percent(1 - share)) |")
        }
        for seeds in [3, 5, 10] {
            rows(
                try .trends(seeds: seeds, sweeps: 500, seed: 5),
                "4 tasks, \(seeds) seeds, 6 settings")
        }
        for seeds in [3, 5, 10] {
            for deviation in [0.3, 2.6] {
                let sweep = SimulatedSweep(
                    seedCounts: [seeds, seeds], seedDeviations: [deviation, deviation])
                rows(
                    try .bootstraps(sweep, sweeps: 500, seed: 6),
                    "\(seeds) seeds, 277 examples, deviation \(deviation)")
            }
        }
    }
}
