import Foundation
import Tasks
import Testing

struct RowPredictionsTests {
    /// Outputs whose softmax is known: the logarithms of shares.
    private func predictions(
        _ labels: [String], _ shares: [[Double]], identifiers: [String]? = nil
    ) -> RowPredictions {
        RowPredictions(
            identifiers: identifiers ?? shares.indices.map { "\($0)" },
            kind: .classification(labels: labels),
            outputs: shares.map { row in row.map { log($0) + 300 } })
    }

    @Test func aTableHasTheProbabilityOfEachLabel() throws {
        let text = try predictions(
            ["no", "yes", "?"], [[0.25, 0.5, 0.25], [0.75, 0.125, 0.125]]
        )
        .text(.table)
        let rows = text.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
        #expect(text.hasSuffix("\n"))
        #expect(
            rows[0] == ["id", "prediction", "probability_no", "probability_yes", "probability_?"])
        #expect(rows[1].prefix(2) == ["0", "yes"] && rows[2].prefix(2) == ["1", "no"])
        for (row, shares) in zip(rows[1...], [[0.25, 0.5, 0.25], [0.75, 0.125, 0.125]]) {
            for (cell, share) in zip(row.dropFirst(2), shares) {
                #expect(abs((Double(cell) ?? .nan) - share) < 1e-12)
            }
        }
    }

    @Test func jsonLinesHoldTheSameInTheOrderOfTheLabels() throws {
        let text = try predictions(
            ["b\t\"1\"", "a"], [[0.25, 0.75]], identifiers: ["row\n1"]
        ).text(.jsonLines)
        let line = try #require(
            JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(line["id"] as? String == "row\n1")
        #expect(line["prediction"] as? String == "a")
        let shares = try #require(line["probabilities"] as? [String: Double])
        #expect(abs((shares["a"] ?? .nan) - 0.75) < 1e-12)
        #expect(abs((shares["b\t\"1\""] ?? .nan) - 0.25) < 1e-12)
        let places = [#""b\u0009"#, #""a":"#].map { text.range(of: $0)?.lowerBound }
        #expect(try #require(places[0]) < #require(places[1]))
        #expect(text.split(separator: "\n").count == 1)
    }

    @Test func aScoreStandsForItself() throws {
        let scores = RowPredictions(
            identifiers: ["p", "q"], kind: .anyNumber, outputs: [[-1.5], [1e-7]])
        #expect(try scores.text(.table) == "id\tprediction\np\t-1.5\nq\t1e-07\n")
        #expect(
            try scores.text(.jsonLines)
                == """
                {"format_version": 1, "id": "p", "prediction": -1.5}
                {"format_version": 1, "id": "q", "prediction": 1e-07}

                """)
    }

    @Test func whatATableCannotHoldIsRefused() throws {
        let row = predictions(["a\tb", "c"], [[0.5, 0.5]], identifiers: ["x\ny"])
        let error = #expect(throws: DataError.self) { try row.text(.table) }
        #expect(error?.problems.map(\.count) == [2])
        #expect(error?.description.contains(#""a\u0009b" has a tab"#) == true)
        #expect(error?.description.hasSuffix(#"(and 1 more: "x\ny")"#) == true)
    }

    @Test func largeOutputsAreNoInfinity() throws {
        let row = RowPredictions(
            identifiers: ["0"], kind: .classification(labels: ["a", "b"]),
            outputs: [[1e4, -1e4]])
        #expect(try row.text(.table).hasSuffix("0\ta\t1.0\t0.0\n"))
    }

    @Test func equalOutputsGiveTheFirstLabel() throws {
        let row = predictions(["a", "b"], [[0.5, 0.5]])
        #expect(try row.text(.table).hasSuffix("0\ta\t0.5\t0.5\n"))
    }

    @Test(
        arguments: [
            ("x.jsonl", .jsonLines), ("a.tsv/x.NDJSON", .jsonLines),
            ("x.tsv", .table), ("x.TXT", .table), ("x.json", nil), ("x.csv", .commas), ("tsv", nil),
        ] as [(String, RowPredictions.Format?)])
    func theFormatIsThatOfTheFilesName(_ name: String, _ format: RowPredictions.Format?) {
        #expect(RowPredictions.Format(fileName: name) == format)
    }
}
