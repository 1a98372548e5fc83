import Foundation
import IsotropyCommands
import TaskArchives
import TestSupport
import Testing

struct DataListTests {
    @Test func everyTaskHasItsKindItsRowsAndAPlace() throws {
        let folder = try TemporaryFolder()
        let archives = TaskArchives(environment: [:], output: folder.url)
        let place = folder.url.appending(path: "rte")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        for file in ["train.tsv", "dev.tsv", "test.tsv"] {
            try Data().write(to: place.appending(path: file))
        }
        let rows = taskRows(archives)
        let rte = try #require(rows.first { $0.name == "rte" })
        #expect(rte.kind == "pairs, 2 classes" && rte.folder == place.path)
        #expect(rte.rows == ["train": 2490, "development": 277, "RTE": 3000])
        let mrpc = try #require(rows.first { $0.name == "mrpc" })
        #expect(mrpc.canBeFetched && mrpc.folder == nil)
        let lines = taskTable(rows).split(separator: "\n")
        #expect(lines.count == rows.count)
        #expect(lines.contains { $0.hasPrefix("squad-2 ") && $0.contains("130319 / 11873") })
        #expect(lines.contains { $0.hasPrefix("mrpc ") && $0.hasSuffix("(isotropy data get)") })
    }

    @Test func onlyKnownTasksAreFetched() throws {
        let answer = try #require(Answer(["data", "get", "glue"]))
        #expect(answer.code == 64 && answer.text.contains("no task is named 'glue'"))
        #expect(try #require(Answer(["data", "get"])).code == 64)
    }
}
