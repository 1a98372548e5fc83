import Experiments
import Files
import Foundation
import Isotropy
import Models
import Tasks
import TestSupport
import Testing
import Training

/// Experiments on the small random model and a few rows.
private struct TinyExperiment {
    let folder: TemporaryFolder
    static let isoBN = Method(normalizer: IsoBNOptions.corrected)

    init() throws {
        folder = try TemporaryFolder()
        try writeModelFolder("tiny-bert", to: folder.file("model"))
        let rows = (0..<24).map { "w\(5 + $0 * 7 % 70) w\(5 + $0)\t\($0 % 3 == 0 ? "yes" : "no")" }
        try folder.write("text\tlabel\n" + rows.joined(separator: "\n") + "\n", to: "train.tsv")
        try folder.write("text\tlabel\nw5 w6\tyes\nw7 w8\tno\nw9\tno\n", to: "dev.tsv")
    }

    /// - Parameter stop: the step after which the run is interrupted.
    @discardableResult
    func run(
        _ methods: [Method] = [Method()], seeds: [UInt64] = [1],
        existing: RunDirectory.Existing = .refuse, stop: Int = .max, limit: Int = 0,
        epochs: Int = 2, afterStep: @escaping (Int) throws -> Void = { _ in }
    ) throws -> ExperimentResults {
        var training = TrainingOptions()
        training.batchSize = 8
        training.epochs = epochs
        training.limit = limit
        training.evaluateEvery = 2
        training.maximumLength = 16
        training.precision = .fp32
        training.threads = 1
        let rows = try CustomLayout().load(
            train: folder.file("train.tsv"), development: folder.file("dev.tsv"))
        var step = 0
        return try Experiment(
            source: ModelFolder(folder.file("model")), work: SentenceWorkload(rows),
            methods: methods, seeds: seeds, training: training, preset: .corrected,
            output: folder.file("out"), existing: existing, version: "test"
        ).run(isInterrupted: { step >= stop }) { _ in
            { event in
                guard case .step(let record) = event else { return }
                step = record.step
                do { try afterStep(step) } catch { Issue.record(error) }
            }
        }
    }

    func interrupted(after stop: Int) throws {
        #expect(throws: TrainingError.self) { try run(stop: stop) }
        #expect(FileManager.default.fileExists(atPath: RunDirectory(out).resumeState.path))
    }

    var out: URL { folder.file("out") }

    /// Every path in the output, hidden ones too.
    var names: [String] {
        get throws { try FileManager.default.subpathsOfDirectory(atPath: out.path).sorted() }
    }

    func append(_ text: String, to name: String) throws {
        let data = try Data(contentsOf: folder.file(name))
        try (data + Data(text.utf8)).write(to: folder.file(name))
    }
}

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

struct ChangedInputTests {
    @Test(arguments: [
        ("train.tsv", "w5\tyes\n"), ("dev.tsv", "w5\tyes\n"), ("model/vocab.txt", "w80\n"),
        ("model/tokenizer_config.json", " "), ("model/config.json", "\n"),
        ("model/special_tokens_map.json", "{}"),
    ])
    func aFileThatChangedSinceTheRunBeganIsNamed(_ name: String, _ change: String) throws {
        let tiny = try TinyExperiment()
        try tiny.interrupted(after: 3)
        let isThere = FileManager.default.fileExists(atPath: tiny.folder.file(name).path)
        if !isThere { try tiny.folder.write("", to: name) }
        try tiny.append(change, to: name)
        let error = #expect(throws: (any Error).self) { try tiny.run(existing: .resume) }
        let text = "\(try #require(error))"
        // A tokenizer that outgrew the model is refused before.
        let said = text.contains("\(name) \(isThere ? "has changed" : "is new")")
        #expect(said || text.contains("embedding matrix"))
    }

    @Test func otherWeightsAreNamed() throws {
        let tiny = try TinyExperiment()
        try tiny.interrupted(after: 3)
        let weights = tiny.folder.file("model/model.safetensors")
        var data = try Data(contentsOf: weights)
        data[data.count - 1] ^= 1
        try data.write(to: weights)
        let error = #expect(throws: TrainingError.self) { try tiny.run(existing: .resume) }
        #expect(error?.description.contains("model.safetensors has changed") == true)
        try tiny.run(existing: .overwrite)
        #expect(throws: Never.self) { try tiny.run(existing: .resume) }
    }

