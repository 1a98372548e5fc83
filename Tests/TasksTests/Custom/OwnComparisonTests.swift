import Foundation
import Metrics
import Tasks
import TestSupport
import Testing

struct OwnComparisonTests {
    private func compared(
        _ rows: String, _ predictions: String, _ layout: CustomLayout = CustomLayout(),
        positive: String? = nil
    ) throws -> OwnComparison {
        let folder = try TemporaryFolder()
        return try OwnComparison(
            of: folder.write(predictions, to: "p.tsv"), with: folder.write(rows, to: "mine.tsv"),
            layout, positive: positive)
    }

    @Test func theClassesAreThoseOfTheRowsAndOfThePredictions() throws {
        let own = try compared(
            "text\tlabel\na\tgood\nb\tbad\nc\tgood\n",
            "id\tprediction\n0\tgood\n1\tso-so\n2\tgood\n")
        #expect(own.definition.name == "mine" && own.rows == 3)
        #expect(own.definition.labels == ["bad", "good", "so-so"] && own.foreign == ["so-so"])
        #expect(own.comparison.values["accuracy"] == 2.0 / 3)
        #expect(own.comparison.classReport?.confusion == [[0, 0, 1], [0, 2, 0], [0, 0, 0]])
    }

    @Test func anotherSpellingOfALabelIsRefusedByItsLine() {
        let error = #expect(throws: DataError.self) {
            try compared("text\tlabel\na\t1\nb\t0\n", "id\tprediction\n0\t1.0\n1\t0\n")
        }
        #expect(
            error?.description.contains(
                "p.tsv: line 2: '1.0' is no label of the rows, in which '1' is the same number")
                == true, "\(error as Any)")
    }

    @Test(arguments: [
        ("1", "0", "True", "False"), ("good", "bad", "0.2", "0.7"),
        ("a", "b", "LABEL_0", "LABEL_1"),
    ])
    func predictionsOfWhichNoneIsALabelAreRefused(
        _ one: String, _ other: String, _ first: String, _ second: String
    ) throws {
        let error = #expect(throws: DataError.self) {
            try compared(
                "text\tlabel\na\t\(one)\nb\t\(other)\n",
                "id\tprediction\n0\t\(first)\n1\t\(second)\n", positive: one)
        }
        let text = try #require(error).description
        #expect(text.contains("no prediction is a label of the rows"), "\(text)")
        #expect([one, other, first, second].allSatisfy(text.contains), "\(text)")
    }

    @Test(arguments: ["row", "id"])
    func rowsAreJoinedByAColumnOfAnyName(_ inPredictions: String) throws {
        let own = try compared(
            "row\ttext\tlabel\nx\ta\tgood\ny\tb\tbad\n",
            "\(inPredictions)\tprediction\ny\tbad\nx\tgood\n", CustomLayout(identifier: "row"))
        #expect(own.comparison.values["accuracy"] == 1)
        let error = #expect(throws: DataError.self) {
            try compared(
                "text\tlabel\na\tgood\n", "id\tprediction\n0\tgood\n",
                CustomLayout(identifier: "row"))
        }
        #expect(error?.description.contains("no column 'row'") == true)
    }

    @Test func scoresAreComparedAsNumbers() throws {
        let own = try compared(
            "text\tscore\na\t1.5\nb\t0\nc\t4\n", "id\tprediction\n0\t1\n1\t0.5\n2\t3\n",
            CustomLayout(kind: .regression))
        #expect(own.foreign.isEmpty && own.rows == 3)
        let error = try #require(own.comparison.values["mean_squared_error"] ?? nil)
        #expect(abs(error - (0.25 + 0.25 + 1) / 3) < 1e-15)
    }

    @Test func thePositiveLabelIsOneOfBoth() throws {
        let rows = "text\tlabel\na\tgood\nb\tbad\n"
        let answers = "id\tprediction\n0\tgood\n1\tgood\n"
        #expect(try compared(rows, answers, positive: "bad").definition.positiveLabel == "bad")
        #expect(throws: DataError.self) { try compared(rows, answers, positive: "so-so") }
    }

    @Test func aStrayLabelBesideAPositiveOneIsNamed() throws {
        let rows = "text\tlabel\na\tgood\nb\tbad\nc\tbad\n"
        let answers = "id\tprediction\n0\tgood\n1\tmaybe\n2\tmaybe\n"
        let error = #expect(throws: DataError.self) {
            try compared(rows, answers, positive: "bad")
        }
        #expect(
            error?.description.hasSuffix(
                "p.tsv: predicted, but no row's label: 'maybe' (2 rows, the first on line 3); `positive_label` is "
                    + "one of two, and the rows have 'bad' and 'good'") == true, "\(error as Any)")
        let notice = try compared(rows, answers).foreignNotice
        #expect(
            notice?.hasSuffix(
                "p.tsv: predicted, but no row's label: 'maybe' (2 rows, the first on line 3)")
                == true, "\(notice as Any)")
    }

    @Test func namesThatAreTwiceMissingOrNobodysAreToldByFileAndLine() throws {
        let error = #expect(throws: DataError.self) {
            try compared(
                "id\ttext\tlabel\na\tt\tx\nb\tt\ty\nc\tt\tx\nd\tt\ty\n",
                "id\tprediction\na\tx\na\ty\nz\tx\nc\tx\n")
        }
        let text = try #require(error).description
        #expect(
            text.contains("p.tsv: line 3: 'a' has a prediction already, on line 2\n"), "\(text)")
        #expect(text.contains("p.tsv: line 4: 'z' is the name of no row\n"), "\(text)")
        #expect(text.contains("mine.tsv: line 3: 'b' has no prediction in "), "\(text)")
        #expect(text.contains("(and 1 more: line 5: 'd')"), "\(text)")
    }

    @Test func namesOfWhichNoneIsARowsAreToldAsSuch() throws {
        for (rows, words) in [
            (
                "row\ttext\tlabel\nx\ta\tgood\ny\tb\tbad\n",
                "they are numbered from 0, as no column of names was"
            ),
            ("id\ttext\tlabel\nx\ta\tgood\ny\tb\tbad\n", "theirs are 'x', 'y'"),
        ] {
            let error = #expect(throws: DataError.self) {
                try compared(rows, "id\tprediction\np\tgood\nq\tbad\n")
            }
            let text = try #require(error).description
            #expect(
                text.contains("no prediction has the name of a row: it has 'p', 'q'"), "\(text)")
            #expect(text.contains(words), "\(text)")
        }
    }

    @Test func rowsOfOneNameAreComparedWhereTheyStandInOneOrder() throws {
        let rows = "id\ttext\tlabel\na\tt\tx\na\tu\ty\nb\tv\tx\n"
        let own = try compared(rows, "id\tprediction\na\tx\na\ty\nb\tx\n")
        #expect(own.comparison.values["accuracy"] == 1)
        let error = #expect(throws: DataError.self) {
            try compared(rows, "id\tprediction\nb\tx\na\tx\na\ty\n")
        }
        #expect(error?.description.contains("'a' is the name of two rows") == true)
    }

    @Test(arguments: [
        "id\tprediction\n0\tgood\n", "id\tprediction\n1\tgood\n1\tbad\n",
        "id\tprediction\n0\tgood\n1\tbad\n2\tbad\n",
    ])
    func rowsThatAreMissingOrAnothersAreRefused(_ answers: String) {
        #expect(throws: DataError.self) { try compared("text\tlabel\na\tgood\nb\tbad\n", answers) }
    }

    @Test func textsAreNotNeededAndOneClassMayBeAll() throws {
        let own = try compared("id\tlabel\na\tyes\nb\tyes\n", "prediction\nyes\nyes\n")
        #expect(own.comparison.values["accuracy"] == 1 && own.foreign.isEmpty)
    }

    @Test func capitalsAreAnotherSpelling() {
        let error = #expect(throws: DataError.self) {
            try compared("text\tlabel\na\tYes\nb\tno\n", "prediction\nyes\nno\n")
        }
        #expect(error?.description.contains("line 2: 'yes' is no label of the rows") == true)
    }
}
