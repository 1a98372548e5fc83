import Foundation
import Metrics
import Tasks
import TestSupport
import Testing

@Suite struct CustomTests {
    private func load(
        _ layout: CustomLayout, train: String, development: String, test: String? = nil,
        as name: String = "csv"
    ) throws -> CustomTask {
        let folder = try TemporaryFolder()
        return try layout.load(
            train: folder.write(train, to: "train." + name),
            development: folder.write(development, to: "dev." + name),
            test: test.map { try folder.write($0, to: "test." + name) })
    }

    private func problems(
        _ layout: CustomLayout, train: String, development: String, as name: String = "csv"
    ) -> [String] {
        let error = #expect(throws: DataError.self) {
            try load(layout, train: train, development: development, as: name)
        }
        return (error?.problems ?? []).map { problem in
            let file = problem.file.map { URL(fileURLWithPath: $0).lastPathComponent }
            let line = problem.line.map { "line \($0)" }
            let place = [line, problem.column.map { "column \($0)" }].compactMap { $0 }
            let words = place.isEmpty ? [] : [place.joined(separator: ", ")]
            return ([file].compactMap { $0 } + words + [problem.message.description]).joined(
                separator: ": ")
        }
    }

    /// The same three rows in every format.
    private static let files: [(String, String)] = [
        ("tsv", "label\tx\ttext\ngood\t\ta, \"b\"\nbad\t1\té\ngood\t2\t c \n"),
        ("csv", "label,x,text\r\ngood,,\"a, \"\"b\"\"\"\r\nbad,1,é\r\ngood,2, c "),
        (
            "jsonl",
            #"""
            {"label": "good", "text": "a, \"b\"", "x": null}
            {"text": "\u00e9", "x": [1], "label": "bad"}
            {"label": "good", "text": " c "}

            """#
        ),
    ]

    @Test(arguments: files)
    func formatsHoldTheSameRows(_ name: String, _ text: String) throws {
        let task = try load(CustomLayout(), train: text, development: text, as: name)
        let expected = [("a, \"b\"", 1), ("é", 0), (" c ", 1)].enumerated().map {
            Example(identifier: "\($0)", first: $1.0, target: .label($1.1))
        }
        #expect(task.data.train == expected)
        #expect(task.data.development == expected)
        #expect(task.definition.kind == .classification(labels: ["bad", "good"]))
        #expect(
            task.definition.measure.metrics.map(\.name) == [
                "accuracy", "f1", "macro_f1", "matthews",
            ])
        #expect(!task.definition.isPair)
        #expect(
            task.classCounts == [
                .init(label: "bad", train: 1, development: 1, test: 0),
                .init(label: "good", train: 2, development: 2, test: 0),
            ])
    }

    @Test func quotedCellsMayHoldLineBreaksAndLinesAreStillCounted() throws {
        let text = "text,label\n\"one\ntwo\",a\n\"\",b\n\"\r\n,\",a\n"
        let task = try load(CustomLayout(), train: text, development: text)
        #expect(task.data.train.map(\.first) == ["one\ntwo", "", "\r\n,"])
        #expect(
            problems(CustomLayout(), train: text + "x\n", development: text + "y,\n") == [
                "train.csv: line 7: too few columns: 1, not 2", "dev.csv: line 7: an empty 'label'",
            ])
    }

    @Test(arguments: [
        ("a,\"b\nc,d\n", 3, "a quoted cell without end"),
        ("a,\"b\" \n", 3, "text behind the closing quotation mark of a cell"),
        ("a,b\"c\n", 3, "a quotation mark inside a cell that is not quoted"),
        ("\n", 3, "an empty line"), ("a,b,c\n", 3, "too many columns: 3, not 2"),
    ])
    func wrongRowsOfCommasAreToldWithTheirLine(_ row: String, _ line: Int, _ message: String) {
        let start = "text,label\nx,a\n"
        #expect(
            problems(CustomLayout(), train: start + row, development: start + "y,b\n")
                == ["train.csv: line \(line): \(message)"])
    }

    @Test func readingGoesOnBehindWrongQuotes() {
        let start = "text,label\nx,a\n"
        let rows = "b\"c,a\ny,a\n\"d\ne\"f,a\r\ntoo,many,cells\n\"open,a\n"
        #expect(
            problems(CustomLayout(), train: start + rows, development: start + "y,b\n") == [
                "train.csv: line 3: a quotation mark inside a cell that is not quoted",
                "train.csv: line 6: text behind the closing quotation mark of a cell",
                "train.csv: line 7: too many columns: 3, not 2",
                "train.csv: line 8: a quoted cell without end",
            ])
    }

    @Test(arguments: [
        ("", ": an empty line"), ("[]", ", column 1: an object expected, found an array"),
        ("{\"text\": \"x\"}", ": no 'label'"),
        ("{\"text\": \"x\", \"label\": null}", ": 'label' is null"),
        (
            "{\"text\": {\"x\": 1}, \"label\": 1}",
            ": 'text' is an object, neither a text nor a number"
        ),
        (
            "{\"text\": \"x\", \"label\": 1} 2",
            ", column 27: text after the value, found 2"
        ),
        (
            "{\"text\": \"x\", \"label\": 1, \"label\": 0}",
            ", column 27: 'label' is there more than once, first in column 15"
        ),
        ("{\"text\": \"x\", \"label\": 1, \"text\"}", ", column 33: ':' expected, found }"),
    ])
    func wrongJSONLinesAreToldWithTheirLine(_ row: String, _ message: String) {
        let rows = "{\"text\": \"a\", \"label\": 0}\n{\"text\": \"b\", \"label\": 1}\n"
        #expect(
            problems(
                CustomLayout(), train: rows + row + "\n" + rows, development: rows, as: "jsonl")
                == ["train.jsonl: line 3\(message)"])
    }

    @Test func everyBrokenLineIsToldThoughTheFirstHoldsTheColumns() {
        let row = "{\"text\": \"a\", \"label\": 0}\n"
        #expect(
            problems(
                CustomLayout(), train: "\n" + row + "[]\n", development: row, as: "jsonl")
                == [
                    "train.jsonl: line 1: an empty line",
                    "train.jsonl: line 3, column 1: an object expected, found an array",
                ])
    }

    @Test(arguments: ["tsv", "csv"])
    func carriageReturnsAloneEndNoLines(_ name: String) {
        let separator = name == "csv" ? "," : "\t"
        let rows = "text\(separator)label\na\(separator)0\nb\(separator)1\n"
        let old = rows.replacingOccurrences(of: "\n", with: "\r")
        #expect(
            problems(CustomLayout(), train: old, development: rows, as: name)
                == ["train.\(name): its lines end in CR alone; they must in LF or CRLF"])
    }

    @Test(arguments: [
        (["10", "9", "-1", "9.5"], ["-1", "9", "9.5", "10"]),
        (["b", "B", "ä", "a"], ["B", "a", "b", "ä"]),
        (["2", "10", "x"], ["10", "2", "x"]),
        (["1.0", "1e1", "0"], ["0", "1.0", "1e1"]),
        (["0x10", "9", "1_0"], ["0x10", "1_0", "9"]),
        (["true", "false"], ["false", "true"]),
        (["e\u{301}", "\u{E9}", "e"], ["e", "e\u{301}", "\u{E9}"]),
        (["nan", "x"], ["nan", "x"]),
        (["True", "False"], ["False", "True"]),
    ])
    func labelsAreInTheOrderOfNumbersOrOfBytes(_ found: [String], _ sorted: [String]) throws {
        let text = "text\tlabel\n" + found.map { "x\t\($0)\n" }.joined()
        let task = try load(CustomLayout(), train: text, development: text, as: "tsv")
        guard case .classification(let labels) = task.definition.kind else {
            Issue.record("the task has no classes")
            return
        }
        #expect(labels.map { Array($0.utf8) } == sorted.map { Array($0.utf8) })
    }

    @Test func labelsOfOtherFilesMustOccurInTrain() {
        #expect(
            problems(
                CustomLayout(), train: "text,label\nx,a\ny,b\n",
                development: "text,label\nx,a\ny,c\nz,b \n") == [
                    "dev.csv: line 3: label 'c' is not one of a, b",
                    "dev.csv: line 4: label 'b ' is not one of a, b, in which 'b' is the same but for "
                        + "white space",
                ])
    }

    @Test func oneLabelIsNoTask() {
        let one = "text,label\nx,a\ny,a\n"
        #expect(
            problems(CustomLayout(), train: one, development: one)
                == ["train.csv: all 2 rows have the label 'a'"])
        #expect(
            problems(CustomLayout(), train: "text,label\nx,a\ny,b\n", development: one)
                == ["dev.csv: all 2 rows of the development set have class 'a'"])
        #expect(
            problems(CustomLayout(), train: "text,label\n", development: one)
                == ["train.csv: has a header, but no rows"])
    }

    @Test func regressionTakesAnyFiniteNumber() throws {
        let text = "sentence1,sentence2,score,id\na,b,-1e9,p\nc,d,0.5,q\n"
        let layout = CustomLayout(kind: .regression)
        let task = try load(layout, train: text, development: text, test: text)
        #expect(task.definition.isPair && task.classCounts.isEmpty)
        #expect(task.definition.headline == .scores(.pearsonSpearman))
        #expect(
            task.data.test == [
                Example(identifier: "p", first: "a", second: "b", target: .value(-1e9)),
                Example(identifier: "q", first: "c", second: "d", target: .value(0.5)),
            ])
        #expect(
            problems(layout, train: text, development: text + "e,f,nan,r\ne,f,high,r\n") == [
                "dev.csv: line 4: 'nan' is not a number"
            ])
    }
}

@Suite struct CustomColumnTests {
    private func columns(_ layout: CustomLayout, _ header: String) throws -> CustomColumns {
        let folder = try TemporaryFolder()
        let count = header.split(separator: ",").count
        let rows = ["0", "1"].map { Array(repeating: $0, count: count).joined(separator: ",") }
        let file = try folder.write(
            ([header] + rows).joined(separator: "\n"), to: "rows.csv")
        return try layout.load(train: file, development: file).columns
    }

    @Test(
        arguments: [
            ("label,text", "text", nil), ("label,sentence", "sentence", nil),
            ("label,sentence,question", "question", "sentence"),
            ("gold_label,premise,hypothesis,text", "premise", "hypothesis"),
            ("label,sentence2,sentence1", "sentence1", "sentence2"),
            ("label,text,text_pair", "text", "text_pair"),
            ("label,sentence2,text", "text", nil),
        ] as [(String, String, String?)])
    func usualNamesAreFound(_ header: String, _ text: String, _ pair: String?) throws {
        let found = try columns(CustomLayout(), header)
        #expect(found.text == text)
        #expect(found.pair == pair)
    }

    @Test func namesThatAreGivenAreTaken() throws {
        let header = "sentence1,sentence2,label,stars"
        let one = try columns(CustomLayout(text: "sentence2", label: "stars"), header)
        #expect(one.text == "sentence2" && one.pair == nil && one.label == "stars")
        let two = try columns(CustomLayout(pair: "sentence2"), header)
        #expect(two.text == "sentence1" && two.pair == "sentence2" && two.label == "label")
    }

    @Test(arguments: [
        (
            CustomLayout(), "a,b",
            "no column with a usual name for the text (`text` names it), no column with a usual "
                + "name for the label (`label` names it); the columns are 'a', 'b'"
        ),
        (
            CustomLayout(kind: .regression), "text,b",
            "no column with a usual name for the score (`label` names it); "
                + "the columns are 'text', 'b'"
        ),
        (
            CustomLayout(text: "A", pair: "C", label: "b"), "a,b",
            "no column 'A', 'C'; "
                + "the columns are 'a', 'b'"
        ),
        (CustomLayout(), "text,label,text", "column 'text' occurs twice"),
        (
            CustomLayout(text: "b", label: "b"), "a,b",
            "column 'b' cannot be two of text, pair and label; the columns are 'a', 'b'"
        ),
    ])
    func columnsThatAreNotThereAreTold(
        _ layout: CustomLayout, _ header: String, _ message: String
    ) {
        let error = #expect(throws: DataError.self) { try columns(layout, header) }
        #expect(error?.problems.first?.line == 1)
        #expect(error?.problems.first?.message.description == message)
    }

    @Test func twentyOfManyColumnsAreTold() {
        let names = (1...22).map(String.init)
        let error = #expect(throws: DataError.self) {
            try columns(CustomLayout(text: "x"), names.joined(separator: ","))
        }
        let shown = names.prefix(20).map { "'" + $0 + "'" }.joined(separator: ", ")
        let message = error?.problems.first?.message.description ?? ""
        #expect(message.hasSuffix("the columns are " + shown + " and 2 more"))
    }

    @Test func otherFilesNeedTheSameColumns() throws {
        let folder = try TemporaryFolder()
        let train = try folder.write("text,label\na,0\nb,1\n", to: "a.csv")
        let development = try folder.write("sentence\tlabel\na\t0\nb\t1\n", to: "b.tsv")
        let error = #expect(throws: DataError.self) {
            try CustomLayout().load(train: train, development: development)
        }
        #expect(
            error?.description
                == "\(development.path): line 1: no column 'text'; the header has 'sentence', 'label'"
        )
    }

    /// As data frames write themselves, and as programs write a set with its name.
    @Test(arguments: [
        #"{"text":{"0":"a","1":"b"},"label":{"0":"x","1":"y"}}"#,
        #"{"columns":["text","label"],"index":[0],"data":[["a","x"]]}"#,
        "{\n  \"text\": \"a\",\n  \"label\": \"x\"\n}\n",
        #"{"data": [{"text": "a", "label": "x"}]}"#,
    ])
    func anObjectThatIsNoRowIsToldAsSuch(_ text: String) throws {
        for name in ["rows.json", "rows.jsonl"] {
            let folder = try TemporaryFolder()
            let file = try folder.write(text, to: name)
            let error = #expect(throws: DataError.self) {
                try CustomLayout().load(train: file, development: file)
            }
            #expect(
                error?.problems.map(\.message.description) == [
                    "is one object, not one for each row: write an array of rows, or a row a line "
                        + "(pandas: orient=\"records\")"
                ])
        }
    }

    @Test(arguments: [
        ("3,5", ": a number has no comma, its decimal sign is a point"),
        ("€3.50", ": a number stands alone, without a unit, a sign of a currency or spaces"),
        ("45 %", ": a number stands alone, without a unit, a sign of a currency or spaces"),
        (" 1", ": a number stands alone, without a unit, a sign of a currency or spaces"),
        ("$1,234.5", ": a number has no comma, its decimal sign is a point"),
        ("high", ""), ("-", ""), ("%", ""),
    ])
    func whatKeepsACellFromBeingANumberIsTold(_ cell: String, _ hint: String) throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("text\tscore\na\t1\nb\t\(cell)\n", to: "rows.tsv")
        let error = #expect(throws: DataError.self) {
            try CustomLayout(kind: .regression).load(train: file, development: file)
        }
        #expect(error?.problems.map(\.message.description) == ["'\(cell)' is not a number\(hint)"])
    }

    @Test func formatIsTheExtensionsUnlessItIsGiven() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("text,label\na,0\nb,1\n", to: "rows.data")
        let error = #expect(throws: DataError.self) {
            try CustomLayout().load(train: file, development: file)
        }
        #expect(
            error?.problems.first?.message.description
                == "its format cannot be told from the name: give `format`, or a name that ends in "
                + ".tsv, .csv, .jsonl, .json")
        let task = try CustomLayout(format: .commas).load(train: file, development: file)
        #expect(task.data.train.count == 2)
    }

    @Test func knownTasksReadOneFile() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("text,label\na,2\nb,1\n", to: "rows.csv")
        let kind = TaskDefinition.Kind.classification(labels: ["2", "1"])
        let rows = try CustomLayout().examples(from: file, kind: kind)
        #expect(rows.map(\.target) == [.label(0), .label(1)])
        let plain = try folder.write("text\na\nb\n", to: "plain.csv")
        let unlabelled = try CustomLayout(label: "stars").unlabelledExamples(from: plain)
        #expect(unlabelled.map(\.target) == [.unknown, .unknown])
        #expect(unlabelled.map(\.first) == ["a", "b"])
        let error = #expect(throws: DataError.self) {
            try CustomLayout().examples(from: file, kind: .classification(labels: ["0", "1"]))
        }
        #expect(error?.problems.map(\.line) == [2])
        let folderError = #expect(throws: DataError.self) {
            try TaskDefinition.custom(kind, isPair: false).load(from: folder.url)
        }
        #expect(folderError?.description.contains("one by one") == true)
    }
}
