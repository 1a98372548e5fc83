import Files
import Foundation
import TaskArchives
import Tasks
import TestSupport
import Testing

/// Files that are made of fetched ones: MRPC's.
struct DerivationTests {
    private static let division = Derivation.divided(
        table: "all.txt", by: ["#1", "#2"], list: "ids.tsv", listed: "dev.tsv",
        others: "train.tsv")

    private func divided(_ table: String, _ list: String) throws(DerivationProblem) -> [String] {
        try Self.division.make([Array(table.utf8), Array(list.utf8)])
            .map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func listedRowsAreOneFileAndTheOthersAnotherInTheTablesOrder() throws {
        #expect(Self.division.files == ["train.tsv", "dev.tsv"])
        let table = "label\t#1\t#2\n1\ta\tb\n0\tb\ta\n1\tc\td\n0\ta\td\n"
        #expect(
            try divided(table, "a\td\nb\ta\n") == [
                "label\t#1\t#2\n1\ta\tb\n1\tc\td\n", "label\t#1\t#2\n0\tb\ta\n0\ta\td\n",
            ])
    }

    @Test func marksAndLineEndsOfTheTableStayAndAreNoPartOfNames() throws {
        let table = "\u{FEFF}#2\tlabel\t#1\r\nb\t1\ta\r\nd\t0\tc "
        #expect(
            try divided(table, "\u{FEFF}a\tb\r\n") == [
                "\u{FEFF}#2\tlabel\t#1\r\nd\t0\tc \n", "\u{FEFF}#2\tlabel\t#1\r\nb\t1\ta\r\n",
            ])
        #expect(try divided("#1\t#2\r\na\tb\r\n", "#1\t#2\na\tb")[1] == "#1\t#2\r\na\tb\r\n")
    }

    @Test func aListedRowThatTheTableLacksIsNamed() throws {
        let error = try #require(throws: DerivationProblem.self) {
            try divided("#1\t#2\na\tb\n", "a\tb\nb\ta\na\tc\n")
        }
        #expect(error.source == "ids.tsv")
        #expect(error.message == "lists b a and 1 more, which all.txt has not")
    }

    @Test(arguments: [
        ("", "a\tb", "all.txt", nil, "is empty"),
        ("#1\t#2\na\tb\nc", "a\tb", "all.txt", 3, "has 1 cells, not 2"),
        ("#1\t#2\na\tb\n\nc\td", "a\tb", "all.txt", 3, "has 1 cells, not 2"),
        ("#1\t2\na\tb", "a\tb", "all.txt", nil, "has no column '#2'"),
        ("#1\t#2\na\tb", "a\tb\na", "ids.tsv", 2, "has 1 cells, not 2"),
    ])
    func whatIsNoTableIsNamed(
        _ table: String, _ list: String, _ source: String, _ line: Int?, _ message: String
    ) throws {
        let error = try #require(throws: DerivationProblem.self) { try divided(table, list) }
        #expect(error.source == source && error.line == line && error.message == message)
    }

    @Test func rowsAreNumberedWithoutTheColumnThatIsKept() throws {
        let numbering = Derivation.numbered(table: "t", without: "label", file: "test.tsv")
        let table = "\u{FEFF}label\tid\ttext\r\n1\t7\tIt rained.\r\n0\t5\t\r\n"
        let made = try numbering.make([Array(table.utf8)])
        #expect(numbering.files == ["test.tsv"])
        #expect(
            made.map { String(decoding: $0, as: UTF8.self) } == [
                "index\tid\ttext\n0\t7\tIt rained.\n1\t5\t\n"
            ])
        #expect(throws: DerivationProblem("t", "has no column 'label'")) {
            try numbering.make([Array("id\n1\n".utf8)])
        }
    }

    @Test func mrpcIsMadeOfItsThreeFiles() throws {
        let place = try Place(ParaphraseFiles().server)
        let folder = try place.fetch("mrpc")
        #expect(
            try place.folder.names(in: "tasks/mrpc") == ["dev.tsv", "test.tsv", "train.tsv"])
        #expect(try place.names() == ["mrpc"])
        let task = try TaskDefinition.named("mrpc")
        let data = try task.load(from: folder)
        #expect(data.train.count == 3668 && data.development.count == 408)
        #expect(data.development.map(\.identifier).prefix(2) == ["1000-2000", "1009-2009"])
        #expect(data.train.map(\.identifier).prefix(2) == ["1001-2001", "1002-2002"])
        let test = try task.loadUnlabelled(from: folder)
        #expect(test.map(\.examples.count) == [1725])
        #expect(test[0].examples.allSatisfy { $0.target == .unknown })
        #expect(place.archives.folder(of: "mrpc") == folder)
    }

    @Test func mrpcWithAnotherListIsNotKept() throws {
        var files = ParaphraseFiles()
        files.list += "1\t2\r\n"
        let place = try Place(files.server)
        let error = try #require(throws: FetchError.self) { try place.fetch("mrpc") }
        #expect(error.kind == .damaged)
        #expect(
            error.description
                == "mrpc_dev_ids.tsv of mrpc lists 1 2, which "
                + "msr_paraphrase_train.txt has not; it was not kept")
        #expect(try place.names() == [])
        files = ParaphraseFiles()
        files.list = String(files.list.dropLast("4663\t5663\r\n".count))
        let other = try Place(files.server)
        let differs = try #require(throws: FetchError.self) { try other.fetch("mrpc") }
        #expect(differs.kind == .differs && differs.description.contains("3669 rows, not 3668"))
        #expect(try other.names() == [])
    }
}

/// MRPC's three files with the official counts, but sentences of our own.
struct ParaphraseFiles {
    /// With a byte-order mark and carriage returns, as the published file has them.
    var train = "\u{FEFF}Quality\t#1 ID\t#2 ID\t#1 String\t#2 String\r\n"
    var test = "\u{FEFF}Quality\t#1 ID\t#2 ID\t#1 String\t#2 String\r\n"
    var list = ""

    init() {
        // Every ninth row is listed until the development set is full.
        var left = (listed: [129, 279], others: [1194, 2474])
        for row in 0..<4076 {
            let isListed = row % 9 == 0 && left.listed != [0, 0]
            let counts = isListed ? left.listed : left.others
            let label = counts[row % 2] > 0 ? row % 2 : 1 - row % 2
            if isListed { left.listed[label] -= 1 } else { left.others[label] -= 1 }
            let names = "\(1000 + row)\t\(2000 + row)"
            train += "\(label)\t\(names)\tIt \"rained.\tIt was wet.\r\n"
            if isListed { list += names + "\r\n" }
        }
        for row in 0..<1725 { test += "1\t\(row)\t\(row + 1)\tIt rained.\tIt was wet.\r\n" }
    }

    var server: TestServer.Handler {
        let data = [
            "/senteval/senteval_data/msr_paraphrase_train.txt": train,
            "/senteval/senteval_data/msr_paraphrase_test.txt": test,
            "/glue/data/mrpc_dev_ids.tsv": list,
        ].mapValues { Data($0.utf8) }
        return { request in data[request.path].map { .content($0, request) } ?? .status(404) }
    }
}
