import Foundation
import Metrics
import Tasks
import TestSupport
import Testing

@Suite struct TableTests {
    private let header = "index\tsentence1\tsentence2\tlabel\n"
    private let development =
        "index\tsentence1\tsentence2\tlabel\n0\ta\tb\tentailment\n1\tc\td\tnot_entailment\n"

    private func load(
        _ train: String, _ development: String? = nil, task: String = "rte"
    ) throws -> TaskData {
        let folder = try TemporaryFolder()
        try folder.write(train, to: "train.tsv")
        try folder.write(development ?? self.development, to: "dev.tsv")
        return try TaskDefinition.named(task).load(from: folder.url)
    }

    /// The error's lines, with the folder's own name left out.
    private func problems(_ train: String, _ development: String? = nil) -> [String] {
        let error = #expect(throws: DataError.self) { try load(train, development) }
        return (error?.problems ?? []).map { problem in
            let name = problem.file.map { URL(fileURLWithPath: $0).lastPathComponent }
            let place = [name, problem.line.map { "line \($0)" }].compactMap { $0 }
            return (place + [problem.message.description]).joined(separator: ": ")
        }
    }

    @Test func columnsAreFoundByTheHeaderInAnyOrder() throws {
        let data = try load("label\tx\tsentence2\tindex\tsentence1\nentailment\t?\tS2\t7\tS1\n")
        #expect(
            data.train == [Example(identifier: "7", first: "S1", second: "S2", target: .label(0))])
        #expect(data.development.map(\.target) == [.label(0), .label(1)])
        #expect(data.test.isEmpty)
    }

    @Test(arguments: ["\n", "\r\n", ""])
    func lastLineMayEndInAnyWay(_ ending: String) throws {
        let data = try load(header + "0\ta\tb\tentailment" + ending)
        #expect(data.train.map(\.target) == [.label(0)])
    }

    @Test func quotesAndAccentsAndSpacesAreText() throws {
        let data = try load(header + "0\t\"a \u{301}é\t 'b\"\" 漢😀 \tentailment\n")
        #expect(data.train[0].first.unicodeScalars.elementsEqual("\"a \u{301}é".unicodeScalars))
        #expect(data.train[0].second == " 'b\"\" 漢😀 ")
    }

    @Test func byteOrderMarkIsNotPartOfTheFirstColumnsName() throws {
        let rows = "Quality\t#1 ID\t#2 ID\t#1 String\t#2 String\n1\t5\t6\ta\tb\n0\t7\t8\tc\td\n"
        let data = try load("\u{FEFF}" + rows, rows, task: "mrpc")
        #expect(
            data.train == [
                Example(identifier: "5-6", first: "a", second: "b", target: .label(1)),
                Example(identifier: "7-8", first: "c", second: "d", target: .label(0)),
            ])
    }

    @Test func rowsWithoutNamesAreNumbered() throws {
        let data = try load(
            "sentence1\tsentence2\tlabel\na\tb\tentailment\nc\td\tentailment\n")
        #expect(data.train.map(\.identifier) == ["0", "1"])
    }

    @Test func everyMalformedRowIsNamedWithItsLine() {
        let found = problems(
            header
                + "0\ta\tb\tentailment\n1\ta\tentailment\n2\ta\tb\tmaybe\n\n4\ta\tb\tc\tentailment\n",
            header + "0\ta\tb\tEntailment\n")
        #expect(
            found == [
                "train.tsv: line 3: too few columns: 3, not 4",
                "train.tsv: line 4: label 'maybe' is not one of entailment, not_entailment",
                "train.tsv: line 5: an empty line",
                "train.tsv: line 6: too many columns: 5, not 4",
                "dev.tsv: line 2: label 'Entailment' is not one of entailment, not_entailment",
            ])
    }

    @Test func problemsOfOneCauseAreToldAsOneWithTheirCount() {
        let rows = (0..<30).map { "\($0)\ta\tb\t\($0 == 2 ? "Yes" : "maybe")\n" }.joined()
        let error = #expect(throws: DataError.self) { try load(header + rows, header + rows) }
        #expect(error?.problems.map(\.count) == [30, 30])
        let lines = error?.description.split(separator: "\n") ?? []
        #expect(lines.first == "60 problems; nothing was loaded:")
        #expect(lines.count == 3)
        #expect(
            lines[1].hasSuffix(
                "train.tsv: line 2: label 'maybe' is not one of entailment, not_entailment (and 29 more: "
                    + "line 3, line 4: 'Yes', line 5, line 6, …)"))
    }

    @Test func twentyCausesAreToldAndTheOtherProblemsCounted() {
        var error = DataError(.init("a"))
        for letter in "bcdefghijklmnopqrstuvwxyzz" { error.add(.init("\(letter)")) }
        error.add(.init("b"))
        #expect(error.problems.count == 20 && error.omitted == 7)
        let lines = error.description.split(separator: "\n")
        #expect(lines.first == "28 problems; nothing was loaded:")
        #expect(lines[2] == "  b (and 1 more: b)")
        #expect(lines.last == "  and 7 more")
        #expect(lines.count == 22)
    }

    @Test func missingColumnIsToldWithTheHeader() {
        #expect(
            problems("index\tsentence1\tsentence\tlabel\n0\ta\tb\tentailment\n") == [
                "train.tsv: line 1: no column 'sentence2'; "
                    + "the header has 'index', 'sentence1', 'sentence', 'label'"
            ])
    }

    @Test func emptyFilesAreRefused() {
        #expect(
            problems("", header) == ["train.tsv: is empty", "dev.tsv: has a header, but no rows"])
    }

    @Test func developmentSetWithOneClassIsRefused() {
        #expect(
            problems(
                header + "0\ta\tb\tentailment\n",
                header + "0\ta\tb\tnot_entailment\n1\ta\tb\tnot_entailment\n")
                == ["dev.tsv: all 2 rows of the development set have class 'not_entailment'"])
    }

    @Test func filesInTheUsualSubfolderAreFound() throws {
        let folder = try TemporaryFolder()
        try folder.write(development, to: "RTE/train.tsv")
        try folder.write(development, to: "RTE/dev.tsv")
        let data = try TaskDefinition.named("rte").load(from: folder.url)
        #expect(data.train.count == 2)
    }

    @Test func missingFilesAreToldWithWhereTheyWereLookedFor() throws {
        let folder = try TemporaryFolder()
        let path = folder.url.path
        let rte = try TaskDefinition.named("rte")
        let neither = #expect(throws: DataError.self) { try rte.load(from: folder.url) }
        #expect(
            neither?.description
                == "train.tsv, dev.tsv not found; looked in \(path) and \(path)/RTE")
        let file = try folder.write(development, to: "train.tsv")
        let one = #expect(throws: DataError.self) { try rte.load(from: folder.url) }
        #expect(one?.description == "dev.tsv not found; looked in \(path)")
        let isFile = #expect(throws: DataError.self) { try rte.load(from: file) }
        #expect(
            isFile?.description == "\(path)/train.tsv: is a file; give the directory that holds it")
        let nowhere = folder.url.appendingPathComponent("x")
        let no = #expect(throws: DataError.self) { try rte.load(from: nowhere) }
        #expect(no?.description == "\(path)/x: no such directory")
    }

    @Test func unreadableFileIsNamed() throws {
        let folder = try TemporaryFolder()
        try folder.write(development, to: "dev.tsv")
        try folder.write("", to: "train.tsv/inside")
        let error = #expect(throws: DataError.self) {
            try TaskDefinition.named("rte").load(from: folder.url)
        }
        #expect(error?.problems.count == 1)
        #expect(error?.description.contains("train.tsv: cannot be read: Is a directory") == true)
    }

    @Test func fileWithoutHeaderIsReadByPlaceAndNumbersByRange() throws {
        let task = TaskDefinition(
            name: "x", summary: "", measure: .scores(0...5, by: [.pearson]),
            layout: TableLayout(
                files: .separate(train: "a", development: "b", folder: "X"), first: .at(3),
                target: .at(1), reading: .number, width: 4))
        let folder = try TemporaryFolder()
        try folder.write("gj04\t1\t\tA sentence.\ngj04\t5\t*\tAnother.\n", to: "a")
        try folder.write("gj04\t0.5\t\tA sentence.\ngj04\t5.000\t*\tAnother.\n", to: "b")
        let data = try task.load(from: folder.url)
        #expect(data.train.map(\.first) == ["A sentence.", "Another."])
        #expect(data.development.map(\.target) == [.value(0.5), .value(5)])
        try folder.write("gj04\t5.1\t\tA sentence.\ngj04\t5\n", to: "b")
        let error = #expect(throws: DataError.self) { try task.load(from: folder.url) }
        #expect(
            error?.problems.map(\.message) == [
                "'5.1' lies outside the range 0.0 to 5.0", "too few columns: 2, not 4",
            ])
        try folder.write("gj04\t5\t\tA sentence.\ngj04\t5\t\tb\n", to: "b")
        let same = #expect(throws: DataError.self) { try task.load(from: folder.url) }
        #expect(same?.description.hasSuffix("development set have value 5.0") == true)
    }
}
