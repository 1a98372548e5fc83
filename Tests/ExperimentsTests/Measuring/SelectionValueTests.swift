import Foundation
import Metrics
import Testing
import Training

/// Which of two evaluations is better, also where one of them lacks the number.
struct SelectionValueTests {
    /// An evaluation as its line in a file has it.
    private func record(
        metrics: [String: Double?] = [:], explained: [Double] = [], features: Double? = nil,
        layers: [Double?] = []
    ) throws -> EvaluationRecord {
        func json(_ number: Double?) -> Any { number ?? NSNull() }
        var isotropy: [String: Any] = [
            "explained_variance": explained, "explained_variance_curve": explained,
            "layers": layers.map(json),
        ]
        isotropy["features"] = features
        let line: [String: Any] = [
            "step": 1, "epoch": 1, "metrics": metrics.mapValues(json), "isotropy": isotropy,
            "is_best": false,
        ]
        return try JSONDecoder().decode(
            EvaluationRecord.self, from: JSONSerialization.data(withJSONObject: line))
    }

    private func isBetter(
        _ words: String, _ one: EvaluationRecord, _ other: EvaluationRecord,
        headline: Metric = .classes(.accuracy)
    ) throws -> Bool {
        try #require(ModelSelection(words)).isBetter(one, than: other, headline: headline)
    }

    /// The best of errors is the lowest, of all else the highest, as the headline and by name.
    @Test(arguments: Metric.all)
    func theBestOfErrorsIsTheLowest(_ metric: Metric) throws {
        let isError = metric.name.contains("error")
        let (low, high) = (
            try record(metrics: [metric.name: 0.25]), try record(metrics: [metric.name: 0.5])
        )
        for words in ["metric", metric.name] {
            #expect(try isBetter(words, low, high, headline: metric) == isError)
            #expect(try isBetter(words, high, low, headline: metric) == !isError)
            #expect(try !isBetter(words, low, low, headline: metric))
        }
        let selection = try #require(ModelSelection("isoscore:features"))
        let said = selection.words(headline: metric)
        #expect(said == "the highest IsoScore of the sentence features")
    }

    @Test(arguments: [
        ("isoscore:features", true), ("low-isoscore:features", false), ("isoscore:0", true),
        ("low-isoscore:0", false), ("isoscore:last", true), ("ev3", false), ("high-ev3", true),
    ])
    func theMoreIsotropicIsBestUnlessTheLessIsAskedFor(
        _ words: String, _ isHighBest: Bool
    ) throws {
        let low = try record(explained: [0, 0, 0.25], features: 0.25, layers: [0.25, 0.9, 0.25])
        let high = try record(explained: [0, 0, 0.5], features: 0.5, layers: [0.5, 0.1, 0.5])
        #expect(try isBetter(words, high, low) == isHighBest)
        #expect(try isBetter(words, low, high) == !isHighBest)
        #expect(try !isBetter(words, low, low) && !isBetter(words, high, high))
    }

    /// What is undefined is worse than any value, whichever end is best, and no better than itself.
    @Test(arguments: [
        "metric", "accuracy", "isoscore:features", "low-isoscore:features", "isoscore:1",
        "low-isoscore:last", "isoscore:7", "ev3", "high-ev3",
    ])
    func whatIsUndefinedIsWorseThanAnyValue(_ words: String) throws {
        let missing = try record(
            metrics: ["accuracy": nil], explained: [0.5, 0.6], layers: [nil, nil])
        let whole = try record(
            metrics: ["accuracy": 0.0], explained: [0.5, 0.6, 0.7], features: 0,
            layers: [0, 0, 0, 0, 0, 0, 0, 0])
        #expect(try isBetter(words, whole, missing))
        #expect(try !isBetter(words, missing, whole))
        #expect(try !isBetter(words, missing, missing))
    }
}
