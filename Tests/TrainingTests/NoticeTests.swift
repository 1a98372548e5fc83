import Foundation
import Models
import Tasks
import TestSupport
import Testing
import Training

/// What a user is told of the rows before training.
struct NoticeTests {
    private func notices(
        train: String, development: String, limit: Int = 0, maximumLength: Int = 32,
        test: String? = nil
    ) throws -> [String] {
        let folder = try TemporaryFolder()
        try writeModelFolder("tiny-bert", to: folder.file("model"))
        let custom = try CustomLayout().load(
            train: folder.write("text,label\n" + train, to: "train.csv"),
            development: folder.write("text,label\n" + development, to: "dev.csv"),
            test: test.map { try folder.write("text,label\n" + $0, to: "test.csv") })
        var options = TrainingOptions()
        options.limit = limit
        options.maximumLength = maximumLength
        return try SentenceWorkload(custom).prepare(ModelFolder(folder.file("model")), options)
            .notices.map(\.description)
    }

    private static let rows = (0..<12).map { "w\(10 + $0),\($0 % 3 == 0 ? "bad" : "good")\n" }
    private static let others = "w50,bad\nw51,good\n"

    @Test func nothingOddIsNothingTold() throws {
        #expect(try notices(train: Self.rows.joined(), development: Self.others) == [])
    }

    @Test func aLimitShowsHowManyRowsOfWhichClasses() throws {
        let told = try notices(train: Self.rows.joined(), development: Self.others, limit: 5)
        let notice = try #require(told.first)
        let parts = try #require(
            notice.wholeMatch(of: #/`limit`: trains on 5 of 12 rows \(bad: (\d+), good: (\d+)\)/#))
        let numbers = try [parts.1, parts.2].map { try #require(Int($0)) }
        #expect(told.count == 1 && numbers.reduce(0, +) == 5 && numbers.min() != 0)
        #expect(try notices(train: Self.rows.joined(), development: Self.others, limit: 12) == [])
    }

    @Test func trainingRowsThatJudgeAreToldWhateverTheirFilesAndOrder() throws {
        let rows = Self.rows.joined()
        #expect(
            try notices(train: rows, development: Self.rows.reversed().joined()) == [
                "all 12 rows of the development set are trained on: it says nothing of new text"
            ])
        #expect(
            try notices(
                train: rows, development: Self.others + Self.rows[3], test: rows + "w60,bad\n") == [
                    "1 of 3 rows of the development set are trained on as well",
                    "12 of 13 rows of the test set are trained on as well",
                ])
        // Another answer to the same text is another row.
        #expect(try notices(train: rows, development: Self.others + "w10,good\n") == [])
    }

    @Test func onlyWhatIsTrainedOnCounts() throws {
        let told = try notices(
            train: Self.rows.joined(), development: Self.rows.joined(), limit: 5)
        #expect(told.last == "5 of 12 rows of the development set are trained on as well")
    }

    @Test func rowsThatAreCutAreCountedAndThoseThatJustFitAreNot() throws {
        // [CLS] and [SEP] beside 6, 4 and 3 tokens.
        let train = "w9 w8 w7 w6 w5 w4,bad\nw9 w8 w7 w6,good\nw9 w8 w7,good\n"
        let development = "w9 w8 w7 w6 w5,bad\nw9 w8 w7 w6,bad\nw20,good\nw1 w2 w3 w4 w5 w6,good\n"
        let told = try notices(train: train, development: development, maximumLength: 6)
        #expect(
            told == [
                "truncated to `max_length` 6: 1 of 3 training rows, 2 of 4 development rows"
            ])
    }

    @Test func questionsAreComparedByTheirTextsToo() throws {
        let told = overlapNotices(["a", "b"], [("development", ["b", "c"])], "questions")
        #expect(told == ["1 of 2 questions of the development set are trained on as well"])
    }
}
