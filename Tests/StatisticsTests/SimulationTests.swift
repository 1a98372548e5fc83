import Foundation
import Statistics
import Testing

/// Tests and intervals where the truth is known, with fixed random numbers: few sweeps, which see a test that is broken.
/// `Tools/statistics-study` runs those of Documentation/statistics.md.
@Suite struct SimulationTests {
    /// 400 sweeps leave 1.1 points: the rates lie within three of those of 5 %, from both sides. A test over examples alone
    /// takes seeds for methods.
    @Test(arguments: [0.3, 2.6])
    func theMainTestErrsAsOftenAsItSays(_ deviation: Double) throws {
        let sweep = SimulatedSweep(seedDeviations: [deviation, deviation])
        let rates = try ErrorRates(sweep, sweeps: 400, seed: 1)
        #expect((0.017...0.083).contains(rates.rate("main")), "\(rates)")
        #expect(rates.rate("sign flips over seeds") == 0)
        if deviation > 1 { #expect(rates.rate("paired t over examples") > 0.13, "\(rates)") }
    }

    @Test func itsIntervalHoldsATrueDifference() throws {
        var sweep = SimulatedSweep(seedDeviations: [1, 1])
        sweep.accuracies = [0.83, 0.8]
        let rates = try ErrorRates(sweep, sweeps: 400, seed: 2)
        #expect((0.917...0.983).contains(rates.coverage), "\(rates)")
        // And the test finds some of them.
        #expect(rates.rate("main") > 0.3, "\(rates)")
    }

    /// Examples of a cluster count for fewer than they are.
    @Test func clustersAreDrawnAsOne() throws {
        var sweep = SimulatedSweep(exampleCount: 300, seedDeviations: [0.3, 0.3])
        sweep.clusterSize = 5
        sweep.ownSpread = 0
        var numbers = NormalNumbers(seed: 3)
        let centers = sweep.centers()
        let spreads = try (0..<40).map { _ in
            let drawn = try sweep.draw(centers, &numbers)
            let constant = try MethodScores(
                [[Double]](
                    repeating: Array(repeating: 0, count: 300), count: 5))
            let with = try SeedsAndExamplesTest(
                drawn[0], minus: constant, clusters: sweep.clusters)
            let without = try SeedsAndExamplesTest(drawn[0], minus: constant)
            return with.difference.standardError / without.difference.standardError
        }
        #expect(spreads.reduce(0, +) / 40 > 1.2)
    }

    @Test func intervalsHoldAsOftenAsTheArticleSays() throws {
        let aggregates = try Coverage.aggregates(seeds: 5, sweeps: 200, seed: 4)
        #expect(aggregates.share("improvement, seven tasks") > 0.9, "\(aggregates)")
        let bests = try Coverage.bests(sweeps: 200, seed: 5)
        #expect(bests.share("best of 2") > 0.88, "\(bests)")
        let splits = try Coverage.splits((0.5, 1), sweeps: 200, seed: 6)
        for name in ["init", "order", "init x order"] {
            #expect((0.9...1).contains(splits.share(name)), "\(splits)")
        }
        let sweep = SimulatedSweep(exampleCount: 200, seedDeviations: [1, 1])
        let bootstraps = try Coverage.bootstraps(sweep, sweeps: 100, seed: 7)
        #expect(bootstraps.share("F1, t") > 0.88, "\(bootstraps)")
    }

    @Test func fewMethodsAreWronglyWorseThanTheBest() throws {
        #expect(try shareOfFalseLosers(methods: 4, sweeps: 200, seed: 8) < 0.09)
    }

    /// Writes the study's tables as they come, where `ISOTROPY_STATISTICS_STUDY` names a file.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["ISOTROPY_STATISTICS_STUDY"] != nil))
    func studyIsWritten() throws {
        let path = try #require(ProcessInfo.processInfo.environment["ISOTROPY_STATISTICS_STUDY"])
        try Data().write(to: URL(filePath: path))
        let file = try FileHandle(forWritingTo: URL(filePath: path))
        defer { try? file.close() }
        try Study { line in file.write(Data((line + "\n").utf8)) }.run()
    }
}
