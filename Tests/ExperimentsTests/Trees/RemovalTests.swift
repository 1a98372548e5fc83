import Experiments
import Foundation
import Models
import TestSupport
import Testing

struct RemovalTests {
    private let folder: TemporaryFolder
    private let items = ["results.json", "plain/1", "plain/2", "figures/a.svg"]

    init() throws {
        folder = try TemporaryFolder()
        for name in ["plain/1", "plain/2", "isobn/1"] {
            try FileManager.default.createDirectory(
                at: folder.file("\(name)/checkpoint"), withIntermediateDirectories: true)
            for file in [
                "config.json", "log.jsonl", "results.json", "checkpoint/model.safetensors",
            ] {
                try folder.write("{}", to: "\(name)/\(file)")
            }
        }
        try FileManager.default.createDirectory(
            at: folder.file("figures"), withIntermediateDirectories: true)
        for name in ["results.json", "figures/a.svg", "figures/own.png", "thesis.tex"] {
            try folder.write("1", to: name)
        }
    }

    private var names: [String] {
        get throws { try FileManager.default.subpathsOfDirectory(atPath: folder.url.path).sorted() }
    }

    private var kept: [String] {
        [
            "figures", "figures/own.png", "isobn", "isobn/1", "isobn/1/checkpoint",
            "isobn/1/checkpoint/model.safetensors", "isobn/1/config.json", "isobn/1/log.jsonl",
            "isobn/1/results.json", "thesis.tex",
        ]
    }

    @Test func whatIsNamedGoesAndAllElseStays() throws {
        try Removal(in: folder.url).remove(items)
        #expect(try names == kept)
        try Removal(in: folder.url).remove([])
        #expect(try names == kept)
    }

    /// A kill after each rename, and after each file that is deleted: what is left is no run, and is
    /// removed by the next start.
    @Test(arguments: 0...6) func aRemovalThatWasBrokenOffIsCompleted(_ done: Int) throws {
        let hidden = folder.file(Removal.folderName)
        try FileManager.default.createDirectory(at: hidden, withIntermediateDirectories: true)
        try writeJSON(RemovedItems(items: items), to: hidden.appending(path: "names"))
        for (number, item) in items.prefix(done).enumerated() {
            try FileManager.default.moveItem(
                at: folder.file(item), to: hidden.appending(path: "\(number)"))
        }
        if done > 4 {
            try FileManager.default.removeItem(at: hidden.appending(path: "1/config.json"))
        }
        if done > 5 { try FileManager.default.removeItem(at: hidden.appending(path: "names")) }
        let error = #expect(throws: TrainingError.self) { try FinishedRun.all(in: folder.url) }
        #expect(error?.description.contains("`overwrite` was interrupted") == true)
        let refused = #expect(throws: TrainingError.self) {
            try OutputFolder(folder.url, existing: .refuse, isTree: true).check()
        }
        #expect(refused?.description.contains("`overwrite` was interrupted") == true)
        let removal = Removal(in: folder.url)
        #expect(removal.isUnfinished)
        try removal.complete()
        #expect(!removal.isUnfinished)
        #expect(try names.filter { $0 != "plain" } == kept)
    }

    /// A kill before the list is there: nothing has gone, and nothing is said to have.
    @Test func aRemovalWithoutItsListHasNotBegun() throws {
        let before = try names
        let hidden = folder.file(Removal.folderName)
        try FileManager.default.createDirectory(at: hidden, withIntermediateDirectories: true)
        try Data("[".utf8).write(to: hidden.appending(path: ".names.12-1.tmp"))
        #expect(!Removal(in: folder.url).isUnfinished)
        try Removal(in: folder.url).complete()
        #expect(try names == before)
    }

    @Test(arguments: ["../other", "/etc/passwd", "a/../../b", "."])
    func namesThatLeaveTheFolderAreRefused(_ item: String) throws {
        let hidden = folder.file(Removal.folderName)
        try FileManager.default.createDirectory(at: hidden, withIntermediateDirectories: true)
        try writeJSON(RemovedItems(items: [item]), to: hidden.appending(path: "names"))
        let error = #expect(throws: TrainingError.self) { try Removal(in: folder.url).complete() }
        #expect(error?.description.contains(item) == true)
    }
}
