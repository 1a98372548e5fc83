import Foundation
import TestSupport
import Testing

import Tasks

struct TaskNameTests {
    @Test(arguments: [
        ("/a/opinions.csv", "opinions"), ("/a/opinions.v2.jsonl.gz", "opinions.v2"),
        ("/a/mine/train.csv", "mine"), ("/a/X.CSV", "X"), ("/a/x.ndjson", "x"), ("/a/x.tab", "x"),
        ("/a/mine/TRAIN.tsv.gz", "mine"), ("/a/b/rows", "rows"),
        ("/train.csv", "custom"), ("/a/rte.csv", "custom"), ("/a/SQuAD/train.json", "custom"),
        ("/dev/fd/5", "custom"), ("/a/\u{7}.csv", "custom"),
    ])
    func theNameIsTheFilesOrItsFolders(_ path: String, _ name: String) {
        #expect(TaskName.usual(for: URL(filePath: path)) == name)
    }

    @Test func aNameIsNoKnownTasksAndCanBeShown() {
        #expect(TaskName.objection(to: "opinions of 2024") == nil)
        #expect(TaskName.objection(to: "custom") == nil)
        #expect(TaskName.objection(to: " \u{200B}") == "is empty")
        #expect(TaskName.objection(to: "a\nb") == "has a character that is not seen")
        #expect(TaskName.objection(to: "a\u{202E}b") == "has a character that is not seen")
        #expect(TaskName.objection(to: " rte") == "begins or ends with white space")
        #expect(
            TaskName.objection(to: String(repeating: "é", count: 81))
                == "has 81 characters, of at most 80")
        #expect(
            "\(TaskName.objection(to: "RTE") as Any)".contains("is a task that isotropy knows"))
    }

    @Test func aClassForEachNumberIsARegression() throws {
        let folder = try TemporaryFolder()
        let rows = (0..<60).map { "text \($0)\t\(Double($0) * 1.25)\n" }.joined()
        let file = try folder.write("text\tlabel\n" + rows, to: "prices.tsv")
        let error = #expect(throws: DataError.self) {
            try CustomLayout(heldOut: HeldOutRows(share: 0.1)).load(train: file, development: nil)
        }
        #expect(
            error?.description
                == "\(file.path): 60 rows have 60 different labels, all numbers: `kind` regression learns "
                + "numbers as scores")
        let scores = try CustomLayout(
            kind: .regression, label: "label", heldOut: HeldOutRows(share: 0.1)
        )
        .load(train: file, development: nil)
        #expect(scores.data.development.count == 6)
    }
}
