import Statistics
import TestSupport
import Testing

@Suite struct ComparisonTests {
    /// Mean squares by statsmodels, Student's t by SciPy; in clusters, sums over pairs.
    @Test func theMainTestEqualsMeanSquaresOfStatsmodels() throws {
        let goldens = try Goldens.read().mainTests
        #expect(goldens.count == 6)
        for golden in goldens {
            let test = try SeedsAndExamplesTest(
                MethodScores(golden.one), minus: MethodScores(golden.other),
                seeds: golden.pairing, clusters: golden.clusters.map { ExampleClusters($0) })
            expectClose(
                golden.expected.found(test.difference), golden.expected.numbers, absolute: 1e-10,
                golden.name)
            #expect(test.clusterCount == (golden.clusters == nil ? nil : 6))
        }
        // A negative part of the examples counts as none.
        let flat = goldens[4]
        let test = try SeedsAndExamplesTest(
            MethodScores(flat.one), minus: MethodScores(flat.other))
        #expect(test.variance.examples < 0)
    }

    @Test func clustersOfOneExampleAreExamples() throws {
        let golden = try Goldens.read().mainTests[0]
        let (one, other) = (try MethodScores(golden.one), try MethodScores(golden.other))
        let plain = try SeedsAndExamplesTest(one, minus: other)
        let single = try SeedsAndExamplesTest(
            one, minus: other, clusters: ExampleClusters(Array(0..<one.exampleCount)))
        #expect(plain.difference == single.difference)
        #expect(plain.scope == "other seeds and other examples")
        #expect(single.scope == "other seeds and other clusters of examples")
        let turned = try SeedsAndExamplesTest(other, minus: one)
        #expect(turned.difference.value == -plain.difference.value)
        expectClose([turned.difference.p ?? .nan], [plain.difference.p ?? .nan], relative: 1e-13)
    }

    @Test func whatCannotBeTestedIsRefused() throws {
        let one = try MethodScores([[1, 0, 1], [1, 1, 0]])
        let single = try MethodScores([[1, 0, 1]])
        let shorter = try MethodScores([[1, 0], [1, 1]])
        let three = try MethodScores([[1, 0, 1], [1, 1, 0], [0, 0, 0]])
        func refusal(_ body: () throws(Refusal) -> Void) -> Refusal? {
            do { try body() } catch { return error }
            return nil
        }
        #expect(
            refusal { () throws(Refusal) in _ = try SeedsAndExamplesTest(one, minus: single) }
                == .tooFew("seeds of a method", found: 1, needed: 2))
        #expect(
            refusal { () throws(Refusal) in _ = try SeedsAndExamplesTest(one, minus: shorter) }
                == .unpaired("examples", one: 3, other: 2))
        #expect(
            refusal { () throws(Refusal) in
                _ = try SeedsAndExamplesTest(one, minus: three, seeds: .paired)
            } == .unpaired("seeds", one: 2, other: 3))
        #expect(
            refusal { () throws(Refusal) in
                _ = try SeedsAndExamplesTest(one, minus: one, clusters: ExampleClusters([1, 1, 1]))
            } == .tooFew("clusters", found: 1, needed: 2))
        #expect(
            refusal { () throws(Refusal) in _ = try MethodScores([[1, 0], [1]]) }
                == .unequalRows(row: 1, found: 1, expected: 2))
        #expect(
            refusal { () throws(Refusal) in _ = try MethodScores([[1, .nan]]) }
                == .notFinite(row: 0, place: 1))
        #expect(
            refusal { () throws(Refusal) in _ = try MethodScores([]) }
                == .tooFew("seeds", found: 0, needed: 1))
    }

    @Test func equalMethodsDoNotDiffer() throws {
        let one = try MethodScores([[1, 0, 1], [1, 0, 1]])
        let test = try SeedsAndExamplesTest(one, minus: one)
        #expect(test.difference.p == 1 && test.difference.t == nil)
        #expect(test.difference.interval() == 0...0)
        let better = try MethodScores([[1, 1, 1], [1, 1, 1]])
        let nothing = try SeedsAndExamplesTest(
            better, minus: MethodScores([[0, 0, 0], [0, 0, 0]]))
        #expect(nothing.difference.value == 1 && nothing.difference.p == nil)
    }

    @Test func testsOfCheckpointsEqualSciPyAndStatsmodels() throws {
        let golden = try Goldens.read().checkpoints
        let test = try CheckpointTest.pairedT(
            MethodScores(golden.one), minus: MethodScores(golden.other))
        expectClose([test.p ?? .nan], [golden.pairedT], absolute: 1e-10)
        for row in golden.mcNemar {
            let one =
                Array(repeating: true, count: row.first)
                + Array(repeating: false, count: row.second) + [true, false]
            let other = one.indices.map { $0 < one.count - 2 ? !one[$0] : one[$0] }
            let found = try CheckpointTest.mcNemar(one, minus: other)
            expectClose([found.p ?? .nan], [row.p], absolute: 1e-10, "\(row)")
            #expect(
                found.difference == Double(row.first - row.second) / Double(one.count))
        }
        #expect(CheckpointTest.scope == "these checkpoints only")
    }

    /// 10,000 rounds against all 4,096 cases: four deviations of the share.
    @Test func swappingAtRandomComesNearAllCases() throws {
        let golden = try Goldens.read().checkpoints
        let one = try MethodScores([golden.swapped])
        let other = try MethodScores([golden.swapped.map { _ in 0 }])
        let found = try CheckpointTest.randomization(one, minus: other, seed: 1)
        let share = golden.swappedP
        let deviation = (share * (1 - share) / 10_000).squareRoot()
        expectClose([found.p ?? .nan], [share], absolute: 4 * deviation)
        #expect(found == (try CheckpointTest.randomization(one, minus: other, seed: 1)))
        let all = try CheckpointTest.randomization(
            MethodScores([golden.swapped.map { abs($0) + 1 }]), minus: other, rounds: 99)
        #expect(all.p == 1.0 / 100)
    }

    @Test func exactTestsOverSeedsEqualSciPy() throws {
        for golden in try Goldens.read().seedTests {
            let found = try SeedTest.permutations(golden.one, minus: golden.other)
            expectClose([found.p], [golden.permutations], absolute: 1e-12)
            guard let expected = golden.signFlips else { continue }
            let flips = try SeedTest.signFlips(golden.one, minus: golden.other)
            expectClose([flips.p], [expected], absolute: 1e-12)
        }
    }

    @Test func fivePairsOfSeedsCannotReachFivePercent() throws {
        let test = try SeedTest.signFlips([2, 3, 4, 5, 6], minus: [1, 1, 1, 1, 1])
        #expect(test.p == 0.0625 && test.leastP == 0.0625 && test.cannotReach(0.05))
        let six = try SeedTest.signFlips([2, 3, 4, 5, 6, 7], minus: [1, 1, 1, 1, 1, 1])
        #expect(six.p == 0.03125 && !six.cannotReach(0.05))
        let split = try SeedTest.permutations([9, 8, 7], minus: [1, 2, 3])
        #expect(split.p == 0.1 && split.leastP == 0.1)
        #expect(throws: Refusal.tooMany("seeds", found: 21, most: 20)) {
            try SeedTest.signFlips(
                Array(repeating: 1, count: 21), minus: Array(repeating: 0, count: 21))
        }
    }
}
