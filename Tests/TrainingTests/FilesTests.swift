import Files
import Foundation
import TestSupport
import Testing
import Training

struct FilesTests {
    private struct Row: Codable, Equatable {
        var step: Int
    }

    private static let lines = Data("{\"step\":1}\n{\"step\":2}\n".utf8)

    @Test func aFileOfLinesBeginsWithItsContentsAndGoesOn() throws {
        let folder = try TemporaryFolder()
        let url = try folder.write("{\"step\":1}\n{\"st", to: "log")
        let lines = try JSONLines(url, contents: Self.lines)
        try lines.append(Row(step: 7))
        try lines.synchronize()
        let text = try String(contentsOf: url, encoding: .utf8)
        #expect(text == "{\"step\":1}\n{\"step\":2}\n{\"step\":7}\n")
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
        let text = "{\"step\":1}\nnonsense\n\n{\"step\":4}\n{\"st"
        let lines = RecordLines<Row>(Data(text.utf8))
        #expect(lines.records.map(\.record.step) == [1, 4])
        #expect(lines.records.map(\.line) == [1, 4])
        #expect(lines.damaged == [2, 3, 5])
        #expect(RecordLines<Row>(Data()).damaged.isEmpty)
    }

    private func prepare(_ url: URL, _ existing: RunDirectory.Existing) throws {
        try makeFolder(url)
        try RunDirectory.prepare(url, existing: existing, owned: RunDirectory.ownedNames)
    }

    @Test func aNewOrEmptyFolderIsMadeReady() throws {
        let folder = try TemporaryFolder()
        for existing in [RunDirectory.Existing.refuse, .resume, .overwrite] {
            let url = folder.file("a/b/\(existing)")
            try prepare(url, existing)
            try prepare(url, existing)
            #expect(try FileManager.default.contentsOfDirectory(atPath: url.path).isEmpty)
        }
    }

    @Test func aFolderThatHoldsARunIsRefusedUntoldAndNothingInItChanges() throws {
        let folder = try TemporaryFolder()
        try folder.write("1", to: "log.jsonl")
        let error = #expect(throws: TrainingError.self) { try prepare(folder.url, .refuse) }
        let text = try #require(error).description
        #expect(text.contains("already holds a run (log.jsonl)"))
        #expect(text.contains("--resume") && text.contains("--overwrite"))
        try prepare(folder.url, .resume)
        #expect(try String(contentsOf: folder.file("log.jsonl"), encoding: .utf8) == "1")
    }

    @Test func overwritingRemovesWhatARunWroteAndNothingElse() throws {
        let folder = try TemporaryFolder()
        for name in ["log.jsonl", "results.json", "thesis.tex"] { try folder.write("1", to: name) }
        try FileManager.default.createDirectory(
            at: folder.file("checkpoint/deep"), withIntermediateDirectories: true)
        try prepare(folder.url, .overwrite)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["thesis.tex"])
        let error = #expect(throws: TrainingError.self) { try prepare(folder.url, .refuse) }
        #expect(error?.description.contains("is not empty") == true)
    }

    @Test func aFileInTheWayIsNamed() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("1", to: "file")
        for existing in [RunDirectory.Existing.refuse, .resume, .overwrite] {
            let error = #expect(throws: TrainingError.self) {
                try RunDirectory.check(file, existing: existing, owned: RunDirectory.ownedNames)
            }
            #expect(error?.description.contains("\(file.path) is a file") == true)
        }
        let error = #expect(throws: FileFailure.self) {
            try prepare(file.appending(path: "run"), .refuse)
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
            #"{"step": 1, "epoch": 0.5, "loss": 3, "task_loss": 2, "penalty": 1, "#
            + #""learning_rate": 0, "gradient_norm": 0, "tokens": 1, "seconds": 0}"#
        let second = line.replacing("\"step\": 1", with: "\"step\": 2")
            .replacing("\"task_loss\": 2", with: "\"task_loss\": 5")
        try folder.write("\(second)\n\(line)\n", to: "log.jsonl")
        #expect(try directory.taskLosses() == [2, 5])
        try folder.write("\(line)\n{\n", to: "log.jsonl")
        let broken = #expect(throws: TrainingError.self) { try directory.taskLosses() }
        #expect(broken?.description.contains("log.jsonl:2") == true)
        let third = line.replacing("\"step\": 1", with: "\"step\": 3")
        try folder.write("\(line)\n\(third)\n", to: "log.jsonl")
        let holed = #expect(throws: TrainingError.self) { try directory.taskLosses() }
        #expect(holed?.description.contains("lacks step 2") == true)
    }
}