    @Test func weightsThatChangeBetweenTwoSeedsAreNamed() throws {
        let tiny = try TinyExperiment()
        let weights = tiny.folder.file("model/model.safetensors")
        var data = try Data(contentsOf: weights)
        data[data.count - 1] ^= 1
        let changed = data
        let error = #expect(throws: TrainingError.self) {
            try tiny.run(
                seeds: [1, 2],
                afterStep: { step in
                    if step == 5 { try changed.write(to: weights) }
                })
        }
        #expect(error?.description.contains("model.safetensors has changed") == true)
    }

    @Test func aCheckpointHasTheTokenizerThatWasTrainedWith() throws {
        let tiny = try TinyExperiment()
        let vocabulary = tiny.folder.file("model/vocab.txt")
        let before = try Data(contentsOf: vocabulary)
        try tiny.run(afterStep: { step in
            if step == 1 { try Data("[PAD]\n".utf8).write(to: vocabulary) }
        })
        let saved = RunDirectory(tiny.out).checkpoint.appending(path: "vocab.txt")
        #expect(try Data(contentsOf: saved) == before)
    }

    @Test(arguments: ["vocab.txt", "model.safetensors", "../predictions.tsv", "../config.json"])
    func whatGoesWhileARunGoesOnEndsIt(_ name: String) throws {
        let tiny = try TinyExperiment()
        let error = #expect(throws: TrainingError.self) {
            try tiny.run(afterStep: { step in
                guard step == 5 else { return }
                try removeItem(RunDirectory(tiny.out).checkpoint.appending(path: name))
            })
        }
        #expect(error?.description.contains("lacks") == true)
    }

    @Test func aStateOfAnotherRunIsRefused() throws {
        let tiny = try TinyExperiment()
        try tiny.interrupted(after: 3)
        let state = try Data(contentsOf: RunDirectory(tiny.out).resumeState)
        let other = try TinyExperiment()
        #expect(throws: TrainingError.self) { try other.run(seeds: [7], stop: 3) }
        try state.write(to: RunDirectory(other.out).resumeState)
        let error = #expect(throws: TrainingError.self) {
            try other.run(seeds: [7], existing: .resume)
        }
        #expect(error?.description.contains("state of another run") == true)
    }

    @Test func theBestModelMustStillBeThere() throws {
        let tiny = try TinyExperiment()
        try tiny.interrupted(after: 3)
        let checkpoint = RunDirectory(tiny.out).checkpoint
        try removeItem(checkpoint.appending(path: "model.safetensors"))
        let error = #expect(throws: TrainingError.self) { try tiny.run(existing: .resume) }
        #expect(error?.description.contains("lacks checkpoint/model.safetensors") == true)
    }

    @Test func partsOfARunWithoutItsConfigurationAreNoRun() throws {
        let tiny = try TinyExperiment()
        try tiny.run()
        try removeItem(RunDirectory(tiny.out).configuration)
        let error = #expect(throws: TrainingError.self) { try tiny.run(existing: .resume) }
        #expect(error?.description.contains("no run to go on with") == true)
    }

    @Test func whatAKillAfterTheEndLeftIsRemoved() throws {
        let tiny = try TinyExperiment()
        try tiny.run()
        let directory = RunDirectory(tiny.out)
        try makeFolder(directory.resume)
        try Data("1".utf8).write(to: directory.resumeState)
        try tiny.run(existing: .resume)
        #expect(!FileManager.default.fileExists(atPath: directory.resume.path))
    }
}

/// Runs of a tree whose configuration this version cannot read.
struct UnreadableRunTests {
    private func damage(_ run: URL, _ change: (String) -> String) throws {
        let file = run.appending(path: "config.json")
        let text = try String(contentsOf: file, encoding: .utf8)
        let changed = change(text)
        #expect(changed != text)
        try changed.write(to: file, atomically: true, encoding: .utf8)
    }

    /// Broken JSON is no reason to leave a run out of a table.
    @Test(arguments: ["\"seed\" : 01", "\"seed\" : NaN", "\"seed\" :"])
    func aRunWithBrokenJSONIsNamedAndNotLeftOut(_ broken: String) throws {
        let tiny = try TinyExperiment()
        try tiny.run([Method(), TinyExperiment.isoBN], seeds: [1])
        let run = tiny.folder.file("out").appending(path: "isobn/1")
        try damage(run) { $0.replacing("\"seed\" : 1", with: broken) }
        let error = #expect(throws: TrainingError.self) {
            try FinishedRun.all(in: tiny.folder.file("out"))
        }
        #expect(error?.description.contains("isobn/1/config.json is not what") == true)
        let joining = #expect(throws: TrainingError.self) {
            try tiny.run([Method()], seeds: [2], existing: .resume)
        }
        #expect(joining?.description.contains("isobn/1/config.json is not what") == true)
    }

    /// What is replaced need not be read.
    @Test(arguments: ["no version", "unknown method"])
    func overwritingReplacesRunsThatCannotBeRead(_ fault: String) throws {
        let tiny = try TinyExperiment()
        try tiny.run([Method(), TinyExperiment.isoBN], seeds: [1, 2])
        try damage(tiny.folder.file("out").appending(path: "isobn/1")) { text in
            fault == "no version"
                ? text.replacing(#/"format_version" : 1,\n/#, with: "")
                : text.replacing("\"name\" : \"isobn\"", with: "\"name\" : \"others\"")
        }
        #expect(throws: TrainingError.self) {
            try tiny.run([Method()], seeds: [3], existing: .resume)
        }
        let all = try tiny.run([TinyExperiment.isoBN], seeds: [4], existing: .overwrite)
        #expect(all.methods.map(\.name) == ["plain", "isobn"])
        #expect(all.methods.map { $0.runs.map(\.seed) } == [[1, 2], [4]])
    }
}
