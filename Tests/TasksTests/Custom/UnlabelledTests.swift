import Foundation
import Tasks
import TestSupport
import Testing

@Suite struct UnlabelledTests {
    private func sets(_ task: String, _ files: [String: String]) throws -> [ExampleSet] {
        let folder = try TemporaryFolder()
        for (name, text) in files { try folder.write(text, to: name) }
        return try TaskDefinition.named(task).loadUnlabelled(from: folder.url)
    }

    @Test(arguments: [
        ("cola", "CoLA", "index\tsentence\n0\tx\n1\ty\n", false),
        ("sst-2", "SST-2", "index\tsentence\n0\tx\n1\ty\n", false),
        (
            "mrpc", "MRPC",
            "\u{FEFF}index\t#1 ID\t#2 ID\t#1 String\t#2 String\n0\t9\t8\tx\tp\n1\t7\t6\ty\tq\n",
            true
        ),
        (
            "sts-b", "STS-B",
            "index\tgenre\tfilename\tyear\told_index\tsource1\tsource2\tsentence1\tsentence2\n"
                + "0\ta\tb\tc\td\te\tf\tx\tp\n1\ta\tb\tc\td\te\tf\ty\tq\n", true
        ),
        ("qqp", "QQP", "id\tquestion1\tquestion2\n0\tx\tp\n1\ty\tq\n", true),
        ("qnli", "QNLI", "index\tquestion\tsentence\n0\tx\tp\n1\ty\tq\n", true),
        ("rte", "RTE", "index\tsentence1\tsentence2\n0\tx\tp\n1\ty\tq\n", true),
        ("wnli", "WNLI", "index\tsentence1\tsentence2\n0\tx\tp\n1\ty\tq\n", true),
    ])
    func testFileIsReadInItsOwnLayout(
        _ task: String, _ folder: String, _ text: String, _ isPair: Bool
    ) throws {
        let expected = [("0", "x", "p"), ("1", "y", "q")].map {
            Example(identifier: $0, first: $1, second: isPair ? $2 : nil, target: .unknown)
        }
        #expect(
            try sets(task, [folder + "/test.tsv": text]) == [
                ExampleSet(name: folder, examples: expected)
            ])
    }

    private let pairs = "index\tsentence1\tsentence2\n0\tx\tp\n"

    @Test(arguments: [nil, "AX/AX.tsv", "diagnostic/diagnostic.tsv", "MNLI/AX.tsv"])
    func mnliHasTwoTestSetsAndTheDiagnosticWhereItIsThere(_ diagnostic: String?) throws {
        var files = ["MNLI/test_matched.tsv": pairs, "MNLI/test_mismatched.tsv": pairs]
        if let diagnostic { files[diagnostic] = pairs }
        let names = try sets("mnli", files).map(\.name)
        #expect(names == ["MNLI-m", "MNLI-mm"] + (diagnostic == nil ? [] : ["AX"]))
    }

    @Test func missingTestFileIsToldWithWhereItWasLookedFor() throws {
        let folder = try TemporaryFolder()
        try folder.write(pairs, to: "MNLI/test_matched.tsv")
        let path = folder.url.path
        let error = #expect(throws: DataError.self) {
            try TaskDefinition.named("mnli").loadUnlabelled(from: folder.url)
        }
        #expect(
            error?.description
                == "test_mismatched.tsv not found; looked in \(path) and \(path)/MNLI")
    }

    @Test func malformedTestRowIsToldWithItsLine() throws {
        let error = #expect(throws: DataError.self) {
            try sets("rte", ["test.tsv": pairs + "1\tx\n"])
        }
        #expect(error?.problems.map(\.line) == [3])
    }

    @Test func tasksWithPublicTestLabelsHaveNoneToPredict() throws {
        for task in ["reviews", "sst-5", "sst-5-scores"] { #expect(try sets(task, [:]).isEmpty) }
    }
}
