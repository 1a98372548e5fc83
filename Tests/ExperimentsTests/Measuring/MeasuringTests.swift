import Experiments
import Foundation
import Isotropy
import Layers
import Models
import TestSupport
import Testing
import Torch
import Training

/// What is measured of training steps.
struct MeasuringTests {
    /// 36 steps of 8 sequences, of which every second is measured: readings after the steps 16 and 32.
    static func makeRun(
        regression: Bool = false, precision: PrecisionChoice = .fp32
    ) throws -> TinyRun {
        let run = try TinyRun(regression: regression, precision: precision)
        run.options.batchSize = 8
        run.options.epochs = 12
        run.options.evaluateEvery = 5
        run.options.measureEvery = 2
        return run
    }

    /// 200 steps of 32 sequences, of which every fiftieth is measured, as files may say: readings after the steps
    /// 100 and 200.
    static func makeLongRun() throws -> TinyRun {
        let run = try TinyRun()
        run.data.train = TinyRun.examples(64, "train", false)
        run.options.batchSize = 32
        run.options.epochs = 100
        run.options.evaluateEvery = 40
        run.options.measureEvery = 50
        return run
    }

    static func readings(_ run: TinyRun, _ name: String) throws -> [MeasureRecord] {
        try TinyRun.lines(run.directory(name).measures, of: MeasureRecord.self)
    }

    @Test func aReadingIsThatOfAllTokensAndSentencesOfTheMeasuredSteps() throws {
        let run = try Self.makeRun()
        let (states, features) = (StateSpy(), FeatureSpy())
        run.wrappedPenalty = { _ in states }
        run.wrapped = { _ in features }
        try run.run("run")
        let readings = try Self.readings(run, "run")
        #expect(readings.map(\.step) == [16, 32])
        #expect(readings.map(\.steps) == [8, 8])
        #expect(readings.map(\.sequences) == [64, 64])
        let epochs: [Double] = [16.0 / 3, 32.0 / 3]
        #expect(readings.map(\.epoch) == epochs)
        let order = (0..<12).flatMap { (epoch: Int) -> [[Int]] in
            BatchOrder(
                count: 24, batchSize: 8, epoch: epoch, seed: 1, shuffled: true, dropLast: false
            ).batches
        }
        for (reading, steps) in zip(readings, [1...16, 17...32]) {
            let measured = steps.filter { $0.isMultiple(of: 2) }
            #expect(reading.layers.count == 5)
            for (index, layer) in reading.layers.enumerated() {
                let points = try measured.flatMap { try states.layers[$0 - 1][index].rows }
                let wanted = PlainMeasures(points)
                #expect(layer.points == points.count)
                try expectNear(layer.isoScore, wanted.isoScore)
                try expectNear(layer.explainedVariance, wanted.explainedVariance)
                try expectNear(layer.meanCosine, wanted.meanCosine)
            }
            let rows = try measured.flatMap { try features.training[$0 - 1].rows }
            let classes = measured.flatMap { (step: Int) -> [Int] in
                order[step - 1].map { run.data.train[$0].target.label }
            }
            let wanted = PlainMeasures(rows)
            let scatter = PlainScatter(rows, classes)
            let found = try #require(reading.features)
            try expectNear(found.effectiveRank, wanted.effectiveRank)
            try expectNear(found.effectiveRankShare, wanted.effectiveRank / 32)
            try expectNear(found.withinScatter, scatter.within / 62)
            try expectNear(found.betweenShare, scatter.share)
            try expectNear(
                found.betweenShareOverChance, 1 - (1 - scatter.share) * 63 / 62)
        }
    }

    /// Float32 products of some hundred points.
    private func expectNear(
        _ found: Double?, _ wanted: Double, _ location: SourceLocation = #_sourceLocation
    ) throws {
        let found = try #require(found, sourceLocation: location)
        #expect(abs(found - wanted) <= 2e-5 * max(abs(wanted), 0.01), sourceLocation: location)
    }

    /// With fewer sentences than dimensions, the spectrum comes from the products of the sentences.
    @Test(arguments: [20, 64])
    func effectiveRankIsThatOfTheCovariance(_ count: Int) throws {
        var stream = RandomStream(seed: 3, name: "features")
        var numbers: [Float] = []
        for index in 0..<count * 32 {
            numbers.append(Float.random(in: -1...1, using: &stream) / Float(1 + index % 32) + 5)
        }
        let vectors = try Tensor.of(numbers, shape: [count, 32])
        let cloud = FeatureCloud(vectors: vectors, classes: nil)
        let points = try vectors.rows
        try expectNear(cloud.measures().effectiveRank, PlainMeasures(points).effectiveRank)
        let share = try cloud.measures().effectiveRankShare
        try expectNear(share, PlainMeasures(points).effectiveRank / Double(min(count - 1, 32)))
        #expect(try cloud.measures().betweenShare == nil)
        let same = FeatureCloud(
            vectors: try Tensor.full([count, 32], 0.1),
            classes: ([Int](repeating: 0, count: count), 2))
        #expect(try same.measures() == FeatureMeasures())
    }

