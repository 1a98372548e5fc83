import Experiments
import Files
import Foundation
import Isotropy
import Models
import TensorBoard
import TestSupport
import Testing
import Training

/// What TensorBoard is told of a run is what its files say, whatever was killed, resumed or written to before.
/// `Tools/tensorboard-check` reads it with TensorBoard.
struct RunEventsTests {
    private let experiment: TinyExperiment
    private let events: URL

    init() throws {
        experiment = try TinyExperiment()
        events = experiment.folder.file("events")
    }

    private var place: URL { events.appending(path: "plain/1") }

    /// The bytes of the only file of events.
    private func written(_ place: URL? = nil) throws -> [UInt8] {
        let place = place ?? self.place
        let names = try EventFile.names(in: place).filter {
            byteCount(place.appending(path: $0)) != 0
        }
        try #require(names.count == 1, "\(names)")
        return Array(try Data(contentsOf: place.appending(path: names[0])))
    }

    /// What the run's files say.
    private func said(_ run: URL? = nil) throws -> [UInt8] {
        try RunEvents(RunDirectory(run ?? experiment.out)).all.flatMap { try $0.record() }
    }

    private func values(_ tag: String) throws -> [Int: Event.TaggedContent] {
        try RunEvents(RunDirectory(experiment.out)).all.reduce(into: [:]) { found, event in
            guard case .values(let values) = event.content else { return }
            for value in values where value.tag == tag {
                #expect(found[event.step] == nil, "step \(event.step) twice")
                found[event.step] = value.content
            }
        }
    }

    @Test func eventsAreWrittenWhileTheRunGoesOn() throws {
        var atStep: [Int: Int] = [:]
        try experiment.run(tensorBoard: events) { step in
            // The step itself is told next.
            guard step > 1 else { return }
            atStep[step] = try said().count - (try written().count)
        }
        #expect(atStep.count == 5)
        let record = try RunEvents(RunDirectory(experiment.out)).all[3].record()
        // A step's record, as what has been logged and is not told yet.
        #expect(atStep.values.allSatisfy { abs($0 - record.count) < 10 }, "\(atStep)")
        #expect(try written() == said())
    }

    @Test func valuesAreThoseOfTheLogs() throws {
        try experiment.run(tensorBoard: events)
        let run = RunDirectory(experiment.out)
        let steps = try TinyRun.lines(run.log, of: StepRecord.self)
        let losses = try values("train/loss")
        #expect(steps.count == 6 && losses.count == 6)
        for step in steps { #expect(losses[step.step] == .scalar(step.loss)) }
        let evaluations = try TinyRun.lines(run.evaluations, of: EvaluationRecord.self)
        let layers = try values("isotropy_by_layer/layer_02")
        #expect(evaluations.count == 3 && layers.count == 3)
        for evaluation in evaluations {
            #expect(
                layers[evaluation.step] == evaluation.isotropy.layers[2].map { .scalar($0) })
        }
        let histograms = try values("deviations_log10/layer_00")
        for evaluation in evaluations {
            let logged = try #require(evaluation.deviations?[0])
            guard case .histogram(let buckets)? = histograms[evaluation.step] else {
                Issue.record("no histogram at step \(evaluation.step)")
                continue
            }
            #expect(buckets.map(\.count) == logged.counts)
            #expect(buckets.first?.left == logged.smallest.map { log10($0) })
            #expect(buckets.last?.right == logged.largest.map { log10($0) })
            #expect(zip(buckets, buckets.dropFirst()).allSatisfy { $0.right == $1.left })
        }
    }

    @Test func aSteadyRunThatIsResumedKeepsItsFile() throws {
        #expect(throws: TrainingError.self) { try experiment.run(stop: 3, tensorBoard: events) }
        let names = try EventFile.names(in: place)
        #expect(try written() == said())
        try experiment.run(existing: .resume, tensorBoard: events)
        #expect(try EventFile.names(in: place) == names)
        #expect(try written() == said())
    }

    /// More than the saved state knows, and a record without its end, as kills leave them.
    @Test(arguments: [-5, 5]) func aKilledRunHasNoStepTwice(_ change: Int) throws {
        #expect(throws: TrainingError.self) { try experiment.run(stop: 3, tensorBoard: events) }
        let name = try EventFile.names(in: place)[0]
        let bytes = try written()
        let record = try Event(time: 1, step: 4, .sessionStart).record()
        let left =
            change < 0 ? Array(bytes.dropLast(-change)) : bytes + record + record.prefix(change)
        try Data(left).write(to: place.appending(path: name))
        try experiment.run(existing: .resume, tensorBoard: events)
        #expect(try written() == said())
        #expect(try EventFile.names(in: place).first == name)
    }

    @Test func aRunThatBeganWithoutEventsGetsThemAll() throws {
        #expect(throws: TrainingError.self) { try experiment.run(stop: 3) }
        try experiment.run(existing: .resume, tensorBoard: events)
        #expect(try written() == said())
        #expect(try values("train/loss").count == 6)
    }

    @Test func whatAnotherStartDidNotWriteIsMadeUpFor() throws {
        #expect(throws: TrainingError.self) { try experiment.run(stop: 1, tensorBoard: events) }
        #expect(throws: TrainingError.self) { try experiment.run(existing: .resume, stop: 4) }
        try experiment.run(existing: .resume, tensorBoard: events)
        #expect(try written() == said())
    }

    @Test func aRunThatHasEndedGetsItsEventsOnce() throws {
        try experiment.run()
        try experiment.run(existing: .resume, tensorBoard: events)
        #expect(try written() == said())
        let names = try EventFile.names(in: place)
        try experiment.run(existing: .resume, tensorBoard: events)
        #expect(try EventFile.names(in: place) == names)
    }

    @Test func everyRunOfATreeHasItsPlace() throws {
        let inside = experiment.out.appending(path: "tensorboard")
        try experiment.run([Method(), TinyExperiment.isoBN], seeds: [1, 2], tensorBoard: inside)
        for run in ["plain/1", "plain/2", "isobn/1", "isobn/2"] {
            let folder = experiment.out.appending(path: run)
            #expect(try written(inside.appending(path: run)) == said(folder))
        }
        let again = try experiment.run(
            [Method(), TinyExperiment.isoBN], seeds: [1, 2], existing: .resume,
            tensorBoard: inside)
        #expect(again.leftOut.isEmpty && again.unfinished.isEmpty)
    }

    @Test func foldsHaveTheirPlaces() throws {
        try experiment.run(folds: 2, tensorBoard: events)
        for fold in ["plain/1/fold-1", "plain/1/fold-2"] {
            let run = experiment.out.appending(path: fold)
            #expect(try written(events.appending(path: fold)) == said(run))
        }
    }

    /// Older versions wrote no times.
    @Test func timesThatWereNotWrittenAreCountedBack() throws {
        try experiment.run()
        let run = RunDirectory(experiment.out)
        var steps = try TinyRun.lines(run.log, of: StepRecord.self)
        for index in steps.indices {
            (steps[index].seconds, steps[index].time) = (10, index == 4 ? 1000 : nil)
        }
        let log = try JSONLines(run.log, contents: Data())
        for step in steps { try log.append(step) }
        let changed = Date(timeIntervalSince1970: 5000)
        try FileManager.default.setAttributes(
            [.modificationDate: changed], ofItemAtPath: run.log.path)
        let events = try RunEvents(run).all
        #expect(events.map(\.time).prefix(4) == [950, 950, 950, 960])
        #expect(events.last?.time == 5000)
    }
}
