import Foundation
import TestSupport
import Testing
import Training

struct FilesTests {
    private struct Row: Codable, Equatable {
        var step: Int
    }

    @Test func aCutLastLineIsDroppedAndTheFileGoesOn() throws {
        let folder = try TemporaryFolder()
        let url = try folder.write("{\"step\":1}\n{\"step\":2}\n{\"step\":3}\n{\"st", to: "log")
        let lines = try JSONLines(url, of: Row.self) { $0.step <= 2 }
        try lines.append(Row(step: 7))
        #expect(try TinyRun.lines(url, of: Row.self).map(\.step) == [1, 2, 7])
        let text = try String(contentsOf: url, encoding: .utf8)
        #expect(text == "{\"step\":1}\n{\"step\":2}\n{\"step\":7}\n")
    }

    @Test func aMissingFileIsMadeAndEachLineIsThereAtOnce() throws {
        let folder = try TemporaryFolder()
        let lines = try JSONLines(folder.file("log"), of: Row.self) { _ in true }
        #expect(try Data(contentsOf: folder.file("log")).isEmpty)
        try lines.append(Row(step: 1))
        #expect(try TinyRun.lines(folder.file("log"), of: Row.self) == [Row(step: 1)])
    }

    private func prepare(_ url: URL, _ existing: RunDirectory.Existing) throws(TrainingError) {
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
            let error = #expect(throws: TrainingError.self) { try prepare(file, existing) }
            #expect(error?.description.contains("\(file.path) is a file") == true)
        }
        #expect(throws: TrainingError.self) { try prepare(file.appending(path: "run"), .refuse) }
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
        try folder.write("\(line)\n\(line)\n", to: "log.jsonl")
        #expect(try directory.taskLosses() == [2, 2])
        try folder.write("\(line)\n{\n", to: "log.jsonl")
        let broken = #expect(throws: TrainingError.self) { try directory.taskLosses() }
        #expect(broken?.description.contains("log.jsonl:2") == true)
    }
}
