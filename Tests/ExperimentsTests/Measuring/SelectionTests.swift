import Experiments
import Foundation
import Isotropy
import Metrics
import Models
import Tasks
import Testing
import Training

/// What chooses the best evaluation.
struct SelectionTests {
    /// What an evaluation says, read from its line without the library's types; whether the highest is best.
    struct Case: Sendable, CustomTestStringConvertible {
        let words: String
        let path: [String]
        var index: Int?
        let isHighBest: Bool
        var testDescription: String { words }

        func value(in line: [String: Any]) -> Double? {
            var value: Any? = line
            for key in path { value = (value as? [String: Any])?[key] }
            guard let index else { return value as? Double }
            let list = value as? [Any] ?? []
            return list.indices.contains(index) ? list[index] as? Double : nil
        }
    }

    static let cases = [
        Case(words: "metric", path: ["metrics", "accuracy"], isHighBest: true),
        Case(words: "f1", path: ["metrics", "f1"], isHighBest: true),
        Case(words: "isoscore:0", path: ["isotropy", "layers"], index: 0, isHighBest: true),
        Case(words: "isoscore:1", path: ["isotropy", "layers"], index: 1, isHighBest: true),
        Case(words: "isoscore:last", path: ["isotropy", "layers"], index: 4, isHighBest: true),
        Case(words: "low-isoscore:2", path: ["isotropy", "layers"], index: 2, isHighBest: false),
        Case(words: "isoscore:tokens", path: ["isotropy", "tokens"], isHighBest: true),
        Case(words: "isoscore:features", path: ["isotropy", "features"], isHighBest: true),
        Case(
            words: "low-isoscore:features", path: ["isotropy", "features"], isHighBest: false),
        Case(
            words: "ev3", path: ["isotropy", "explained_variance"], index: 2, isHighBest: false),
        Case(
            words: "high-ev3", path: ["isotropy", "explained_variance"], index: 2,
            isHighBest: true),
    ]

    @Test(arguments: cases)
    func theEvaluationThatIsKeptIsTheFirstOfTheBest(_ test: Case) throws {
        let run = try TinyRun()
        run.options.selectBy = try #require(ModelSelection(test.words))
        run.task = try run.task.reporting(.classes(.accuracy))
        let outcome = try run.run("run")
        let lines = try Data(contentsOf: run.directory("run").evaluations)
            .split(separator: UInt8(ascii: "\n")).compactMap {
                try JSONSerialization.jsonObject(with: $0) as? [String: Any]
            }
        #expect(lines.count == 6)
        var best = 0
        for (index, line) in lines.enumerated() {
            let (value, before) = try (
                #require(test.value(in: line)), #require(test.value(in: lines[best]))
            )
            let isBest = index == 0 || (test.isHighBest ? value > before : value < before)
            #expect(line["is_best"] as? Bool == isBest)
            if isBest { best = index }
        }
        #expect(outcome.results.bestStep == lines[best]["step"] as? Int)
        #expect(outcome.results.selectedBy == test.words)
        #expect(outcome.results.headline == "accuracy")
        #expect("\(run.options.selectBy)" == test.words)
    }

    /// Else the test above could pass for a choice that looks at something else.
    @Test func highAndLowChooseOthers() throws {
        let run = try TinyRun()
        var steps: [Int] = []
        for words in ["isoscore:last", "low-isoscore:last", "ev3", "high-ev3"] {
            run.options.selectBy = try #require(ModelSelection(words))
            steps.append(try run.run(words.replacing(":", with: "-")).results.bestStep)
        }
        #expect(steps[0] != steps[1] && steps[2] != steps[3])
    }

    @Test func anEarlyStopGoesByTheSameChoice() throws {
        let run = try TinyRun()
        run.options.selectBy = .isoScore(.last, .lessIsotropic)
        let all = try run.run("all").evaluations
        run.options.earlyStopping = 1
        let stopped = try run.run("stopped").evaluations
        let firstWorse = try #require(all.firstIndex { !$0.isBest })
        #expect(stopped.count == firstWorse + 1)
    }

    @Test(arguments: [
        "isoscore", "isoscore:", "isoscore:-1", "isoscore:01", "isoscore:first", "ev3:last", "ev4",
        "-ev3", "accuracies", "", "low-isoscore", "high-isoscore:1", "f1:1",
    ])
    func wordsThatNameNothingAreRefused(_ words: String) {
        #expect(ModelSelection(words) == nil)
        var options = TrainingOptions()
        #expect(throws: (any Error).self) { try options.set("select_by", .text(words)) }
    }

    @Test(arguments: [(-1, false), (0, true), (1, false), (49, false), (50, true), (1000, true)])
    func oneStepInFiftyIsTheMost(_ steps: Int, _ isTaken: Bool) {
        var options = TrainingOptions()
        options.measureEvery = steps
        #expect(options.problems.isEmpty == isTaken)
    }

    private func refusal(_ words: String, folds: Int? = nil) throws -> String {
        let tiny = try TinyExperiment()
        let error = #expect(throws: (any Error).self) {
            try tiny.run(folds: folds, selectBy: try #require(ModelSelection(words)))
        }
        #expect(!FileManager.default.fileExists(atPath: tiny.out.path))
        return error.map { "\($0)" } ?? ""
    }

    @Test func whatTheModelOrTheTaskDoesNotHaveIsRefused() throws {
        #expect(try refusal("isoscore:5").contains("the model has the layers 0 to 4"))
        #expect(try refusal("pearson").contains("evaluations of this task have accuracy"))
        #expect(try refusal("mismatched_accuracy").contains("evaluations of this task have"))
        #expect(try refusal("ev3", folds: 2).contains("has no effect with folds"))
    }

    @Test func aRunIsResumedByTheSameChoiceOnly() throws {
        let tiny = try TinyExperiment()
        #expect(throws: TrainingError.self) { try tiny.run(stop: 3, selectBy: .headline) }
        let error = #expect(throws: TrainingError.self) {
            try tiny.run(existing: .resume, selectBy: .explainedVariance(.moreIsotropic))
        }
        #expect("\(error as Any)".contains("`training.select_by`: metric, now ev3"))
    }
}
