import Experiments
import Foundation
import Isotropy
import Layers
import Models
import Testing
import Torch
import Training

/// Features that collapse while they are trained.
struct FeatureCollapseTests {
    /// Readings after the steps 16, 32, 48 and 64.
    private func makeRun() throws -> TinyRun {
        let run = try MeasuringTests.makeRun()
        run.options.epochs = 24
        return run
    }

    @Test func featuresOnALineAreAnnouncedAtTheSecondReadingAndOnlyOnce() throws {
        let run = try makeRun()
        run.wrapped = { _ in Flattening(from: 17) }
        let outcome = try run.run("run")
        let readings = try MeasuringTests.readings(run, "run")
        #expect(readings.map(\.step) == [16, 32, 48, 64])
        let ranks = readings.compactMap { $0.features?.effectiveRankShare }
        #expect(ranks[0] > 0.2)
        #expect(ranks.dropFirst().allSatisfy { abs($0 - 1.0 / 32) < 0.001 })
        let kinds: [Collapse?] = readings.map { $0.collapses?.first?.kind }
        let wantedKinds: [Collapse?] = [nil, nil, .line, nil]
        #expect(kinds == wantedKinds)
        let wanted = [CollapseRecord(kind: .line, step: 48, value: ranks[2], limit: 0.2)]
        #expect(run.collapses == wanted && outcome.results.collapses == wanted)
        let text = "\(wanted[0].message)"
        #expect(text.hasPrefix("step 48: ") && text.contains("`learning_rate`"))
        expectSame(try run.run("run", resuming: true), outcome)
    }

    /// The first reading of the two is in the saved state.
    @Test(arguments: [220, 260])
    func aResumedRunAnnouncesItAtTheSameStep(_ interruption: Int) throws {
        let run = try MeasuringTests.makeLongRun()
        run.options.epochs = 160
        run.wrapped = { _ in Flattening(from: 101) }
        let whole = try run.run("whole")
        run.isInterrupted = { step, _ in step == interruption }
        #expect(throws: TrainingError.self) { try run.run("broken") }
        run.isInterrupted = { _, _ in false }
        run.wrapped = { _ in Flattening(from: 101 - interruption) }
        expectSame(try run.run("broken", resuming: true), whole)
        #expect(whole.results.collapses?.map(\.step) == [300])
    }

    @Test func aHealthyRunHasNone() throws {
        let run = try makeRun()
        let outcome = try run.run("run")
        #expect(outcome.results.collapses == [] && run.collapses == [])
    }

    private func features(
        rank: Double? = 0.7, share: Double? = 0.5, overChance: Double? = 0.49
    ) -> FeatureMeasures {
        FeatureMeasures(
            effectiveRank: 20, effectiveRankShare: rank, withinScatter: 1, betweenShare: share,
            betweenShareOverChance: overChance)
    }

    private func announced(_ readings: [FeatureMeasures?]) -> [CollapseRecord] {
        var watch = CollapseWatch()
        return readings.enumerated().flatMap { watch.collapses(in: $1, step: $0) }
    }

    @Test func oneReadingIsNoneAndTwoThatAreNotInARowAreNone() {
        let bad = features(rank: 0.1)
        #expect(announced([bad]).isEmpty)
        #expect(announced([bad, features(), bad]).isEmpty)
        #expect(announced([bad, nil, bad]).isEmpty)
        #expect(announced([bad, features(rank: nil), bad]).isEmpty)
        let found = announced([bad, bad, bad, features(), bad, bad])
        #expect(found.map(\.step) == [1, 5])
        #expect(found.allSatisfy { $0.kind == .line })
    }

    /// Classes that are well apart lie near a line, too.
    @Test func aLineThatTellsTheClassesApartIsNone() {
        let apart = features(rank: 0.1, share: 0.96, overChance: 0.95)
        #expect(announced([apart, apart]).isEmpty)
        let scores = { (rank: Double) in features(rank: rank, share: nil, overChance: nil) }
        #expect(announced([scores(0.15), scores(0.15)]).isEmpty)
        #expect(announced([scores(0.05), scores(0.05)]).map(\.limit) == [0.1])
    }

    @Test func classesCollapseOnlyAfterTheyWereApart() {
        let low = features(share: 0.02, overChance: 0.003)
        #expect(announced([low, low, low]).isEmpty)
        #expect(announced([features(share: 0.05, overChance: 0.04), low, low]).isEmpty)
        let found = announced([features(), low, low, low])
        let wanted = CollapseRecord(kind: .mixedClasses, step: 2, value: 0.003, limit: 0.01)
        #expect(found == [wanted])
    }

    @Test func classesThatArePointsAreAnnounced() {
        let high = features(share: 0.9995, overChance: 0.9994)
        let found = announced([features(), high, high])
        let wanted = CollapseRecord(kind: .classPoints, step: 2, value: 0.9995, limit: 0.999)
        #expect(found == [wanted])
        #expect(announced([high, features(share: 0.998)]).isEmpty)
    }
}

/// Features that keep nothing but one direction from some training pass on.
private final class Flattening: Normalizer {
    private let first: Int
    private var passes = 0

    init(from first: Int) {
        self.first = first
    }

    func callAsFunction(_ features: Tensor, _ pass: ForwardPass) throws(TorchError) -> Tensor {
        guard pass.isTraining else { return features }
        passes += 1
        guard passes >= first else { return features }
        let ones = try Tensor.full([1, features.size(1)], 1)
        return try features.slice(0..<1, along: 1).matmul(ones)
    }

    func state() throws(TorchError) -> [(name: String, tensor: Tensor)] { [] }
    func restore(_ state: [String: Tensor]) throws(TorchError) {}
    func evaluationMap() throws(TorchError) -> AffineMap? { nil }
}
