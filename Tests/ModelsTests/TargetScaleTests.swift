import Foundation
import Models
import Tasks
import TestSupport
import Testing
import Training

/// The unit in which the scores of a user's own files are learnt.
struct TargetScaleTests {
    @Test func meanAndDeviationAreThoseOfTheScores() throws {
        let scale = try TargetScale(of: [0, 100, 50, 50])
        #expect(scale.mean == 50)
        #expect((scale.deviation - 1250.squareRoot()).magnitude < 1e-12)
        let years = try TargetScale(of: (0..<1000).map { 1990 + Double($0 % 10) })
        #expect((years.mean - 1994.5).magnitude < 1e-9)
        #expect((years.deviation - 8.25.squareRoot()).magnitude < 1e-9)
        #expect(years.formula == "(score - 1994.5) / 2.8722813")
        #expect(try TargetScale(of: [-2, -4]).formula == "(score + 3.0) / 1.0")
    }

    @Test func equalScoresAreLearntAsTheirDifferenceToThem() throws {
        for scores in [[3.7, 3.7, 3.7], [3.7]] {
            let scale = try TargetScale(of: scores)
            #expect(scale.mean == 3.7 && scale.deviation == 1)
        }
        #expect(try TargetScale(of: []).deviation == 1)
    }

    static let refused: [([Double], String)] = [
        ([1e31, 0], "divide"), ([1e308, -1e308], "divide"), ([1e31], "divide"),
        ([1e-31, 2e-31], "multiply"), ([.leastNonzeroMagnitude, 0], "multiply"),
        ([1_000_000_000, 1_000_000_001], "subtract"),
        ([1_700_000_000_000, 1_700_000_000_060], "subtract"),
    ]

    @Test(arguments: refused)
    func scoresThatFloat32DoesNotTellApartAreRefused(_ scores: [Double], _ advice: String) {
        let error = #expect(throws: TrainingError.self) { try TargetScale(of: scores) }
        #expect(error?.description.contains(advice) == true, "\(error as Any)")
    }

    @Test(arguments: [1e-20, 1.0, 1e20] as [Double])
    func scoresOfAnyOtherSizeAreTaken(_ size: Double) throws {
        let scale = try TargetScale(of: [size, 2 * size, 3 * size])
        #expect((scale.mean / size - 2).magnitude < 1e-12)
        #expect((scale.deviation / size - (2.0 / 3).squareRoot()).magnitude < 1e-12)
    }

    @Test func onlyTheScoresOfOwnFilesAreScaledAndOnlyByTheRowsThatAreTrainedOn() throws {
        let known = SentenceWorkload(
            try TaskDefinition.named("sts-b"), dataFolder: URL(filePath: "nowhere"))
        #expect(try known.targetScale(TrainingOptions()) == nil)
        let folder = try TemporaryFolder()
        let file = try folder.write(
            "text,score\n" + (0..<50).map { "w\($0),\($0)\n" }.joined(), to: "a.csv")
        let rows = try CustomLayout(kind: .regression).load(train: file, development: file)
        let work = SentenceWorkload(rows)
        #expect(try work.targetScale(TrainingOptions())?.mean == 24.5)
        var limited = TrainingOptions()
        limited.limit = 1
        let one = try #require(try work.targetScale(limited))
        #expect(one.deviation == 1 && one.mean.rounded() == one.mean)
        let classes = try folder.write(
            "text,score\n" + (0..<50).map { "w\($0),\($0 % 4)\n" }.joined(), to: "b.csv")
        let labels = try CustomLayout(text: "text", label: "score")
            .load(train: classes, development: classes)
        #expect(try SentenceWorkload(labels).targetScale(TrainingOptions()) == nil)
    }
}
