import Foundation
import Metrics
import Tasks
import TestSupport
import Testing

struct GivenPredictionsTests {
    private func rows(_ targets: [Target]) -> [Example] {
        targets.enumerated().map { Example(identifier: "r\($0)", first: "x", target: $1) }
    }

    @Test(arguments: [
        ("p.tsv", "id\tprediction\ttarget\nr0\tacceptable\tx\nr1\tunacceptable\ty\n"),
        ("p.tsv", "index\tprediction\nr0\t1\nr1\t0\n"),
        (
            "p.jsonl",
            "{\"id\": \"r0\", \"prediction\": \"acceptable\"}\n"
                + "{\"id\": \"r1\", \"prediction\": 0}\n"
        ),
    ])
    func classesAreLabelsOrAsTheTasksFilesSpellThem(_ name: String, _ text: String) throws {
        let folder = try TemporaryFolder()
        let found = try TaskDefinition.named("cola").comparison(
            from: folder.write(text, to: name), for: rows([.label(0), .label(1)]))
        #expect(
            found
                == .classes(
                    [1, 0], targets: [0, 1], labels: ["unacceptable", "acceptable"],
                    metrics: [.matthews]))
    }

    @Test(arguments: [
        (1, nil), (99, "has format_version 99, and this version"),
        (0, "has format_version 0, which"),
    ])
    func linesOfANewerVersionAreRefused(_ version: Int, _ objection: String?) throws {
        let folder = try TemporaryFolder()
        let line = #"{"format_version": \#(version), "id": "r0", "prediction": "acceptable"}"#
        let file = try folder.write(line + "\n", to: "p.jsonl")
        func compare() throws {
            _ = try TaskDefinition.named("cola").comparison(from: file, for: rows([.label(1)]))
        }
        guard let objection else { return try compare() }
        let error = #expect(throws: DataError.self) { try compare() }
        #expect(error?.description.hasPrefix("\(file.path): line 1: \(objection)") == true)
    }

    @Test(arguments: ["null", "\"1\"", "1.5", "[1]"])
    func aVersionOfAnotherTypeIsRefused(_ version: String) throws {
        let folder = try TemporaryFolder()
        let line = #"{"id": "r0", "prediction": "acceptable", "format_version": \#(version)}"#
        let file = try folder.write(line + "\n", to: "p.jsonl")
        let error = #expect(throws: DataError.self) {
            try TaskDefinition.named("cola").comparison(from: file, for: rows([.label(1)]))
        }
        #expect(
            error?.description.hasPrefix("\(file.path): line 1, column 60: ") == true,
            "\(error as Any)")
    }

    @Test func scoresAreNumbers() throws {
        let folder = try TemporaryFolder()
        let task = try TaskDefinition.named("sts-b")
        let targets = rows([.value(1), .value(2.5)])
        let file = try folder.write("id\tprediction\nr0\t-1.5\nr1\t3\n", to: "p.tsv")
        #expect(
            try task.comparison(from: file, for: targets)
                == .scores(
                    [-1.5, 3], targets: [1, 2.5],
                    metrics: ScoreMetric.ofNumbers))
        try folder.write("id\tprediction\nr0\thigh\nr1\tnan\n", to: "p.tsv")
        let error = #expect(throws: DataError.self) {
            try task.comparison(from: file, for: targets)
        }
        #expect(
            error?.description
                == "\(file.path): line 2: 'high' is not a number (and 1 more: line 3: 'nan')")
    }

    @Test func rowsOfAnotherSetAreRefused() throws {
        let folder = try TemporaryFolder()
        let task = try TaskDefinition.named("rte")
        let targets = rows([.label(0), .label(1)])
        for (text, messages) in [
            (
                "id\tprediction\nr1\tentailment\nr1\tentailment\n",
                [
                    "'r1' has a prediction already, on line 2",
                    "'r0' has no prediction in \(folder.file("p.tsv").path)",
                ]
            ),
            (
                "id\tprediction\nr0\tentailment\n",
                ["'r1' has no prediction in \(folder.file("p.tsv").path)"]
            ),
            ("prediction\nentailment\n", ["has 1 predictions for 2 rows"]),
            (
                "id\tprediction\nr0\tneutral\nr1\tentailment\n",
                ["'neutral' is not one of 'entailment', 'not_entailment'"]
            ),
        ] {
            let file = try folder.write(text, to: "p.tsv")
            let error = #expect(throws: DataError.self) {
                try task.comparison(from: file, for: targets)
            }
            #expect(error?.problems.map(\.message.description) == messages)
        }
    }

    @Test(arguments: [
        "id\tprediction\nr1\tentailment\nr0\tnot_entailment\n",
        "prediction\nnot_entailment\nentailment\n",
    ])
    func rowsAreJoinedByTheirNamesAndElseInOrder(_ text: String) throws {
        let folder = try TemporaryFolder()
        let found = try TaskDefinition.named("rte").comparison(
            from: folder.write(text, to: "p.tsv"), for: rows([.label(1), .label(0)]))
        #expect(found.values["accuracy"] == 1)
    }
}