    /// Where training computes the last layer for first tokens alone, it is measured for all.
    @Test func theLastLayerIsMeasuredForAllTokensAndTrainedAsEver() throws {
        let run = try Self.makeRun()
        let model = try run.makeModel()
        let batch = try PackedBatch(run.data.train)
        func states(_ reading: TokenSelection, observing: Bool) throws -> HiddenStates {
            let pass = ForwardPass.training(seed: 1, step: 4, observingAllTokens: observing)
            return try model.encoder(batch, pass, reading: reading)
        }
        let observed = try states(.firstOfSequences, observing: true)
        let plain = try states(.firstOfSequences, observing: false)
        let whole = try states(.all, observing: true)
        #expect(try observed.firstTokens().bits == plain.firstTokens().bits)
        #expect(observed.measurableLayers.count == 5 && whole.measurableLayers.count == 5)
        #expect(
            try observed.measurableLayers[4].bits == whole.last.bits, "the same masks and products")
        #expect(try observed.measurableLayers[3].bits == whole.layers[3].bits)
    }

    @Test(arguments: ["plain", "isobn", "istar", "whitening"], [PrecisionChoice.fp32, .bf16])
    func measuringChangesNoBitOfTraining(_ method: String, _ precision: PrecisionChoice) throws {
        let run = try Self.makeRun(precision: precision)
        run.method = try ResumeTests.method(method)
        var measured = try run.run("measured")
        #expect(measured.measures?.isEmpty == false)
        #expect(measured.results.collapses == [])
        run.options.measureEvery = 0
        let plain = try run.run("plain")
        #expect(plain.measures == nil && plain.results.collapses == nil)
        (measured.measures, measured.results.collapses) = (nil, nil)
        expectSame(measured, plain)
    }

    /// In the middle of what a reading merges, right after one, and with two batches a step.
    @Test(arguments: [60, 100, 170], [1, 2])
    func anInterruptedRunHasTheSameReadings(_ interruption: Int, _ accumulate: Int) throws {
        let run = try Self.makeLongRun()
        run.options.accumulate = accumulate
        if accumulate == 2 { run.options.batchSize = 16 }
        let whole = try run.run("whole")
        #expect(try Self.readings(run, "whole").map(\.step) == [100, 200])
        run.isInterrupted = { step, _ in step == interruption }
        #expect(throws: TrainingError.self) { try run.run("broken") }
        run.isInterrupted = { _, _ in false }
        expectSame(try run.run("broken", resuming: true), whole)
    }

    /// Lines after the saved state are written again, and what a file lost comes back.
    @Test func aKilledRunHasEachReadingOnce() throws {
        let run = try Self.makeLongRun()
        let killed = run.directory("killed")
        run.isInterrupted = { step, directory in
            if step == 110, directory.url != killed.url {
                try? FileManager.default.copyItem(at: directory.url, to: killed.url)
            }
            return false
        }
        let whole = try run.run("whole")
        // The state is that of step 80, in which the batch of step 50 waits.
        #expect(try Self.readings(run, "killed").map(\.step) == [100])
        expectSame(try run.run("killed", resuming: true), whole)

        run.isInterrupted = { step, _ in step == 110 }
        #expect(throws: TrainingError.self) { try run.run("emptied") }
        run.isInterrupted = { _, _ in false }
        try Data().write(to: run.directory("emptied").measures)
        expectSame(try run.run("emptied", resuming: true), whole)
        let told = "measures.jsonl lacked the measures of step 100: restored from the saved state"
        #expect(run.notices.contains(told))
    }

    @Test func scoresHaveNoClasses() throws {
        let run = try Self.makeRun(regression: true)
        try run.run("run")
        let readings = try Self.readings(run, "run")
        #expect(readings.count == 2)
        for reading in readings {
            let features = try #require(reading.features)
            #expect(features.effectiveRank != nil)
            #expect(features.betweenShare == nil && features.withinScatter == nil)
        }
    }
}

/// Keeps the states of every pass; a penalty of nothing, which has all tokens of the last layer computed.
private final class StateSpy: Penalty {
    private(set) var layers: [[Tensor]] = []

    func callAsFunction(_ states: HiddenStates) throws(TorchError) -> Tensor? {
        var copies: [Tensor] = []
        for layer in states.layers { copies.append(try layer.detached().cloned()) }
        layers.append(copies)
        return nil
    }
}

/// Keeps the features of every training pass.
private final class FeatureSpy: Normalizer {
    private(set) var training: [Tensor] = []

    func callAsFunction(_ features: Tensor, _ pass: ForwardPass) throws(TorchError) -> Tensor {
        if pass.isTraining { training.append(try features.detached().cloned()) }
        return features
    }

    func state() throws(TorchError) -> [(name: String, tensor: Tensor)] { [] }
    func restore(_ state: [String: Tensor]) throws(TorchError) {}
    func evaluationMap() throws(TorchError) -> AffineMap? { nil }
}

extension Tensor {
    /// The rows of a matrix.
    fileprivate var rows: [[Double]] {
        get throws {
            let (numbers, width) = (try converted(to: .float64).elements(as: Double.self), size(1))
            return stride(from: 0, to: numbers.count, by: width).map {
                Array(numbers[$0..<$0 + width])
            }
        }
    }
}
