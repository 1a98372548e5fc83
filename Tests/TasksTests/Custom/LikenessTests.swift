import Foundation
import Tasks
import TestSupport
import Testing

/// Files that are something else than they are read as.
struct LikenessTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func refusal(_ layout: CustomLayout, train: URL, development: URL) throws -> String {
        try #require(
            throws: DataError.self
        ) { try layout.load(train: train, development: development) }.description
    }

    @Test(arguments: [
        ("tab", "\t"), ("\\t", "\t"), ("TAB", "\t"), ("comma", ","), ("semicolon", ";"),
        ("pipe", "|"), (";", ";"), ("\t", "\t"), ("colon", "colon"),
    ])
    func aDelimiterHasANameToo(_ word: String, _ sign: String) {
        #expect(CustomLayout.sign(named: word) == sign)
    }

    @Test func eachFileWithAnotherDelimiterIsTold() throws {
        let commas = try folder.write("text,label\na,x\nb,y\n", to: "commas.csv")
        let semicolons = try folder.write("text;label\na;x\nb;y\n", to: "semicolons.csv")
        let first = try refusal(CustomLayout(), train: semicolons, development: commas)
        #expect(first.contains("if ';' stands between cells, give `delimiter`"), "\(first)")
        let other = try refusal(CustomLayout(), train: commas, development: semicolons)
        #expect(
            other.hasPrefix(
                "\(semicolons.path): line 1: no column 'text', 'label'; the header has "),
            "\(other)")
        #expect(
            other.hasSuffix(
                "if ';' stands between cells, write the file as the train file, as one `delimiter` is for all"
            ),
            "\(other)")
    }

    @Test(arguments: [
        ("[{\"text\": \"a\", \"label\": \"x\"}]", "[", "an array of objects (json)", "json"),
        ("{\"text\": \"a\", \"label\": \"x\"}\n", "{", "an object a line (jsonl)", "jsonl"),
    ])
    func jsonThatIsReadAsATableIsCalledJSON(
        _ text: String, _ sign: String, _ words: String, _ format: String
    ) throws {
        let file = try folder.write(text, to: "rows.json")
        for table in [CustomLayout.Format.commas, .tabs] {
            let told = try refusal(
                CustomLayout(format: table), train: file, development: file)
            #expect(
                told.hasSuffix(
                    ": the file begins with '\(sign)', as \(words) does, and is read as \(table.rawValue): give "
                        + "`format` \(format)"), "\(told)")
        }
    }

    @Test func whatIsNotTheJSONThatWasAskedForIsToldByItsFirstSign() throws {
        let table = try folder.write("text,label\na,x\n", to: "rows.csv")
        let array = try folder.write("[{\"text\": \"a\"}]", to: "array.jsonl")
        let asked = try refusal(
            CustomLayout(format: .jsonArray), train: table, development: table)
        #expect(
            asked
                == "\(table.path): line 1: begins with 't', and an array of objects (json) with '[': leave "
                + "`format` out, or give csv or tsv")
        let named = try refusal(CustomLayout(), train: array, development: array)
        #expect(
            named.hasSuffix("an object a line (jsonl) with '{': give `format` json"), "\(named)")
    }
}
