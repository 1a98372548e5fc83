import Foundation
import Testing
import Tokenization

struct FolderTests {
    @Test func everyCaseIsRead() {
        #expect(FolderCase.all.count == FolderCase.lines.count - 1)
        #expect(FolderCase.all.count >= 300)
        #expect(FolderCase.rows.count == 5)
    }

    @Test(arguments: FolderCase.all)
    func aFolderGivesWhatTransformersMakesOfIt(_ folder: FolderCase) throws {
        let scratch = try folder.write()
        if let refused = folder.refused {
            let refusal = try scratch.refusal()
            #expect(refusal.contains(refused), "\(refusal)")
            return
        }
        let tokenizer = try Tokenizer(contentsOf: scratch.url)
        #expect(tokenizer.givesTypeIDs == folder.types)
        let (ids, offsets) = (try #require(folder.ids), try #require(folder.offsets))
        try #require(ids.count == FolderCase.rows.count && offsets.count == ids.count)
        for (row, (ids, offsets)) in zip(FolderCase.rows, zip(ids, offsets)) {
            let encoding = try tokenizer.encode(
                row.text, pairedWith: row.other, maximumLength: row.maximumLength)
            #expect(encoding.ids == ids, "\(row.text)")
            #expect(flat(encoding.offsets) == offsets, "\(row.text)")
        }
    }

    /// The table of Documentation/tokenizers.md has the fields that the cases are of, and no others.
    @Test func everyFieldOfTheTableIsCompared() throws {
        let root = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in
            url.deletingLastPathComponent()
        }
        let article = try String(
            contentsOf: root.appendingPathComponent("Documentation/tokenizers.md"), encoding: .utf8)
        let start = try #require(article.range(of: "## What each field does"))
        let section = article[start.upperBound...].prefix { $0 != "#" }
        let cells = section.split(separator: "\n").filter { $0.hasPrefix("| ") }
            .compactMap { $0.split(separator: "|").first }
        let listed = cells.flatMap { cell in
            cell.split(separator: "`", omittingEmptySubsequences: false).enumerated()
                .filter { $0.offset % 2 == 1 }.map { String($0.element) }
        }
        let compared = Set(FolderCase.all.flatMap(\.fields))
        #expect(Set(listed).symmetricDifference(compared).sorted() == [])
        #expect(listed.count > 30)
    }
}
