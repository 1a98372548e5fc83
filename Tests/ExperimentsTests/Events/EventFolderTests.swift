import Experiments
import Files
import Foundation
import TensorBoard
import Testing
import Training

/// Where events may go, and what becomes of a run whose events cannot be written.
struct EventFolderTests {
    private let experiment: TinyExperiment
    private let events: URL

    init() throws {
        experiment = try TinyExperiment()
        events = experiment.folder.file("events")
    }

    private var place: URL { events.appending(path: "plain/1") }

    private func message(_ body: () throws -> Void) -> String {
        let error = #expect(throws: (any Error).self) { try body() }
        return error.map { "\($0)" } ?? ""
    }

    @Test func eventsOfAnotherRunAreRefusedBeforeItIsTrained() throws {
        try experiment.run(tensorBoard: events)
        let old = try EventFile.names(in: place)
        try FileManager.default.removeItem(at: experiment.out)
        let refusal = message { try experiment.run(epochs: 3, tensorBoard: events) }
        #expect(refusal.contains("holds the events of another run, that of \(experiment.out.path)"))
        #expect(refusal.contains("epochs`: 2, now 3"), "\(refusal)")
        #expect(try EventFile.names(in: place) == old)
        #expect(!FileManager.default.fileExists(atPath: RunDirectory(experiment.out).log.path))
        try experiment.run(existing: .overwrite, epochs: 3, tensorBoard: events)
        let new = try EventFile.names(in: place)
        #expect(new.count == 2 && new.first == old.first)
    }

    @Test func eventsOfAnUnknownRunAreRefused() throws {
        try experiment.run(tensorBoard: events)
        try FileManager.default.removeItem(at: place.appending(path: "run.json"))
        try FileManager.default.removeItem(at: experiment.out)
        #expect(message { try experiment.run(tensorBoard: events) }.contains("but no run.json"))
    }

    @Test func theSameRunElsewhereTakesItsPlace() throws {
        try experiment.run(tensorBoard: events)
        try FileManager.default.removeItem(at: experiment.out)
        try experiment.run(tensorBoard: events)
        #expect(try EventFile.names(in: place).count == 2)
    }

    @Test(arguments: ["resume", "checkpoint/events", "plain/1/resume/x", "figures"])
    func aFolderOfTheRunsOwnIsRefused(_ path: String) {
        let refusal = message {
            try experiment.run(tensorBoard: experiment.out.appending(path: path))
        }
        #expect(refusal.contains("which is the runs' own"), "\(refusal)")
        #expect(!FileManager.default.fileExists(atPath: experiment.out.path))
    }

    @Test func aFolderThatCannotBeMadeIsRefusedBeforeTheFirstStep() throws {
        try experiment.folder.write("a file", to: "events")
        #expect(!message { try experiment.run(tensorBoard: events) }.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: RunDirectory(experiment.out).log.path))
    }

    @Test func aPlaceThatAnotherProcessHoldsIsRefused() throws {
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        let lock = try OutputLock(
            place, file: place.appending(path: ".isotropy-events-lock"), .exclusive)
        let refusal = message { try experiment.run(tensorBoard: events) }
        #expect(refusal.contains("is in use by process") && refusal.contains("`tensorboard`"))
        lock.release()
    }

    /// What stands in the way of run.json is found when the first step is told.
    @Test func aRunWhoseEventsCannotBeWrittenGoesOn() throws {
        let owner = place.appending(path: "run.json")
        try FileManager.default.createDirectory(at: owner, withIntermediateDirectories: true)
        var told: [String] = []
        let results = try experiment.run(
            tensorBoard: events, told: { told.append("\($0)") })
        #expect(results.methods.count == 1)
        let failures = told.filter { $0.contains("the events for TensorBoard are not whole") }
        #expect(failures.count == 1, "\(told)")
        #expect(failures.first?.contains("from step 1 on") == true)
        try FileManager.default.removeItem(at: owner)
        try experiment.run(existing: .resume, tensorBoard: events)
        #expect(try EventFile.names(in: place).count == 1)
    }
}
