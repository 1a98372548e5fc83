import Foundation
import Tasks
import TestSupport
import Testing

/// GLUE's tasks in small files of exactly the official layouts.
@Suite struct GLUETests {
    /// Each row of a table is written with tabs between its cells.
    private func table(_ rows: [String]...) -> String {
        rows.map { $0.joined(separator: "\t") + "\n" }.joined()
    }

    private func load(_ task: String, _ files: [String: String]) throws -> TaskData {
        let folder = try TemporaryFolder()
        for (name, text) in files { try folder.write(text, to: name) }
        return try TaskDefinition.named(task).load(from: folder.url)
    }

    @Test func colaHasNoHeaderAndFourColumns() throws {
        let text = table(
            ["gj04", "1", "", "The door opened quietly."],
            ["gj04", "0", "*", "The opened door quietly the."])
        let data = try load("cola", ["CoLA/train.tsv": text, "CoLA/dev.tsv": text])
        #expect(
            data.train == [
                Example(identifier: "0", first: "The door opened quietly.", target: .label(1)),
                Example(identifier: "1", first: "The opened door quietly the.", target: .label(0)),
            ])
        #expect(data.development == data.train)
    }

    @Test func sst2KeepsTheSpaceBeforeTheTab() throws {
        let text = table(["sentence", "label"], ["a dull evening ", "0"], ["warm and wry ", "1"])
        let data = try load("sst-2", ["train.tsv": text, "dev.tsv": text])
        #expect(data.train.map(\.first) == ["a dull evening ", "warm and wry "])
        #expect(data.train.map(\.target) == [.label(0), .label(1)])
    }

    @Test func stsbReadsItsScoresByName() throws {
        let header = [
            "index", "genre", "filename", "year", "old_index", "source1", "source2", "sentence1",
            "sentence2", "score",
        ]
        let start = ["main-captions", "MSRvid", "2012test", "0001", "none", "none"]
        let text = table(
            header, ["0"] + start + ["A cat.", "A \"dog\".", "5.000"],
            ["1"] + start + ["A cat.", "A car.", "0.25"])
        let data = try load("sts-b", ["STS-B/train.tsv": text, "STS-B/dev.tsv": text])
        #expect(
            data.train == [
                Example(identifier: "0", first: "A cat.", second: "A \"dog\".", target: .value(5)),
                Example(identifier: "1", first: "A cat.", second: "A car.", target: .value(0.25)),
            ])
        let error = #expect(throws: DataError.self) {
            let high = text.replacingOccurrences(of: "5.000", with: "5.001")
            return try load("sts-b", ["train.tsv": text, "dev.tsv": high])
        }
        #expect(error?.problems.map(\.message) == ["'5.001' lies outside the range 0.0 to 5.0"])
    }

    private let qqp = [
        ["id", "qid1", "qid2", "question1", "question2", "is_duplicate"],
        ["133273", "213221", "213222", "How do I bake?", "How is bread made?", "1"],
        ["402555", "536040", "536041", "Why is it late?", "Who is late?", "0"],
    ]

    @Test func qqpIsReadByItsHeader() throws {
        let text = table(qqp[0], qqp[1], qqp[2])
        let data = try load("qqp", ["QQP/train.tsv": text, "QQP/dev.tsv": text])
        #expect(
            data.train.first
                == Example(
                    identifier: "133273", first: "How do I bake?", second: "How is bread made?",
                    target: .label(1)))
        #expect(data.train.map(\.target) == [.label(1), .label(0)])
    }

    /// The first archive of QQP had questions with line breaks, which tear rows apart.
    @Test func tornRowsOfQQPAreToldWithTheirLines() throws {
        let whole = table(qqp[0], qqp[1], qqp[2])
        let torn = whole + "7\t8\t9\t\"Was it\n\twhere?\t0\n"
        let error = #expect(throws: DataError.self) {
            try load("qqp", ["train.tsv": torn, "dev.tsv": whole])
        }
        #expect(
            error?.description.hasSuffix(
                "train.tsv: line 4: too few columns: 4, not 6 (and 1 more: line 5)") == true)
    }

    /// The columns of MNLI's files, whose numbers of labels differ.
    private func mnli(labels: Int, _ rows: [(String, String, String)]) -> String {
        let parses = ["binary1", "binary2", "parse1", "parse2"]
        let names = (1...5).prefix(labels).map { "label\($0)" }
        let header =
            ["index", "promptID", "pairID", "genre", "sentence1_binary_parse"]
            + ["sentence2_binary_parse", "sentence1_parse", "sentence2_parse"]
            + ["sentence1", "sentence2"] + names + ["gold_label"]
        let lines = rows.enumerated().map { index, row in
            ["\(index)", "31193", "31193n", "fiction"] + parses + [row.0, row.1]
                + names.map { _ in "neutral" } + [row.2]
        }
        return ([header] + lines).map { $0.joined(separator: "\t") + "\n" }.joined()
    }

    @Test func mnliHasTwoDevelopmentSets() throws {
        let files = [
            "MNLI/train.tsv": mnli(
                labels: 1,
                [("a", "b", "neutral"), ("c", "d", "entailment"), ("e", "f", "contradiction")]),
            "MNLI/dev_matched.tsv": mnli(
                labels: 5, [("m", "n", "entailment"), ("o", "p", "neutral")]),
            "MNLI/dev_mismatched.tsv": mnli(labels: 5, [("q", "r", "contradiction")]),
        ]
        let data = try load("mnli", files)
        #expect(data.train.map(\.target) == [.label(1), .label(0), .label(2)])
        #expect(data.development.map(\.first) == ["m", "o"])
        #expect(
            data.furtherDevelopment == [
                ExampleSet(
                    name: "mismatched",
                    examples: [Example(identifier: "0", first: "q", second: "r", target: .label(2))]
                )
            ])
        let error = #expect(throws: DataError.self) {
            try load("mnli", files.filter { !$0.key.contains("mismatched") })
        }
        #expect(error?.description.contains("dev_mismatched.tsv not found") == true)
    }

    @Test(arguments: [
        ("qnli", "question", "sentence", ["not_entailment", "entailment"], [1, 0]),
        ("rte", "sentence1", "sentence2", ["entailment", "not_entailment"], [0, 1]),
        ("wnli", "sentence1", "sentence2", ["1", "0"], [1, 0]),
    ])
    func pairsAreReadByHeader(
        _ task: String, _ first: String, _ second: String, _ labels: [String], _ classes: [Int]
    ) throws {
        let text = table(
            ["index", first, second, "label"], ["0", "a", "b", labels[0]],
            ["1", "c", "d", labels[1]])
        let data = try load(task, ["train.tsv": text, "dev.tsv": text])
        #expect(data.train.map(\.target) == classes.map(Target.label))
        #expect(data.train.map(\.first) == ["a", "c"])
        #expect(data.train.map(\.second) == ["b", "d"])
    }
}
