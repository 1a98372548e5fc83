import Experiments
import Files
import Formats
import Foundation
import Models
import TestSupport
import Testing

struct FilesTests {
    private struct Row: Codable, Equatable {
        var step: Int
    }

    private static func line(_ step: Int) -> String { "{\"format_version\":1,\"step\":\(step)}\n" }

    private static let lines = Data((line(1) + line(2)).utf8)

    @Test func aFileOfLinesBeginsWithItsContentsAndGoesOn() throws {
        let folder = try TemporaryFolder()
        let url = try folder.write("{\"step\":1}\n{\"st", to: "log")
        let lines = try JSONLines(url, contents: Self.lines)
        try lines.append(Row(step: 7))
        try lines.synchronize()
        let text = try String(contentsOf: url, encoding: .utf8)
        #expect(text == Self.line(1) + Self.line(2) + Self.line(7))
        #expect(lines.contents == Data(text.utf8))
    }

    @Test func aMissingFileIsMadeAndEachLineIsThereAtOnce() throws {
        let folder = try TemporaryFolder()
        let lines = try JSONLines(folder.file("log"), contents: Data())
        #expect(try Data(contentsOf: folder.file("log")).isEmpty)
        try lines.append(Row(step: 1))
        #expect(try TinyRun.lines(folder.file("log"), of: Row.self) == [Row(step: 1)])
    }

    @Test(arguments: ["removed", "replaced", "shortened", "lengthened", "its folder removed"])
    func aFileThatOthersChangeTakesNoMoreLines(_ change: String) throws {
        let folder = try TemporaryFolder()
        let place = folder.file("run")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        let url = place.appending(path: "log.jsonl")
        let lines = try JSONLines(url, contents: Self.lines)
        switch change {
        case "removed": try FileManager.default.removeItem(at: url)
        case "replaced": try Self.lines.write(to: url, options: .atomic)
        case "shortened": truncate(url.path, 3)
        case "lengthened": try Data(Self.lines + Self.lines).write(to: url)
        default: try FileManager.default.removeItem(at: place)
        }
        for write in [{ try lines.append(Row(step: 3)) }, { try lines.synchronize() }] {
            let error = #expect(throws: TrainingError.self) { try write() }
            #expect(error?.description.contains(url.path) == true)
        }
    }

    @Test func linesThatAreNoRecordsAreCounted() {
        let text = Self.line(1) + "nonsense\n\n" + Self.line(4) + "{\"st"
        let lines = RecordLines<Row>(Data(text.utf8))
        #expect(lines.records.map(\.record.step) == [1, 4])
        #expect(lines.records.map(\.line) == [1, 4])
        #expect(lines.damaged.map(\.line) == [2, 3, 5])
        #expect(lines.damaged.map(\.column) == [1, 1, 5])
        #expect(RecordLines<Row>(Data()).damaged.isEmpty)
    }

    private func prepare(_ url: URL, _ existing: RunDirectory.Existing) throws {
        let folder = OutputFolder(url, existing: existing, isTree: false)
        try folder.check()
        if existing == .overwrite { try folder.removeOld(methods: ["plain"]) }
    }

    /// What tells a run's folder from others.
    private static let configuration = #"{"job": {}, "environment": {}}"#

    @Test func aNewOrEmptyFolderIsTaken() throws {
        let folder = try TemporaryFolder()
        for existing in [RunDirectory.Existing.refuse, .resume, .overwrite] {
            let url = folder.file("a/b/\(existing)")
            try prepare(url, existing)
            try makeFolder(url)
            try prepare(url, existing)
            #expect(try FileManager.default.contentsOfDirectory(atPath: url.path).isEmpty)
        }
    }

