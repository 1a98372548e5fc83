import Foundation
import IsotropyCommands
import Tasks
import TestSupport
import Testing
import Tokenization

/// What `data check` says of small files.
struct DataCheckTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: folder.url.appending(path: name))
    }

    private func writePairs() throws {
        let header = "index\tsentence1\tsentence2"
        let rows = ["It rained hard.\tIt rained.\t1", "It rained.\tRain.\t0", "Hard rain.\tIt.\t1"]
        let numbered = rows.enumerated().map { "\($0)\t\($1)" }.joined(separator: "\n")
        try write("\(header)\tlabel\n\(numbered)\n", to: "train.tsv")
        try write("\(header)\tlabel\n0\tIt.\tRain.\t0\n1\tRain.\tIt.\t1\n", to: "dev.tsv")
    }

    private func report(_ task: String) throws -> DataReport {
        try DataReport(try KnownTask.named(task), from: folder.url)
    }

    /// Of whole words, and of the pieces `ra` and `in`.
    private func tokenizer() throws -> Tokenizer {
        let place = folder.url.appending(path: "model")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        let words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "it", "hard", "ra", "##in", "."]
        try write(words.joined(separator: "\n") + "\n", to: "model/vocab.txt")
        try write(
            #"{"do_lower_case": true, "tokenizer_class": "BertTokenizer"}"#,
            to: "model/tokenizer_config.json")
        return try Tokenizer(contentsOf: place)
    }

    @Test func rowsAndClassesOfEveryPartAreComparedWithTheOfficialOnes() throws {
        try writePairs()
        try write("index\tsentence1\tsentence2\n0\tIt.\tRain.\n", to: "test.tsv")
        let report = try report("wnli")
        #expect(report.parts.map(\.name) == ["train", "development", "WNLI"])
        #expect(report.parts.map(\.rows) == [3, 2, 1])
        #expect(report.parts[0].classes.map(\.label) == ["not_entailment", "entailment"])
        #expect(report.parts.map { $0.classes.map(\.rows) } == [[1, 2], [1, 1], []])
        #expect(report.missing == [])
        #expect(
            report.differences == [
                "wnli, train: 3 rows, not 635", "wnli, development: 2 rows, not 71",
                "wnli, WNLI: 1 rows, not 146",
            ])
    }

    @Test func aTestSetMayBeMissingButNotBeWrong() throws {
        try writePairs()
        let missing = try report("wnli").missing
        #expect(missing.count == 1 && missing[0].hasPrefix("test.tsv not found; looked in "))
        try write("index\tsentence1\n0\tIt.\n", to: "test.tsv")
        let error = try #require(throws: DataError.self) { try report("wnli") }
        #expect(error.problems[0].message.description.hasPrefix("no column 'sentence2'"))
        try write("index\tsentence1\tsentence2\tlabel\n0\tIt.\tRain.\t2\n", to: "dev.tsv")
        let both = try #require(throws: DataError.self) { try report("wnli") }
        #expect(both.problems[0].message.description.hasPrefix("label '2'"))
    }

    @Test func tokensOfRowsAreCountedWhole() throws {
        try writePairs()
        var report = try report("wnli")
        #expect(report.parts[0].tokens == nil && report.seconds.tokenizing == nil)
        try report.tokenize(
            with: try tokenizer(), named: "small", maximumLength: 10, stride: 0)
        // [CLS], two [SEP], and of the first row: it [UNK] hard . and it [UNK] .
        #expect(report.parts[0].tokens == TokenLengths([10, 9, 9], limit: 10))
        #expect(report.parts[1].tokens == TokenLengths([8, 8], limit: 10))
        #expect(report.tokenization?.stride == nil && report.seconds.tokenizing != nil)
        #expect(
            report.text.hasSuffix(
                """
                part         rows  not_entailment  entailment
                train           3               1           2
                development     2               1           1

                \(report.missing[0])

                not the official files:
                  wnli, train: 3 rows, not 635
                  wnli, development: 2 rows, not 71

                tokens of small  median  longest  above 10
                train                 9       10         0
                development           8        8         0
                """), "\(report.text)")
    }

    @Test func theMedianOfAnEvenCountLiesBetweenTheMiddleTwo() {
        let lengths = TokenLengths([7, 3, 12, 4], limit: 4)
        #expect(lengths.median == 5.5 && lengths.longest == 12 && lengths.aboveLimit == 2)
        #expect(TokenLengths([3], limit: 2).median == 3)
    }

    @Test func answersAreLookedForInTheTokensOfTheirWindows() throws {
        let train = #"{"text": "It rain", "answer_start": 0}"#
        let dev = #"{"text": "ard", "answer_start": 9}, {"text": "hard", "answer_start": 8}"#
        for (name, answers) in [("train", train), ("dev", dev)] {
            try write(
                """
                {"data": [{"paragraphs": [{"context": "It rain hard it rain",
                "qas": [{"id": "\(name)", "question": "rain", "answers": [\(answers)]}]}]}]}
                """, to: "\(name)-v1.1.json")
        }
        var report = try report("squad")
        // Seven tokens of text; three of them fit beside the question's two and the added ones.
        try report.tokenize(with: try tokenizer(), named: "small", maximumLength: 8, stride: 1)
        #expect(report.parts.map(\.windows) == [3, 3])
        #expect(report.parts.map(\.tokens) == [12, 12].map { TokenLengths([$0], limit: 8) })
        #expect(report.parts[0].answers?.counts == [.exact: 1])
        #expect(report.parts[1].answers?.counts == [.exact: 1, .beginsInsideToken: 1])
        #expect(report.parts[1].answers?.reachable == 1)
        #expect(
            report.text.hasSuffix(
                """
                answers from their tokens                train   development
                exactly                           1 (100.00 %)   1 (50.00 %)
                begins inside a token               0 (0.00 %)   1 (50.00 %)
                right to the official evaluation  1 (100.00 %)   1 (50.00 %)
                questions with a right answer     1 (100.00 %)  1 (100.00 %)

                begins inside a token, dev: 'ard' is read as 'hard'
                """), "\(report.text)")
        let object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(report))
        let parts = try #require((object as? [String: Any])?["parts"] as? [[String: Any]])
        let answers = try #require(parts[1]["answers"] as? [String: Any])
        #expect(answers["counts"] as? [String: Int] == ["exact": 1, "begins_inside_token": 1])
    }

    @Test func questionsWithoutAnswersAreCountedAndNotLookedFor() throws {
        for name in ["train", "dev"] {
            try write(
                """
                {"data": [{"paragraphs": [{"context": "It rain", "qas": [
                {"id": "1", "question": "it", "answers": [], "is_impossible": true},
                {"id": "2", "question": "it", "answers": [{"text": "It", "answer_start": 0}]}
                ]}]}]}
                """, to: "\(name)-v2.0.json")
        }
        var report = try report("squad-2")
        #expect(report.parts[1].classes.map(\.label) == ["answerable", "impossible"])
        #expect(report.parts[1].classes.map(\.rows) == [1, 1])
        try report.tokenize(with: try tokenizer(), named: "small", maximumLength: nil, stride: 128)
        #expect(report.tokenization?.maximumLength == 384 && report.parts[1].windows == 2)
        let answers = try #require(report.parts[1].answers)
        #expect(answers.counts == [.exact: 1])
        #expect(answers.answerable == 1 && answers.reachable == 1)
    }

    @Test func furtherDevelopmentSetsAreParts() throws {
        let header = "index\tsentence1\tsentence2\tgold_label"
        let rows = "0\tIt.\tRain.\tneutral\n1\tIt.\tRain.\tentailment\n"
        for name in ["train", "dev_matched", "dev_mismatched"] {
            try write("\(header)\n\(rows)", to: "\(name).tsv")
        }
        let report = try report("mnli")
        #expect(report.parts.map(\.name) == ["train", "development", "mismatched"])
        #expect(report.parts.allSatisfy { $0.classes.map(\.rows) == [1, 1, 0] })
        #expect(report.differences.contains("mnli, mismatched: 2 rows, not 9832"))
        #expect(report.missing.count == 2)
    }

    @Test(arguments: [
        "nonsense", "custom", "rte --stride -1 --model minilm", "rte --max-length 9",
        "rte --stride 2", "rte --revision main", "rte --model minilm --max-length 0", "",
    ])
    func aWrongUsageIsRefused(_ arguments: String) throws {
        let words = arguments.split(separator: " ").map(String.init)
        #expect(try #require(Answer(["data", "check"] + words)).code == 64)
    }

    @Test func aRightUsageIsTaken() {
        #expect(Answer(["data", "check", "SQuAD", "-m", "minilm", "--stride", "0"]) == nil)
        #expect(Answer(["data", "check", "rte", "-d", "x", "--json"]) == nil)
    }
}
