import Foundation
import Tasks
import TestSupport
import Testing

struct FoldTests {
    private typealias Row = (text: String, label: String, group: String)

    private func task(
        _ rows: [Row], _ folds: Int, group: String? = nil, kind: CustomLayout.Kind = .classification
    ) throws -> CustomTask {
        let folder = try TemporaryFolder()
        let lines = ["text\tlabel\tarticle"] + rows.map { "\($0.text)\t\($0.label)\t\($0.group)" }
        let file = try folder.write(lines.map { $0 + "\n" }.joined(), to: "train.tsv")
        return try CustomLayout(kind: kind, heldOut: HeldOutRows(folds: folds, group: group))
            .load(train: file, development: nil)
    }

    private func rows(_ count: Int, labels: Int) -> [Row] {
        (0..<count).map { ("row \($0)", "label \($0 * $0 % labels)", "article \($0 / 4)") }
    }

    /// The fold of every row, by its text.
    private func assignment(_ task: CustomTask) throws -> [String: Int] {
        let folds = try #require(task.folds)
        return Dictionary(
            zip(task.data.train.map(\.first), folds.ofRows), uniquingKeysWith: { first, _ in first }
        )
    }

    @Test(arguments: [(103, 4, 5), (60, 7, 3), (40, 1, 10)])
    func everyRowIsInOneFoldAndNoFoldHasMoreOfAClass(_ count: Int, _ labels: Int, _ folds: Int)
        throws
    {
        var all = rows(count, labels: labels)
        if labels == 1 { all += all.map { ($0.text + "!", "other", $0.group) } }
        let task = try task(all, folds)
        let dealt = try #require(task.folds)
        #expect(dealt.count == folds)
        #expect(dealt.ofRows.count == all.count && task.data.train.count == all.count)
        let places = (1...folds).flatMap { dealt.places(of: $0) }
        #expect(places.sorted() == Array(all.indices))
        for label in Set(all.map(\.label)) {
            let counts = (1...folds).map { fold in
                dealt.places(of: fold).count { all[$0].label == label }
            }
            #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 1, "\(label): \(counts)")
        }
        // Classes whose rows do not come out even must not all fill the same folds.
        #expect((dealt.sizes.max() ?? 0) - (dealt.sizes.min() ?? 0) <= 2, "\(dealt.sizes)")
    }

    @Test func theOrderOfTheRowsDecidesNothing() throws {
        let all = rows(90, labels: 3)
        var random = SystemRandomNumberGenerator()
        let one = try assignment(task(all, 4))
        #expect(try assignment(task(all.shuffled(using: &random), 4)) == one)
        #expect(try assignment(task(all.reversed(), 4)) == one)
        let groups = try assignment(task(all, 4, group: "article"))
        #expect(try assignment(task(all.reversed(), 4, group: "article")) == groups)
        #expect(groups != one)
    }

    /// The same rows on every platform and in every version: who held out what is part of a result.
    @Test func theFoldsAreThoseOfAllVersions() throws {
        let folds = try #require(try task(rows(12, labels: 3), 3).folds)
        #expect(folds.ofRows == [2, 3, 2, 1, 2, 3, 3, 1, 1, 3, 2, 1])
    }

    @Test func groupsAndRowsOfOneTextStayTogether() throws {
        let all = rows(80, labels: 3)
        let dealt = try #require(try task(all, 4, group: "article").folds)
        for article in Set(all.map(\.group)) {
            #expect(
                Set(all.indices.filter { all[$0].group == article }.map { dealt.ofRows[$0] }).count
                    == 1)
        }
        let twice = try #require(try task(all + all, 4).folds)
        #expect(Array(twice.ofRows.prefix(80)) == Array(twice.ofRows.suffix(80)))
    }

    @Test func aClassThatIsNeverTheMostOfAGroupIsSpreadToo() throws {
        // Every article has nine rows of one label and every other one also a row of the rare one.
        let all: [Row] = (0..<12).flatMap { article in
            (0..<9).map { ("row \(article) \($0)", "usual", "article \(article)") }
                + (article % 2 == 0 ? [("rare \(article)", "rare", "article \(article)")] : [])
        }
        let dealt = try #require(try task(all, 3, group: "article").folds)
        for fold in 1...3 {
            #expect(dealt.places(of: fold).count { all[$0].label == "rare" } == 2)
        }
    }

    @Test func aFoldOfTheSameFoldsCanBeHeldOutAlone() throws {
        let folder = try TemporaryFolder()
        let all = rows(50, labels: 2)
        let lines = ["text\tlabel"] + all.map { "\($0.text)\t\($0.label)" }
        let file = try folder.write(lines.map { $0 + "\n" }.joined(), to: "train.tsv")
        let dealt = try #require(try task(all, 4).folds)
        let alone = try CustomLayout(heldOut: HeldOutRows(fold: 3, of: 4))
            .load(train: file, development: nil)
        #expect(alone.folds == nil)
        #expect(alone.data.development.map(\.first) == dealt.places(of: 3).map { all[$0].text })
    }

    @Test(arguments: [
        (nil, 5, "label 'rare' has rows of 3 texts only, which cannot fill 5 folds: at most 3"),
        ("article", 4, "label 'rare' has rows of 1 group in column 'article' only"),
    ])
    func whatAClassCannotFillIsRefused(_ group: String?, _ folds: Int, _ what: String) throws {
        let all: [Row] =
            rows(40, labels: 2) + (0..<3).map { ("few \($0)", "rare", "article x") }
        let error = #expect(throws: DataError.self) { try task(all, folds, group: group) }
        let said = "\(try #require(error))"
        #expect(said.contains(what), "\(said)")
    }

    @Test func moreFoldsThanScoresAreRefused() throws {
        let all: [Row] = (0..<4).map { ("row \($0)", "\($0).5", "a") }
        let error = #expect(throws: DataError.self) { try task(all, 5, kind: .regression) }
        #expect("\(try #require(error))".contains("4 texts only, which cannot fill 5 folds"))
        #expect(try task(all, 4, kind: .regression).folds?.sizes == [1, 1, 1, 1])
    }
}
