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
        let ranks = readings.compactMap { $0.features?.effectiveRank }
        #expect(ranks[0] > 1.5 && ranks.dropFirst().allSatisfy { $0 < 1.01 })
        #expect(readings.map { $0.collapses?.map(\.kind) } == [nil, nil, [.line], nil])
        let wanted = [CollapseRecord(kind: .line, step: 48, value: ranks[2], limit: 1.5)]
        #expect(run.collapses == wanted && outcome.results.collapses == wanted)
        let text = "\(wanted[0].message)"
        #expect(text.hasPrefix("step 48: ") && text.contains("`learning_rate`"))
        expectSame(try run.run("run", resuming: true), outcome)
    }

    /// The first reading of the two is in the saved state.
    @Test(arguments: [40, 50])
    func aResumedRunAnnouncesItAtTheSameStep(_ interruption: Int) throws {
        let run = try makeRun()
        run.wrapped = { _ in Flattening(from: 17) }
        let whole = try run.run("whole")
        run.isInterrupted = { step, _ in step == interruption }
        #expect(throws: TrainingError.self) { try run.run("broken") }
        run.isInterrupted = { _, _ in false }
        run.wrapped = { _ in Flattening(from: 17 - interruption) }
        expectSame(try run.run("broken", resuming: true), whole)
        #expect(whole.results.collapses?.map(\.step) == [48])
    }

    @Test func aHealthyRunHasNone() throws {
        let run = try makeRun()
        let outcome = try run.run("run")
        #expect(outcome.results.collapses == [] && run.collapses == [])
    }

    private func features(
        rank: Double? = 20, share: Double? = 0.5, overChance: Double? = 0.49
    ) -> FeatureMeasures {
        FeatureMeasures(
            effectiveRank: rank, withinScatter: 1, betweenShare: share,
            betweenShareOverChance: overChance)
    }

    private func announced(_ readings: [FeatureMeasures?]) -> [CollapseRecord] {
        var watch = CollapseWatch()
        return readings.enumerated().flatMap { watch.collapses(in: $1, step: $0) }
    }

    @Test func oneReadingIsNoneAndTwoThatAreNotInARowAreNone() {
        let bad = features(rank: 1.2)
        #expect(announced([bad]) == [] && announced([bad, features(), bad]) == [])
        #expect(
            announced([bad, nil, bad]) == [] && announced([bad, features(rank: nil), bad]) == [])
        let found = announced([bad, bad, bad, features(), bad, bad])
        #expect(found.map(\.step) == [1, 5] && found.allSatisfy { $0.kind == .line })
    }

    @Test func classesCollapseOnlyAfterTheyWereApart() {
        let low = features(share: 0.02, overChance: 0.003)
        #expect(announced([low, low, low]) == [])
        #expect(announced([features(share: 0.05, overChance: 0.04), low, low]) == [])
        let found = announced([features(), low, low, low])
        #expect(found == [.init(kind: .mixedClasses, step: 2, value: 0.003, limit: 0.01)])
    }

    @Test func classesThatArePointsAreAnnounced() {
        let high = features(share: 0.9995, overChance: 0.9994)
        let found = announced([features(), high, high])
        #expect(found == [.init(kind: .classPoints, step: 2, value: 0.9995, limit: 0.999)])
        #expect(announced([high, features(share: 0.998)]) == [])
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
