import Formats
import Foundation
import Metrics
import Tasks
import TestSupport
import Testing

@Suite struct SubmissionTests {
    private let rows = ["0", "1", "2"].map {
        Example(identifier: $0, first: "x", second: "y", target: .unknown)
    }

    private func contents(_ task: String, _ predictions: Predictions) throws -> [String] {
        let set = ExampleSet(name: "N", examples: rows)
        let file = try TaskDefinition.named(task).submissionFile(for: set, predictions: predictions)
        #expect(file.name == "N.tsv")
        #expect(file.contents.hasSuffix("\n"))
        return file.contents.split(separator: "\n").map(String.init)
    }

    @Test(arguments: [
        ("cola", ["1", "0", "1"]), ("sst-2", ["1", "0", "1"]), ("mrpc", ["1", "0", "1"]),
        ("qqp", ["1", "0", "1"]), ("wnli", ["1", "0", "1"]),
        ("rte", ["not_entailment", "entailment", "not_entailment"]),
        ("qnli", ["not_entailment", "entailment", "not_entailment"]),
    ])
    func classesAreSpelledAsTheFilesSpellThem(_ task: String, _ expected: [String]) throws {
        let lines = try contents(task, .classes([1, 0, 1], count: 2))
        let answers = expected.enumerated().map { "\($0)\t\($1)" }
        #expect(lines == ["index\tprediction"] + answers)
    }

    @Test func mnliAnswersInWords() throws {
        let lines = try contents("mnli", .classes([2, 0, 1], count: 3))
        #expect(lines == ["index\tprediction", "0\tcontradiction", "1\tentailment", "2\tneutral"])
    }

    @Test func scoresAreClippedAndHaveThreeDecimals() throws {
        let lines = try contents("sts-b", .scores([-0.2, 3.14159, 5.4]))
        #expect(lines == ["index\tprediction", "0\t0.000", "1\t3.142", "2\t5.000"])
    }

    @Test func scoreThatIsNoNumberIsRefusedWithItsRow() throws {
        let error = #expect(throws: DataError.self) {
            try contents("sts-b", .scores([1, .nan, 2]))
        }
        #expect(error?.description == "row '1' of N: the predicted score is not a number")
    }

    @Test func everyTestSetHasItsFile() throws {
        let named = ["MNLI/test_matched.tsv", "MNLI/test_mismatched.tsv", "AX/AX.tsv"]
        let folder = try TemporaryFolder()
        for name in named {
            try folder.write("index\tsentence1\tsentence2\n0\tx\ty\n", to: name)
        }
        let sets = try TaskDefinition.named("mnli").loadUnlabelled(from: folder.url)
        #expect(sets.allSatisfy { GLUESubmission.fileNames.contains($0.name + ".tsv") })
        let files = sets.map { SubmissionFile(name: $0.name + ".tsv", contents: "") }
        #expect(GLUESubmission.missing(from: files).count == 8)
        #expect(GLUESubmission.missing(from: files).contains("CoLA.tsv"))
    }
}

@Suite struct SQuADSubmissionTests {
    private let answers = [
        PredictedAnswer(
            id: "a\"1", text: "caf\u{E9} \\ \u{1}\n\u{2028}", noAnswerProbability: 1e-7),
        PredictedAnswer(id: "b", text: "", noAnswerProbability: -12.5),
    ]

    @Test func predictionsAreOneObjectThatJSONReadersRead() throws {
        let file = SQuADSubmission.predictions(answers)
        #expect(file.name == "predictions.json")
        let read = try JSONDecoder().decode([String: String].self, from: Data(file.contents.utf8))
        #expect(read == ["a\"1": answers[0].text, "b": ""])
        #expect(SQuADSubmission.predictions([]).contents == "{}\n")
        let odds = try SQuADSubmission.noAnswerProbabilities(answers)
        let numbers = try JSONDecoder().decode(
            [String: Double].self, from: Data(odds.contents.utf8))
        #expect(numbers == ["a\"1": 1e-7, "b": -12.5])
    }

    @Test func filesAreReadBackInTheirOrder() throws {
        let folder = try TemporaryFolder()
        let texts = try folder.write(
            SQuADSubmission.predictions(answers).contents, to: "predictions.json")
        let odds = try folder.write(
            SQuADSubmission.noAnswerProbabilities(answers).contents, to: "na_prob.json")
        #expect(try SQuADSubmission.answers(from: texts, probabilities: odds) == answers)
        #expect(
            try SQuADSubmission.answers(from: texts).map(\.noAnswerProbability) == [nil, nil])
    }

    @Test func whatIsMissingIsTold() throws {
        let error = #expect(throws: DataError.self) {
            try SQuADSubmission.noAnswerProbabilities([
                PredictedAnswer(id: "a", text: ""),
                PredictedAnswer(id: "b", text: "", noAnswerProbability: .nan),
            ])
        }
        #expect(
            error?.description
                == "question 'a' has no probability of no answer (and 1 more: 'b')")
        let folder = try TemporaryFolder()
        let texts = try folder.write("{\"a\": \"x\",\n\"b\": \"y\"}", to: "p.json")
        let odds = try folder.write("{\"a\": 0.5}", to: "o.json")
        let lacking = #expect(throws: DataError.self) {
            try SQuADSubmission.answers(from: texts, probabilities: odds)
        }
        #expect(lacking?.description == "\(odds.path): no probability for question 'b'")
        let twice = try folder.write("{\"a\": \"x\",\n\"a\": 3}", to: "t.json")
        let wrong = #expect(throws: DataError.self) { try SQuADSubmission.answers(from: twice) }
        #expect(
            wrong?.problems.map(\.message) == [
                "question 'a' occurs twice", "a string expected, found 3",
            ])
        #expect(wrong?.problems.map(\.line) == [nil, 2])
    }
}

@Suite struct ArchiveTests {
    /// Written once with Python's zipfile from the same two files, and compared by hand.
    @Test func archiveHoldsItsFilesAndItsDirectory() throws {
        let files = [
            SubmissionFile(name: "A.tsv", contents: "index\tprediction\n"),
            SubmissionFile(name: "\u{E9}.tsv", contents: ""),
        ]
        let bytes = [UInt8](GLUESubmission.archive(files))
        func number(_ place: Int, _ count: Int) -> Int {
            (0..<count).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
        }
        let end = bytes.count - 22
        #expect(number(end, 4) == 0x0605_4B50)
        #expect(number(end + 10, 2) == 2)
        var entry = number(end + 16, 4)
        for file in files {
            #expect(number(entry, 4) == 0x0201_4B50)
            let (size, nameSize) = (number(entry + 24, 4), number(entry + 28, 2))
            let local = number(entry + 42, 4)
            #expect(number(local, 4) == 0x0403_4B50)
            #expect(
                bytes[(local + 4)..<(local + 30)].elementsEqual(bytes[(entry + 6)..<(entry + 32)]))
            let name = bytes[(local + 30)..<(local + 30 + nameSize)]
            let data = bytes[(local + 30 + nameSize)...].prefix(size)
            #expect(String(decoding: name, as: UTF8.self) == file.name)
            #expect(String(decoding: data, as: UTF8.self) == file.contents)
            #expect(number(local + 14, 4) == Int(crc32(data)))
            entry += 46 + nameSize
        }
        #expect(entry == end)
    }
}