    @Test func aFolderThatHoldsARunIsRefusedUntoldAndNothingInItChanges() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.configuration, to: "config.json")
        try folder.write("1", to: "log.jsonl")
        let error = #expect(throws: TrainingError.self) { try prepare(folder.url, .refuse) }
        let text = try #require(error).description
        #expect(text.contains("already holds a run (config.json, log.jsonl)"))
        #expect(text.contains("`resume`") && text.contains("`overwrite`"))
        try prepare(folder.url, .resume)
        #expect(try String(contentsOf: folder.file("log.jsonl"), encoding: .utf8) == "1")
    }

    @Test func overwritingRemovesWhatARunWroteAndNothingElse() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.configuration, to: "config.json")
        for name in ["checkpoint/deep", "figures", "plain/2024", "resume"] {
            try makeFolder(folder.file(name))
        }
        let written = [
            "log.jsonl", "results.json", "checkpoint/config.json", "resume/state.safetensors",
        ]
        let own = [
            "thesis.tex", "report.html", "table.md", "figures/a.svg", "checkpoint/notes.md",
            "plain/2024/photo.jpg",
        ]
        for name in written + own { try folder.write("1", to: name) }
        try prepare(folder.url, .overwrite)
        let left = try FileManager.default.subpathsOfDirectory(atPath: folder.url.path)
            .filter { !isDirectory(folder.file($0)) }
        #expect(left.sorted() == own.sorted())
        #expect(!FileManager.default.fileExists(atPath: folder.file("resume").path))
        let error = #expect(throws: TrainingError.self) { try prepare(folder.url, .refuse) }
        #expect(error?.description.contains("is not empty") == true)
    }

    private func isDirectory(_ url: URL) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
            && isFolder.boolValue
    }

    @Test(arguments: [false, true])
    func filesOfTheUsersOwnAreNeitherResumedNorReplaced(_ isTree: Bool) throws {
        let names =
            isTree ? ["results.json", "report.html", "table.md"] : ["config.json", "log.jsonl"]
        for name in names {
            let folder = try TemporaryFolder()
            try folder.write(#"{"model_type": "bert"}"#, to: name)
            for existing in [RunDirectory.Existing.refuse, .resume, .overwrite] {
                #expect(throws: TrainingError.self) {
                    try OutputFolder(folder.url, existing: existing, isTree: isTree).check()
                }
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == [name])
        }
    }

    @Test func whatIsReadThroughALinkIsNotReplaced() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.configuration, to: "config.json")
        try makeFolder(folder.file("checkpoint"))
        let weights = try folder.write("1", to: "checkpoint/model.safetensors")
        let other = try TemporaryFolder()
        let link = other.file("model.safetensors")
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: weights)
        let input = try InputFile(link)
        #expect(input.bytes == 1)
        let error = #expect(throws: TrainingError.self) {
            try OutputFolder(folder.url, existing: .overwrite, isTree: false)
                .removeOld(methods: [], inputs: [input])
        }
        #expect(error?.description.contains("which the run reads") == true)
        #expect(FileManager.default.fileExists(atPath: weights.path))
    }

    @Test func aFileInTheWayIsNamed() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("1", to: "file")
        for existing in [RunDirectory.Existing.refuse, .resume, .overwrite] {
            let error = #expect(throws: TrainingError.self) { try prepare(file, existing) }
            #expect(error?.description.contains("\(file.path) is a file") == true)
        }
        let error = #expect(throws: FileFailure.self) {
            try makeFolder(file.appending(path: "run"))
        }
        #expect(error?.description.contains(file.path) == true)
        #expect(try String(contentsOf: file, encoding: .utf8) == "1")
    }

    @Test func aLineOfTheLogThatIsNoRecordIsNamed() throws {
        let folder = try TemporaryFolder()
        let directory = RunDirectory(folder.url)
        let missing = #expect(throws: TrainingError.self) { try directory.taskLosses() }
        #expect(missing?.description.contains("log.jsonl cannot be read") == true)
        let line =
            #"{"format_version": 1, "step": 1, "epoch": 0.5, "loss": 3, "task_loss": 2, "penalty": 1, "#
            + #""learning_rate": 0, "gradient_norm": 0, "tokens": 1, "seconds": 0}"#
        let second = line.replacing("\"step\": 1", with: "\"step\": 2")
            .replacing("\"task_loss\": 2", with: "\"task_loss\": 5")
        try folder.write("\(second)\n\(line)\n", to: "log.jsonl")
        #expect(try directory.taskLosses() == [2, 5])
        try folder.write("\(line)\n{\n", to: "log.jsonl")
        let broken = #expect(throws: TrainingError.self) { try directory.taskLosses() }
        #expect(
            broken?.description.contains(
                "log.jsonl: line 2, column 2: is no record of a step (it ends too early)") == true)
        let odd = line.replacing("task_loss\": 2", with: "task_loss\": x")
        try folder.write("\(line)\n\(odd)\n", to: "log.jsonl")
        let wrong = #expect(throws: TrainingError.self) { try directory.taskLosses() }
        #expect(
            wrong?.description.contains(
                "line 2, column 72: is no record of a step (a value expected, found x)") == true)
        let third = line.replacing("\"step\": 1", with: "\"step\": 3")
        try folder.write("\(line)\n\(third)\n", to: "log.jsonl")
        let holed = #expect(throws: TrainingError.self) { try directory.taskLosses() }
        #expect(holed?.description.contains("lacks step 2") == true)
    }
}
