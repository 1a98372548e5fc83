import Foundation
import Tasks
import TestSupport
import Testing

struct HeldOutTests {
    private func task(
        _ rows: [(text: String, label: String, group: String)], _ heldOut: HeldOutRows
    ) throws -> CustomTask {
        let folder = try TemporaryFolder()
        let lines = ["text\tlabel\tarticle"] + rows.map { "\($0.text)\t\($0.label)\t\($0.group)" }
        let file = try folder.write(lines.map { $0 + "\n" }.joined(), to: "train.tsv")
        return try CustomLayout(heldOut: heldOut).load(train: file, development: nil)
    }

    private func rows(_ count: Int) -> [(text: String, label: String, group: String)] {
        (0..<count).map { ("row \($0)", $0 % 5 == 0 ? "rare" : "usual", "article \($0 / 10)") }
    }

    @Test func aShareIsStratified() throws {
        let task = try task(rows(200), HeldOutRows(share: 0.1))
        #expect(task.data.development.count == 20)
        #expect(task.data.train.count == 180)
        let rare = task.classCounts.first { $0.label == "rare" }
        #expect(rare?.development == 4)
        #expect(rare?.train == 36)
    }

    @Test func noRowIsOnBothSidesOrLost() throws {
        let data = try task(rows(97), HeldOutRows(share: 0.2)).data
        let names = (data.train + data.development).map(\.identifier)
        #expect(Set(names).count == 97)
        #expect(names.count == 97)
    }

    @Test func rowsOfOneTextStayTogether() throws {
        let twice = rows(60) + rows(60)
        let data = try task(twice, HeldOutRows(share: 0.25)).data
        let texts = Set(data.development.map(\.first))
        #expect(texts.isDisjoint(with: data.train.map(\.first)))
        #expect(data.development.count == 2 * texts.count)
    }

    @Test func groupsStayTogether() throws {
        let all = rows(300)
        let data = try task(all, HeldOutRows(share: 0.2, group: "article")).data
        func articles(_ rows: [Example]) -> Set<String> {
            Set(rows.compactMap { row in all.first { $0.text == row.first }?.group })
        }
        #expect(articles(data.development).isDisjoint(with: articles(data.train)))
        #expect((50...70).contains(data.development.count))
    }

    @Test func theOrderOfTheRowsDecidesNothing() throws {
        let one = try task(rows(100), HeldOutRows(share: 0.1)).data
        let other = try task(rows(100).reversed(), HeldOutRows(share: 0.1)).data
        #expect(Set(one.development.map(\.first)) == Set(other.development.map(\.first)))
    }

    /// The same rows on every platform and in every version: who held out what is part of a result.
    @Test func theRowsAreThoseOfAllVersions() throws {
        let data = try task(rows(40), HeldOutRows(share: 0.1)).data
        #expect(data.development.map(\.first) == ["row 0", "row 11", "row 12", "row 39"])
    }

    @Test func foldsPartTheRows() throws {
        var seen: [String] = []
        for fold in 1...4 {
            let task = try task(rows(103), HeldOutRows(fold: fold, of: 4))
            #expect((25...27).contains(task.data.development.count))
            let rare = task.classCounts.first { $0.label == "rare" }?.development ?? 0
            #expect((5...6).contains(rare))
            seen += task.data.development.map(\.first)
        }
        #expect(seen.count == 103)
        #expect(Set(seen).count == 103)
    }

    @Test func anUnknownGroupIsRefused() throws {
        #expect(throws: DataError.self) {
            try task(rows(20), HeldOutRows(share: 0.1, group: "author"))
        }
    }
}
