import Foundation
import Tasks
import Testing

/// Labels that make one class look like two, or none like one: one message for each cause.
@Suite struct LabelCellTests {
    private func problems(
        _ train: String, as name: String, development: String? = nil,
        kind: CustomLayout.Kind = .classification
    ) throws -> [String] {
        let folder = try TemporaryFolder()
        let error = #expect(throws: DataError.self) {
            try CustomLayout(kind: kind, label: "label").load(
                train: folder.write(train, to: "train." + name),
                development: folder.write(development ?? train, to: "dev." + name))
        }
        return (error?.problems ?? []).map { problem in
            problem.description.replacingOccurrences(of: folder.url.path + "/", with: "")
        }.filter { $0.hasPrefix("train") || development != nil }
    }

    private func table(_ labels: [String]) -> String {
        "text\tlabel\n" + labels.map { "x\t\($0)\n" }.joined()
    }

    private func lines(_ labels: [String]) -> String {
        labels.map { "{\"text\": \"x\", \"label\": \($0)}\n" }.joined()
    }

    @Test(arguments: [
        (
            ["0", "1", "0.0", "1", "0"],
            "2: 'label' holds one and the same in several spellings: '0' (2 rows, the first on line 2), "
                + "'0.0' (line 4)"
        ),
        (
            ["1", "a", "01", "+1", "1e0", "b"],
            "2: 'label' holds one and the same in several spellings: '+1' (line 5), '01' (line 4), '1' "
                + "(line 2), '1e0' (line 6)"
        ),
        (
            ["true", "False", "True", "false", "x"],
            "2: 'label' holds one and the same in several spellings: 'True' (line 4), 'true' (line 2); "
                + "'False' (line 3), 'false' (line 5)"
        ),
        (
            ["0", "1", "true", "1"],
            "4: 'label' holds booleans ('true' (line 4)) beside numbers ('0' (line 2), '1' (2 rows, "
                + "the first on line 3))"
        ),
        (
            ["0", "nan", "1", "NA", "nan"],
            "3: 'label' holds missing values ('NA' (line 5), 'nan' (2 rows, the first on line 3)) "
                + "beside numbers ('0' (line 2), '1' (line 4))"
        ),
        (
            ["[0, 1]", "[1]", "[]"],
            "2: 'label' holds lists, as '[0, 1]': several labels a row (multi-label) are not supported"
        ),
    ])
    func labelsOfATableThatCannotBeMeant(_ labels: [String], _ message: String) throws {
        let found = try problems(table(labels), as: "tsv")
        #expect(found.first == "train.tsv:" + message)
    }

    @Test(arguments: [
        (
            ["0", "\"a\"", "1", "\"0\""],
            "train.jsonl:2: 'label' holds numbers (2 rows, the first on line 1) and texts (2 rows, the "
                + "first on line 2): write all labels in one way"
        ),
        (
            ["true", "0", "false"],
            "train.jsonl:2: 'label' holds booleans (2 rows, the first on line 1) and numbers (line 2): "
                + "write all labels in one way"
        ),
        (
            ["[\"a\"]", "\"b\"", "[\"a\", \"b\"]", "[]"],
            "train.jsonl:1: 'label' is a list: a row has one value, several labels (multi-label) are not "
                + "supported (and 2 more: line 3, line 4)"
        ),
        (
            ["null", "\"b\"", "null", "null", "null", "null", "null"],
            "train.jsonl:1: 'label' is null (and 5 more: line 3, line 4, line 5, line 6, …)"
        ),
        (
            ["{}", "\"b\"", "\"c\""],
            "train.jsonl:1: 'label' is an object, neither a text nor a number"
        ),
    ])
    func labelsOfJSONThatCannotBeMeant(_ labels: [String], _ message: String) throws {
        #expect(try problems(lines(labels), as: "jsonl") == [message])
    }

    @Test(arguments: [
        ["true", "false"], ["0.5", "1"], ["\"0\"", "\"1\""], ["\"nan\"", "\"no\""],
    ])
    func labelsOfOneSortAreClasses(_ labels: [String]) throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(lines(labels), to: "rows.jsonl")
        let task = try CustomLayout().load(train: file, development: file)
        #expect(task.classCounts.map(\.train) == [1, 1])
    }

    @Test func anotherSpellingInTheDevelopmentFileIsOneProblemWithItsCount() throws {
        let found = try problems(
            table(["0", "1"]), as: "tsv",
            development: table((0..<50).map { $0 % 2 == 0 ? "0.0" : "1.0" }))
        #expect(
            found == [
                "dev.tsv:2: label '0.0' is not one of 0, 1, in which '0' is the same number (and 49 "
                    + "more: line 3: '1.0', line 4, line 5: '1.0', line 6, …)"
            ])
    }

    @Test(arguments: [
        "0x10", "1_000", "inf", "-inf", "nan", "NaN", "0x1p4", "1,5", "true", " 1", "١",
    ])
    func aScoreIsADecimalNumber(_ score: String) throws {
        let found = try problems(
            table(["1", "2", score, score]), as: "tsv", kind: .regression)
        #expect(found == ["train.tsv:4: '\(score)' is not a number (and 1 more: line 5)"])
    }

    @Test func aNumberTooLargeIsOutOfRange() throws {
        let found = try problems(table(["1", "1e999"]), as: "tsv", kind: .regression)
        #expect(found.first?.contains("'1e999' lies outside the range") == true)
    }

    @Test func onlyWhatIsOfOneCauseIsToldAsOne() throws {
        let error = #expect(throws: DataError.self) {
            let folder = try TemporaryFolder()
            let file = try folder.write(
                "text,label\nx\nx,\ny,\nx,a,b\nx\nx,c\nx,d\n", to: "rows.csv")
            _ = try CustomLayout().load(train: file, development: file)
        }
        // Though the file is given twice, each row counts once.
        #expect(error?.problems.map(\.line) == [2, 3, 5])
        #expect(error?.problems.map(\.count) == [2, 2, 1])
    }
}
