import Experiments
import Files
import Foundation
import Isotropy
import Models
import TestSupport
import Testing

private func counts(_ results: ExperimentResults) -> [String: [UInt64]] {
    Dictionary(uniqueKeysWithValues: results.methods.map { ($0.name, $0.runs.map(\.seed)) })
}

struct ExperimentTreeTests {
    @Test func resultsOfATreeAreThoseOfTheTree() throws {
        let tiny = try TinyExperiment()
        try tiny.run(seeds: [1, 2])
        // Another method, another seed, and a seed that is there already.
        try tiny.run([TinyExperiment.isoBN], seeds: [1, 2], existing: .resume)
        let all = try tiny.run(seeds: [3], existing: .resume)
        #expect(counts(all) == ["plain": [1, 2, 3], "isobn": [1, 2]])
        #expect(all.methods.map(\.name) == ["plain", "isobn"])
        let written = try readJSON(
            ExperimentResults.self, from: tiny.out.appending(path: "results.json"))
        #expect(counts(written) == counts(all))
        #expect(try tiny.names.filter { $0.hasPrefix(".") || $0.contains("/.") } == [])
    }

    @Test func overwritingReplacesTheRunsOfTheSameMethods() throws {
        let tiny = try TinyExperiment()
        try tiny.run([Method(), TinyExperiment.isoBN], seeds: [1, 2])
        let log = RunDirectory(tiny.out.appending(path: "plain/1")).log
        let before = try Data(contentsOf: log)
        let all = try tiny.run([TinyExperiment.isoBN], seeds: [4, 5], existing: .overwrite)
        #expect(counts(all) == ["plain": [1, 2], "isobn": [4, 5]])
        #expect(try Data(contentsOf: log) == before)
    }

