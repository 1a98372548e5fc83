import Foundation
import Tasks
import TestSupport
import Testing

@Suite struct ReviewsTests {
    private static let name = "movieReviewSnippets_GroundTruth.txt"

    /// Loads the ratings as rows 1, 2, …, with more rows behind them that fill every part.
    private func load(_ task: String, _ ratings: [String]) throws -> [Target] {
        let folder = try TemporaryFolder()
        let filling = (1...40).map { $0 % 3 == 0 ? "1.5" : "-3.25" }
        let lines = (ratings + filling).enumerated().map { "\($0 + 1)\t\($1)\ttext \($0 + 1)\r\n" }
        try folder.write(lines.joined(), to: Self.name)
        let data = try TaskDefinition.named(task).load(from: folder.url)
        let rows = data.train + data.development + data.test
        #expect(rows.count == ratings.count + filling.count)
        return try ratings.indices.map { index in
            try #require(rows.first { $0.identifier == String(index + 1) }).target
        }
    }

    @Test func ratingOfZeroIsPositive() throws {
        let targets = try load("reviews", ["-4.0", "-0.05", "0.0", "-0.0", "0.0625", "4"])
        #expect(targets == [0, 0, 1, 1, 1, 1].map(Target.label))
    }

    @Test func ratingOnACutOfTheFiveGoesAwayFromZero() throws {
        let targets = try load(
            "reviews-5",
            ["-4", "-2.0", "-1.95", "-1.0", "-0.95", "0.0", "0.95", "1.0", "1.95", "2.0", "4"])
        #expect(targets == [0, 0, 1, 1, 2, 2, 2, 3, 3, 4, 4].map(Target.label))
    }

    @Test func scoreIsTheRatingItself() throws {
        let targets = try load("reviews-score", ["-4", "2.26666666667", "0"])
        #expect(targets == [-4, 2.26666666667, 0].map(Target.value))
    }

    @Test(arguments: ["4.01", "-5", "nan", "inf", "", " 1", "1,5", "two"])
    func ratingThatIsNoNumberFromMinusFourToFourIsRefused(_ rating: String) {
        for task in ["reviews", "reviews-5", "reviews-score"] {
            let error = #expect(throws: DataError.self) { try load(task, ["1", rating, "-1"]) }
            #expect(error?.problems.map(\.line) == [2])
        }
    }

    @Test func rowsKeepTheOrderOfTheFileAndTheCarriageReturnIsNotText() throws {
        let folder = try TemporaryFolder()
        let lines = (1...60).map { "\($0)\t\($0 % 2 == 0 ? -1 : 1)\tsnippet \($0)\r\n" }
        try folder.write(lines.joined(), to: Self.name)
        let data = try TaskDefinition.named("reviews").load(from: folder.url)
        for rows in [data.train, data.development, data.test] {
            let numbers = rows.compactMap { Int($0.identifier) }
            #expect(numbers == numbers.sorted())
            #expect(rows.allSatisfy { $0.first == "snippet \($0.identifier)" && $0.second == nil })
        }
        #expect(data.development.map(\.identifier) == ["8", "15", "17", "18", "20", "31"])
    }

    @Test func fileTooSmallForADevelopmentSetIsRefused() throws {
        let folder = try TemporaryFolder()
        try folder.write("1\t1\ta\r\n2\t-1\tb", to: Self.name)
        let error = #expect(throws: DataError.self) {
            try TaskDefinition.named("reviews").load(from: folder.url)
        }
        #expect(error?.description.contains("leaves no rows for the development set") == true)
    }
}
