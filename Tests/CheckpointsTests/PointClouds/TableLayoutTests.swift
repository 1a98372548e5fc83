import Checkpoints
import Foundation
import TestSupport
import Testing
import Torch

/// Headers and names of rows, as pandas, R and people write them, over the same two points or more.
struct TableLayoutTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func read(
        _ text: String, columns: String? = nil, header: Bool? = nil
    ) throws -> (rows: [[Double]], notes: [String]) {
        let file = try folder.write(Array(text.utf8), to: "cloud.csv")
        var options = PointCloudOptions()
        options.columns = try columns.map { try #require(PointCloudOptions.Columns.list($0)) }
        options.hasHeader = header
        var notes: [String] = []
        let points = try PointCloudFile.read(file, options) { notes.append($0.description) }[0]
            .points
        let numbers: [Double] = try points.elements()
        let width = points.size(1)
        return (
            stride(from: 0, to: numbers.count, by: width).map { Array(numbers[$0..<$0 + width]) },
            notes
        )
    }

    private static let rows = [[0.5, -2], [1.25, 4], [-3, 0.75]]

    @Test(arguments: [
        // Nothing to take out.
        ("0.5,-2\n1.25,4\n-3,.75\n", 0), ("x,y\n0.5,-2\n1.25,4\n-3,.75\n", 0),
        // pandas: columns without names, an index without a name, both, and reset_index.
        ("0,1\n0.5,-2\n1.25,4\n-3,.75\n", 1), (",x,y\n0,0.5,-2\n1,1.25,4\n2,-3,.75\n", 1),
        (",0,1\n0,0.5,-2\n1,1.25,4\n2,-3,.75\n", 2),
        (",x,y\nking,0.5,-2\nqueen,1.25,4\npawn,-3,.75\n", 1),
        ("index,x,y\n7,0.5,-2\n9,1.25,4\n8,-3,.75\n", 1),
        ("Unnamed: 0,x,y\n7,0.5,-2\n9,1.25,4\n8,-3,.75\n", 1),
        // Without a header, with the index.
        ("0,0.5,-2\n1,1.25,4\n2,-3,.75\n", 1), ("1\t0.5\t-2\n2\t1.25\t4\n3\t-3\t.75\n", 1),
        // R: write.csv, write.table with and without names of rows, write.csv2 with points.
        ("\"\",\"V1\",\"V2\"\n\"1\",0.5,-2\n\"2\",1.25,4\n\"3\",-3,.75\n", 1),
        ("\"V1\",\"V2\"\n\"1\",0.5,-2\n\"2\",1.25,4\n\"3\",-3,.75\n", 1),
        ("V1,V2\nking,0.5,-2\nqueen,1.25,4\npawn,-3,.75\n", 1),
        ("\"V1\";\"V2\"\n0.5;-2\n1.25;4\n-3;.75\n", 0),
        // Names of rows wherever they stand.
        ("x,ID,y\n0.5,4,-2\n1.25,a,4\n-3,6,.75\n", 1),
        ("sentence_id,id,x,y\n1,2,0.5,-2\n1,2,1.25,4\n1,2,-3,.75\n", 2),
        ("id,0,1\n3,0.5,-2\n5,1.25,4\n4,-3,.75\n", 2),
        ("\"a,b\",\"id\",y\n0.5,1,-2\n1.25,1,4\n-3,1,.75\n", 1),
        // Saved with the index twice and more, and by reset_index, wherever it stands.
        (",Unnamed: 0,x,y\n0,0,0.5,-2\n1,1,1.25,4\n2,2,-3,.75\n", 2),
        (",Unnamed: 0.1,Unnamed: 0,x,y\n0,7,0,0.5,-2\n1,7,1,1.25,4\n2,7,2,-3,.75\n", 3),
        ("x,Unnamed: 0,y\n0.5,9,-2\n1.25,8,4\n-3,5,.75\n", 1),
        ("level_0,index,x,y\n0,9,0.5,-2\n1,8,1.25,4\n2,5,-3,.75\n", 2),
        (",index,x,index.1,y\n0,9,0.5,4,-2\n1,8,1.25,3,4\n2,5,-3,1,.75\n", 3),
        (",Unnamed: 0,0,1\n0,0,0.5,-2\n1,1,1.25,4\n2,2,-3,.75\n", 3),
        ("\"\",\"X\",\"V1\",\"V2\"\n\"1\",1,0.5,-2\n\"2\",2,1.25,4\n\"3\",3,-3,.75\n", 2),
        ("0,0,0.5,-2\n1,1,1.25,4\n2,2,-3,.75\n3,3,1,1", 2),
        // Separators in quotes do not decide, nor those that the second line lacks.
        ("\"a;b\",y\n0.5,-2\n1.25,4\n-3,.75\n", 0),
        ("\"a\tb\";\"c,d\"\n0.5;-2\n1.25;4\n-3;.75\n", 0),
        ("a;b,y\n0.5,-2\n1.25,4\n-3,.75\n", 0),
        // Names that only look like numbers or like missing ones.
        ("Na,_1\n0.5,-2\n1.25,4\n-3,.75\n", 0), ("(a),naïve\n0.5,-2\n1.25,4\n-3,.75\n", 0),
    ])
    func thePointsAreWhatRemains(_ text: String, _ noteCount: Int) throws {
        let found = try read(text)
        #expect(found.rows.prefix(3) == Self.rows[...])
        #expect(found.notes.count == noteCount, "\(found.notes)")
    }

    @Test func whatLooksLikeNamesOfRowsInACloudOfWholeNumbersIsADimension() throws {
        #expect(try read("1,2\n2,4\n3,6\n").rows == [[1, 2], [2, 4], [3, 6]])
        let found = try read("0,1\n1,0\n4,4\n")
        #expect(found.rows == [[0, 1], [1, 0], [4, 4]])
        #expect(found.notes.count == 1 && found.notes[0].hasSuffix("`header` takes it as a header"))
        // Three numbers that count are no chance.
        #expect(try read("0,1,2\n5,5,5\n6,6,7\n").rows == [[5, 5, 5], [6, 6, 7]])
        #expect(
            try read("x,y\n0,0.5\n1,0.25\n2,0.75\n").rows == [[0, 0.5], [1, 0.25], [2, 0.75]])
    }

    /// The first line is a point as any other, however few of its cells are numbers.
    @Test(arguments: [
        ("nan,nan,nan", [1]), (",,", [1, 2, 3]), ("NA,NA,NA", [1, 2, 3]),
        ("inf,-inf,Infinity", [1]), ("1e400,1e400,-1e999", [1]),
        ("0x10,0x11,0x12", [1, 2, 3]), ("0.5,,", [2, 3]), ("<NA>,#N/A,null", [1, 2, 3]),
        ("#DIV/0!,-1.#IND,#VALUE!", [1, 2, 3]), ("?,-,.", [1, 2, 3]), ("\\N,None,NaN", [1, 2, 3]),
        ("−1,$2,+3x", [1, 2, 3]), ("-nan(ind),nan,n/a", [1, 2, 3]),
        ("\"NaN\",\"\",\"NULL\"", [1, 2, 3]),
    ])
    func aFirstLineOfNoNumbersAndNoNamesIsRefused(_ line: String, _ columns: [Int]) throws {
        let error = try #require(throws: CheckpointError.self) {
            try read(line + "\n1,2,3\n1.5,2.5,4\n2,1,0.5\n")
        }
        let places = columns.map { "line 1, column \($0): " }
        #expect(zip(error.problems, places).allSatisfy { $0.hasPrefix($1) }, "\(error.problems)")
        #expect(error.problems.count >= columns.count)
    }

    @Test func aDimensionWithoutAFirstNumberIsNotLeftOut() throws {
        let error = try #require(throws: CheckpointError.self) {
            try read("0,,,\n1,2.5,3,1\n2,1,1,0.5\n")
        }
        #expect(
            error.problems == (2...4).map { "line 1, column \($0): '' is not a number" })
    }

    @Test func whyWordsAreNoHeaderIsSaid() throws {
        let text = "x,nan,y\n1,2,3\n"
        let error = try #require(throws: CheckpointError.self) { try read(text) }
        #expect(
            error.problems.last
                == "line 1 is taken as a point, as 'nan' in column 2 is no name; `header` takes it "
                + "as a header")
        #expect(try read(text, header: true).rows == [[1, 2, 3]])
    }

    @Test func aTableOfNamesOfRowsAloneIsRefused() throws {
        let error = try #require(throws: CheckpointError.self) {
            try read(",Unnamed: 0\n0,0\n1,1\n")
        }
        #expect(
            error.problems.count == 1 && error.problems[0].hasPrefix("every column names the rows"))
    }

    @Test func headersOfAnotherWidthAreRefused() throws {
        for text in ["a,b\n1,2.5,3\n4,5,6\n", "a,b,c,d\n1,2,3\n", "a\n1,2,3\n2,2,3\n"] {
            let error = try #require(throws: CheckpointError.self) { try read(text) }
            #expect(error.description.contains("line 1: the header has"))
        }
    }

    @Test func wishesGoBeforeRules() throws {
        let text = "id,x,y\n1,0.5,-2\n2,1.25,4\n3,-3,.75\n"
        #expect(try read(text, columns: "2-3").rows == Self.rows)
        #expect(try read(text, columns: "y,x").rows == Self.rows)
        #expect(try read(text, columns: "id").rows == [[1], [2], [3]])
        #expect(try read(text, columns: "1-3").rows[0] == [1, 0.5, -2])
        #expect(try read("0,1\n0.5,2\n", header: false).rows == [[0, 1], [0.5, 2]])
        #expect(try read("7,8\n0.5,2\n", header: true).rows == [[0.5, 2]])
        #expect(try read("0,0.5,1\n1,2.5,3\n2,1,1\n", columns: "1,2").rows[0] == [0, 0.5])
    }

    @Test func whatIsNotThereIsNamed() throws {
        let text = "x,x,y\n1,0.5,-2\n"
        let error = try #require(throws: CheckpointError.self) {
            try read(text, columns: "x,z,4,2-9")
        }
        #expect(
            error.problems == [
                "the header has more than one column 'x'", "the header has no column 'z'",
                "there is no column 4: the rows have 3", "there is no column 9: the rows have 3",
            ])
        let other = try #require(throws: CheckpointError.self) { try read("1,2\n", columns: "x") }
        #expect(other.problems == ["the header is missing"])
    }

    @Test(arguments: ["", "0", "2-1", "1,,2", "1-", "99999999999999999999", ","])
    func aListThatIsNoneIsRefused(_ text: String) {
        let list = PointCloudOptions.Columns.list(text)
        // A dash alone may be in a name.
        #expect(list == nil || list == [.named(text)])
    }

    @Test func aColumnOfWordsIsTakenOutWithoutALineForEach() throws {
        let words = (0..<3000).map { "word\($0),\(Double($0) / 7),1.5" }
        let found = try read(",a,b\n" + words.joined(separator: "\n"))
        #expect(found.rows.count == 3000 && found.rows[7] == [1, 1.5])
        let error = try #require(throws: CheckpointError.self) {
            try read("w,a,b\n" + words.joined(separator: "\n"))
        }
        #expect(error.problems.count == 20 && error.omitted == 2980)
    }
}