    @Test func runsOfOtherFilesJoinNoTree() throws {
        let tiny = try TinyExperiment()
        try tiny.run(seeds: [1, 2])
        try tiny.append("w5\tyes\n", to: "train.tsv")
        for existing in [RunDirectory.Existing.resume, .overwrite] {
            let before = try tiny.names
            let error = #expect(throws: TrainingError.self) {
                try tiny.run([TinyExperiment.isoBN], seeds: [1, 2], existing: existing)
            }
            #expect(error?.description.contains("train.tsv has changed") == true)
            #expect(try tiny.names == before)
        }
        // Where none of the older runs stays, nothing is mixed.
        #expect(counts(try tiny.run(seeds: [1, 5], existing: .overwrite)) == ["plain": [1, 5]])
    }

    @Test func oneSeedThatOverwritesATreeLeavesItATree() throws {
        let tiny = try TinyExperiment()
        try tiny.run([Method(), TinyExperiment.isoBN], seeds: [1, 2])
        let all = try tiny.run(seeds: [7], existing: .overwrite)
        #expect(counts(all) == ["plain": [7], "isobn": [1, 2]])
        #expect(
            !FileManager.default.fileExists(atPath: tiny.out.appending(path: "config.json").path))
    }

    /// Before its first log, a tree is empty folders.
    @Test func aTreeThatWasKilledBeforeItsFirstRunIsResumed() throws {
        let tiny = try TinyExperiment()
        try makeFolder(tiny.out.appending(path: "plain/1"))
        try Data().write(to: tiny.out.appending(path: "plain/1/.config.json.1-1.tmp"))
        #expect(counts(try tiny.run(seeds: [1, 2], existing: .resume)) == ["plain": [1, 2]])
    }

    @Test func seedsOfOneMethodHaveOneRecipeAndMethodsTheSameRows() throws {
        let tiny = try TinyExperiment()
        try tiny.run(seeds: [1, 2])
        let epochs = #expect(throws: TrainingError.self) {
            try tiny.run(seeds: [3], existing: .resume, epochs: 1)
        }
        #expect(epochs?.description.contains("`training.epochs`: 2, now 1") == true)
        let limit = #expect(throws: TrainingError.self) {
            try tiny.run([TinyExperiment.isoBN], seeds: [1], existing: .resume, limit: 16)
        }
        #expect(limit?.description.contains("`training.limit`: 0, now 16") == true)
        // Another method may have another recipe.
        let all = try tiny.run([TinyExperiment.isoBN], seeds: [1], existing: .resume, epochs: 1)
        #expect(counts(all) == ["plain": [1, 2], "isobn": [1]])
    }

    @Test func copiesInATreeCountNowhere() throws {
        let tiny = try TinyExperiment()
        try tiny.run(seeds: [1, 2])
        let files = FileManager.default
        for copy in ["plain-backup", "archive"] {
            try files.copyItem(
                at: tiny.out.appending(path: "plain"), to: tiny.out.appending(path: copy))
        }
        let all = try tiny.run([TinyExperiment.isoBN], seeds: [1], existing: .resume)
        #expect(counts(all) == ["plain": [1, 2], "isobn": [1]])
        #expect(all.leftOut.count == 4)
    }

    @Test func foldersThatLinksLeadToBelongToTheTree() throws {
        let tiny = try TinyExperiment()
        try tiny.run(seeds: [1, 2])
        let (here, there) = (tiny.out.appending(path: "plain"), tiny.folder.file("elsewhere"))
        try FileManager.default.moveItem(at: here, to: there)
        try FileManager.default.createSymbolicLink(at: here, withDestinationURL: there)
        let all = try tiny.run([TinyExperiment.isoBN], seeds: [1], existing: .resume)
        #expect(counts(all) == ["plain": [1, 2], "isobn": [1]])
        #expect(try FinishedRun.all(in: tiny.out).finished.count == 3)
    }

    @Test func resultsAreTrueAfterAnInterruptedCommandToo() throws {
        let tiny = try TinyExperiment()
        try tiny.run(seeds: [1, 2])
        #expect(throws: TrainingError.self) {
            try tiny.run([TinyExperiment.isoBN], seeds: [1], existing: .resume, stop: 2)
        }
        let written = try readJSON(
            ExperimentResults.self, from: tiny.out.appending(path: "results.json"))
        #expect(counts(written) == ["plain": [1, 2]])
        #expect(written.unfinished.count == 1)
        // An interruption before anything is replaced replaces nothing.
        let before = try tiny.names
        #expect(throws: TrainingError.self) {
            try tiny.run(seeds: [1, 2], existing: .overwrite, stop: 0)
        }
        #expect(try tiny.names == before)
    }

    @Test func aFinishedLogThatLacksStepsIsToldBeforeAnythingIsTrained() throws {
        let tiny = try TinyExperiment()
        try tiny.run(seeds: [1, 2])
        let log = RunDirectory(tiny.out.appending(path: "plain/1")).log
        let lines = try String(contentsOf: log, encoding: .utf8).split(separator: "\n")
        try Data(lines.dropLast(2).map { $0 + "\n" }.joined().utf8).write(to: log)
        var steps = 0
        let error = #expect(throws: TrainingError.self) {
            try tiny.run([TinyExperiment.isoBN], existing: .resume, afterStep: { _ in steps += 1 })
        }
        #expect(error?.description.contains("has 4 steps, and the run took 6") == true)
        #expect(steps == 0)
    }

    @Test func unfinishedRunsOfATreeAreNamed() throws {
        let tiny = try TinyExperiment()
        #expect(throws: TrainingError.self) { try tiny.run(seeds: [1, 2], stop: 2) }
        let all = try tiny.run([TinyExperiment.isoBN], seeds: [1], existing: .resume)
        #expect(counts(all) == ["isobn": [1]])
        #expect(all.unfinished.map { $0.hasSuffix("/plain/1") } == [true])
        let rest = try tiny.run(seeds: [1, 2], existing: .resume)
        #expect(counts(rest) == ["isobn": [1], "plain": [1, 2]])
        #expect(rest.unfinished.isEmpty)
    }

    @Test(arguments: [RunDirectory.Existing.resume, .overwrite])
    func aRunThatAnotherProcessHasIsNotTaken(_ existing: RunDirectory.Existing) throws {
        let tiny = try TinyExperiment()
        try tiny.interrupted(after: 3)
        let before = try tiny.names
        let lock = try OutputLock(folder: tiny.out, .exclusive)
        #expect(throws: OutputInUse.self) { try tiny.run(existing: existing) }
        lock.release()
        #expect(try tiny.names == before)
        try tiny.run(existing: existing)
    }

    @Test func aTreeIsFilledBySeveralProcessesButNoRunByTwo() throws {
        let tiny = try TinyExperiment()
        try tiny.run(seeds: [1, 2])
        let tree = try OutputLock(folder: tiny.out, .shared)
        let run = tiny.out.appending(path: "plain/4")
        try makeFolder(run)
        let lock = try OutputLock(folder: run, .exclusive)
        #expect(counts(try tiny.run(seeds: [3], existing: .resume)) == ["plain": [1, 2, 3]])
        let error = #expect(throws: OutputInUse.self) {
            try tiny.run(seeds: [4], existing: .resume)
        }
        #expect(error?.place == run.path)
        #expect(throws: OutputInUse.self) { try tiny.run(seeds: [1, 2], existing: .overwrite) }
        tree.release()
        lock.release()
        // Nobody has the tree, but somebody has one of the runs that would go.
        let one = try OutputLock(folder: tiny.out.appending(path: "plain/2"), .exclusive)
        #expect(throws: OutputInUse.self) { try tiny.run(seeds: [1, 2], existing: .overwrite) }
        one.release()
        #expect(counts(try tiny.run(seeds: [1, 2], existing: .overwrite)) == ["plain": [1, 2]])
    }
}
