import Foundation
import Tasks
import Testing

/// The benchmarks' own files are not part of the repository: `ISOTROPY_GLUE` names the folder that
/// holds `RTE`, `MRPC` and so on. Tasks whose folder is missing there are passed over.
private let glue = ProcessInfo.processInfo.environment["ISOTROPY_GLUE"].map {
    URL(fileURLWithPath: $0)
}

@Suite(.enabled(if: glue != nil, "needs GLUE's files: set ISOTROPY_GLUE to their folder"))
struct OfficialFilesTests {
    private static let folders = [
        "cola": "CoLA", "sst-2": "SST-2", "mrpc": "MRPC", "sts-b": "STS-B", "qqp": "QQP",
        "mnli": "MNLI", "qnli": "QNLI", "rte": "RTE", "wnli": "WNLI", "sst-5": "SST-5",
    ]

    private static var present: [String] {
        guard let glue else { return [] }
        return folders.keys.sorted().filter { task in
            let folder = glue.appendingPathComponent(folders[task] ?? "")
            return ["train.tsv", "train.txt"].contains {
                FileManager.default.fileExists(atPath: folder.appendingPathComponent($0).path)
            }
        }
    }

    @Test(arguments: present)
    func countsAreTheOfficialOnes(_ name: String) throws {
        let data = try TaskDefinition.named(name).load(from: #require(glue))
        let counts = try #require(OfficialCounts.of(name))
        // A part of exactly 2000 rows is a sample of the official one.
        let differences = counts.differences(from: data).filter { !$0.contains(" 2000 rows") }
        #expect(differences == [])
    }

    private static var hasSQuAD: Bool {
        let file = glue?.appendingPathComponent("SQuAD/train-v1.1.json")
        return file.map { FileManager.default.fileExists(atPath: $0.path) } ?? false
    }

    @Test(.enabled(if: hasSQuAD, "needs SQuAD's files in the folder SQuAD there"))
    func everyAnswerOfSQuADStandsAtItsPlace() throws {
        let data = try QuestionTask.all[0].load(from: #require(glue))
        #expect(try #require(OfficialCounts.of("squad")).differences(from: data) == [])
        for question in data.development {
            let context = Array(question.context.utf8)
            for answer in question.answers {
                #expect(context[answer.bytes].elementsEqual(answer.text.utf8))
            }
        }
    }
}
