import Foundation
import Tasks
import TestSupport
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
            "line 2: 'label' holds one and the same in several spellings: '0' (2 rows, the first on line 2), "
                + "'0.0' (line 4)"
        ),
        (
            ["1", "a", "01", "+1", "1e0", "b"],
            "line 2: 'label' holds one and the same in several spellings: '+1' (line 5), '01' (line 4), '1' "
                + "(line 2), '1e0' (line 6)"
        ),
        (
            ["true", "False", "True", "false", "x"],
            "line 2: 'label' holds one and the same in several spellings: 'True' (line 4), 'true' (line 2); "
                + "'False' (line 3), 'false' (line 5)"
        ),
        (
            ["1", "1 ", "0", "1 ", "\u{A0}0"],
            "line 2: 'label' holds one and the same in several spellings: '1' (line 2), '1 ' (2 rows, the "
                + "first on line 3); '0' (line 4), '\\u00a00' (line 6)"
        ),
        (
            ["a", " 1.0", "1", "\u{200B}a", "\u{3000}a\u{2009}"],
            "line 2: 'label' holds one and the same in several spellings: 'a' (line 2), '\\u200ba' (line 5), "
                + "'\\u3000a\\u2009' (line 6); ' 1.0' (line 3), '1' (line 4)"
        ),
        (
            ["x", "true ", "TRUE"],
            "line 3: 'label' holds one and the same in several spellings: 'TRUE' (line 4), 'true ' (line 3)"
        ),
        (
            ["9007199254740993", "9007199254740993.0", "9007199254740992"],
            "line 2: 'label' holds one and the same in several spellings: '9007199254740993' (line 2), "
                + "'9007199254740993.0' (line 3)"
        ),
        (
            ["0", "1", " nan"],
            "line 4: 'label' holds missing values (' nan' (line 4)) beside numbers ('0' (line 2), '1' (line 3))"
        ),
        (["a", " ", "\u{A0}", "b"], "line 3: an empty 'label' (and 1 more: line 4)"),
        (
            ["0", "1", "true", "1"],
            "line 4: 'label' holds booleans ('true' (line 4)) beside numbers ('0' (line 2), '1' (2 rows, "
                + "the first on line 3))"
        ),
        (
            ["0", "nan", "1", "NA", "nan"],
            "line 3: 'label' holds missing values ('NA' (line 5), 'nan' (2 rows, the first on line 3)) "
                + "beside numbers ('0' (line 2), '1' (line 4))"
        ),
        (
            ["[0, 1]", "[1]", "[]"],
            "line 2: 'label' holds lists, as '[0, 1]': several labels a row (multi-label) are not supported"
        ),
    ])
    func labelsOfATableThatCannotBeMeant(_ labels: [String], _ message: String) throws {
        let found = try problems(table(labels), as: "tsv")
        #expect(found.first == "train.tsv: " + message)
    }

    @Test(arguments: [
        (
            ["0", "\"a\"", "1", "\"0\""],
            "train.jsonl: line 2: 'label' holds numbers (2 rows, the first on line 1) and texts (2 rows, the "
                + "first on line 2): write all labels in one way"
        ),
        (
            ["true", "0", "false"],
            "train.jsonl: line 2: 'label' holds booleans (2 rows, the first on line 1) and numbers (line 2): "
                + "write all labels in one way"
        ),
        (
            ["[\"a\"]", "\"b\"", "[\"a\", \"b\"]", "[]"],
            "train.jsonl: line 1: 'label' is a list: a row has one value, several labels (multi-label) are not "
                + "supported (and 2 more: line 3, line 4)"
        ),
        (
            ["null", "\"b\"", "null", "null", "null", "null", "null"],
            "train.jsonl: line 1: 'label' is null (and 5 more: line 3, line 4, line 5, line 6, …)"
        ),
        (
            ["{}", "\"b\"", "\"c\""],
            "train.jsonl: line 1: 'label' is an object, neither a text nor a number"
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

    @Test func cellsOfCommasAndTextsOfJSONHaveWhiteSpaceToo() throws {
        let end = " holds one and the same in several spellings: "
        #expect(
            try problems("text,label\nx,yes\nx, yes\nx,\"yes\n\"\nx,no\n", as: "csv") == [
                "train.csv: line 2: 'label'\(end)' yes' (line 3), 'yes' (line 2), 'yes\\n' (line 4)"
            ])
        #expect(
            try problems(lines(["\"no\"", "\"yes\"", "\"yes\\t\""]), as: "jsonl") == [
                "train.jsonl: line 2: 'label'\(end)'yes' (line 2), 'yes\\t' (line 3)"
            ])
    }

    @Test func numbersOfManyDigitsAreClassesInTheirOrder() throws {
        let labels = [
            "12345678901234567891", "12345678901234567890", "9007199254740993",
            "9007199254740992",
        ]
        let folder = try TemporaryFolder()
        for (name, text) in [("a.tsv", table(labels)), ("a.jsonl", lines(labels))] {
            let file = try folder.write(text, to: name)
            let task = try CustomLayout().load(train: file, development: file)
            #expect(task.classCounts.map(\.label) == labels.reversed())
        }
    }

    @Test(arguments: [
        ("1 ", "label '1 ' is not one of 0, 1, in which '1' is the same but for white space"),
        (
            "\u{A0}1",
            "label '\\u00a01' is not one of 0, 1, in which '1' is the same but for white space"
        ),
        (" 1.0", "label ' 1.0' is not one of 0, 1, in which '1' is the same number"),
        ("2 ", "label '2 ' is not one of 0, 1"),
    ])
    func aLabelOfTheDevelopmentFileIsToldWithTheOneThatIsMeant(
        _ label: String, _ message: String
    ) throws {
        let found = try problems(
            table(["0", "1"]), as: "tsv", development: table(["0", label]))
        #expect(found == ["dev.tsv: line 3: " + message])
    }

    @Test func capitalsOfABooleanAreTold() throws {
        let found = try problems(
            table(["true", "false"]), as: "tsv", development: table(["true", "False"]))
        #expect(
            found == [
                "dev.tsv: line 3: label 'False' is not one of false, true, in which 'false' is the same but "
                    + "for capitals"
            ])
    }

    /// JSON tells a number from a text, and a model that learnt the one was not asked for the other.
    @Test(arguments: [
        (["0", "1"], ["\"0\"", "\"1\""], "texts (2 rows, the first on line 1)", "numbers"),
        (["\"0\"", "\"1\""], ["0", "1"], "numbers (2 rows, the first on line 1)", "texts"),
        (
            ["true", "false"], ["\"true\"", "\"false\""], "texts (2 rows, the first on line 1)",
            "booleans"
        ),
    ])
    func allFilesOfJSONSayTheSameOfTheirLabels(
        _ train: [String], _ development: [String], _ found: String, _ wanted: String
    ) throws {
        #expect(
            try problems(lines(train), as: "jsonl", development: lines(development)) == [
                "dev.jsonl: line 1: 'label' holds \(found), and in the train file \(wanted): write all "
                    + "labels in one way"
            ])
    }

    @Test func anotherSpellingInTheDevelopmentFileIsOneProblemWithItsCount() throws {
        let found = try problems(
            table(["0", "1"]), as: "tsv",
            development: table((0..<50).map { $0 % 2 == 0 ? "0.0" : "1.0" }))
        #expect(
            found == [
                "dev.tsv: line 2: label '0.0' is not one of 0, 1, in which '0' is the same number (and 49 "
                    + "more: line 3: '1.0', line 4, line 5: '1.0', line 6, …)"
            ])
    }

    @Test(arguments: [
        "0x10", "1_000", "inf", "-inf", "nan", "NaN", "0x1p4", "true", "45 kg", "١",
    ])
    func aScoreIsADecimalNumber(_ score: String) throws {
        let found = try problems(
            table(["1", "2", score, score]), as: "tsv", kind: .regression)
        #expect(found == ["train.tsv: line 4: '\(score)' is not a number (and 1 more: line 5)"])
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
