import Experiments
import Foundation
import Isotropy
import Layers
import Metrics
import Models
import QuestionAnswering
import Tasks
import TestSupport
import Testing
import Torch
import Training

/// Whole runs on questions made here: the answer is the word that the question names.
struct SpanRunTests {
    private let folder: TemporaryFolder
    private let source: ModelFolder

    init() throws {
        folder = try TemporaryFolder()
        try writeModelFolder("tiny-bert", to: folder.file("model"))
        source = try ModelFolder(folder.file("model"))
        try FileManager.default.createDirectory(
            at: folder.file("data"), withIntermediateDirectories: true)
        for (version, impossible) in [("v1.1", false), ("v2.0", true)] {
            for (name, paragraphs) in [("train", 0..<12), ("dev", 12..<16)] {
                try writeQuestions(
                    paragraphs: paragraphs, impossible: impossible,
                    to: folder.file("data/\(name)-\(version).json"))
            }
        }
    }

    private func run(
        _ output: String, task name: String = "squad", nullThreshold: Double = 0,
        penalty: any PenaltyOptions = CosRegOptions(), earlyStopping: Int = 0,
        resuming: Bool = false, until stop: Int = .max
    ) throws -> ExperimentResults {
        var options = SpanOptions()
        options.stride = 6
        options.nullThreshold = nullThreshold
        var training = TrainingOptions()
        training.learningRate = 2e-3
        training.batchSize = 6
        training.epochs = 6
        training.evaluateEvery = 8
        training.maximumLength = 24
        training.precision = .fp32
        training.dropout = 0
        training.earlyStopping = earlyStopping
        let task = try #require(QuestionTask.all.first { $0.name == name })
        let experiment = Experiment(
            source: source,
            work: SpanWorkload(task, dataFolder: folder.file("data"), options: options),
            methods: [Method(penalty: penalty)], seeds: [1],
            training: training, preset: .corrected, output: folder.file(output),
            existing: resuming ? .resume : .refuse, version: "test")
        var step = 0
        return try experiment.run(isInterrupted: { step == stop }) { _ in
            { event in
                if case .step(let record) = event { step = record.step }
            }
        }
    }

    private func answers(_ output: String) throws -> [String: String] {
        try JSONDecoder().decode(
            [String: String].self,
            from: Data(contentsOf: RunDirectory(folder.file(output)).predictedAnswers))
    }

    @Test func aRunLearnsWritesTheOfficialAnswersAndACheckpointThatGivesThemAgain() throws {
        let results = try run("run")
        let directory = RunDirectory(folder.file("run"))
        let log = try TinyRun.lines(directory.log, of: StepRecord.self)
        let losses = log.map(\.taskLoss)
        let first: Double = losses.prefix(4).reduce(0, +)
        let last: Double = losses.suffix(4).reduce(0, +)
        #expect(last < 0.95 * first)
        #expect(log.allSatisfy { $0.penalty != 0 })
        #expect(results.developmentRows == 8 && results.trainingRows == 24)
        let scores = try #require(results.methods.first?.runs.first?.development)
        #expect(
            Set(scores.keys) == [AnswerMetric.answerF1.rawValue, AnswerMetric.exactMatch.rawValue])

        let answers = try answers("run")
        #expect(Set(answers.keys) == Set((12..<16).flatMap { ["\($0)-3", "\($0)-24"] }))
        #expect(answers.values.allSatisfy { $0.hasPrefix("w") })

        let saved = try ModelFolder(directory.checkpoint)
        #expect(
            saved.configuration.fields["architectures"] as? [String]
                == ["BertForQuestionAnswering"])
        let model = try SpanModel.fineTuned(saved, on: Computation(precision: .fp32))
        let questions = try QuestionTask.all[0].loadDevelopment(from: folder.file("data"))
        let windows = try SpanWindow.windows(
            of: questions, with: saved.tokenizer, maximumLength: 24, stride: 6)
        #expect(windows.count == 2 * questions.count)
        let again = try SpanEvaluator(model, options: SpanOptions(), allowsImpossible: false)
            .answers(to: questions, windows)
        #expect(Dictionary(uniqueKeysWithValues: again.map { ($0.id, $0.text) }) == answers)
    }

    /// I-STAR toward a covariance that is sampled anew with every epoch, so that what is saved of it
    /// matters.
    static let penalties: [any PenaltyOptions] = [
        CosRegOptions(),
        {
            var options = IStarOptions()
            options.lambda = 1
            options.targetSize = 300
            return options
        }(),
    ]

    @Test(arguments: penalties)
    func anInterruptedRunGoesOnToTheSameAnswers(
        _ penalty: any PenaltyOptions
    ) throws {
        let whole = try run("whole", penalty: penalty)
        let log = try TinyRun.lines(RunDirectory(folder.file("whole")).log, of: StepRecord.self)
        #expect(log.allSatisfy { $0.penalty != 0 && $0.loss != $0.taskLoss })
        #expect(throws: TrainingError.self) { try run("parts", penalty: penalty, until: 19) }
        let parts = try run("parts", penalty: penalty, resuming: true)
        #expect(try answers("parts") == answers("whole"))
        #expect(
            parts.methods.first?.runs.first?.development
                == whole.methods.first?.runs.first?.development)
        let weights = ["whole", "parts"].map {
            RunDirectory(folder.file($0)).checkpoint.appending(path: "model.safetensors")
        }
        #expect(try Data(contentsOf: weights[0]) == Data(contentsOf: weights[1]))
    }

    @Test func aRunStopsEarlyOnF1AndKeepsTheBestModelsAnswers() throws {
        let results = try #require(try run("run", earlyStopping: 2).methods.first?.runs.first)
        let directory = RunDirectory(folder.file("run"))
        let evaluations = try TinyRun.lines(directory.evaluations, of: EvaluationRecord.self)
        let scores = try evaluations.map { record in
            try #require(record.metrics[AnswerMetric.answerF1.rawValue] ?? nil)
        }
        #expect(results.stoppedEarly && results.headline == AnswerMetric.answerF1.rawValue)
        var best = 0
        for (index, record) in evaluations.enumerated() {
            let isBetter = index == 0 || scores[index] > scores[best]
            #expect(record.isBest == isBetter)
            if isBetter { best = index }
        }
        #expect(evaluations.count == best + 3, "two evaluations after the best")
        #expect(results.bestStep == evaluations[best].step)
        #expect(results.development == evaluations[best].metrics)
        let questions = try QuestionTask.all[0].loadDevelopment(from: folder.file("data"))
        let kept = try SQuADSubmission.answers(from: directory.predictedAnswers)
        #expect(QuestionTask.all[0].metrics(kept, questions) == evaluations[best].metrics)
    }

    /// With a threshold that everything reaches, or nothing, all questions have an answer, or none.
    @Test func questionsWithoutAnswersAreToldByTheThreshold() throws {
        for (name, threshold) in [("all", 1e9), ("none", -1e9)] {
            let results = try run(name, task: "squad-2", nullThreshold: threshold)
            let answers = try answers(name)
            #expect(answers.count == 8)
            #expect(answers.values.allSatisfy { $0.isEmpty == (name == "none") })
            let odds: [String: Double] = try JSONDecoder().decode(
                [String: Double].self,
                from: Data(contentsOf: RunDirectory(folder.file(name)).nullOdds))
            #expect(Set(odds.keys) == Set(answers.keys))
            #expect(odds.values.allSatisfy { $0.isFinite })
            let scores = try #require(results.methods.first?.runs.first?.development)
            let unanswerable = scores["unanswerable_" + AnswerMetric.answerF1.rawValue] ?? nil
            #expect(unanswerable == (name == "none" ? 1 : 0))
            let answerable = scores["answerable_" + AnswerMetric.answerF1.rawValue] ?? nil
            #expect(name == "all" || answerable == 0)
            let best = scores["best_" + AnswerMetric.answerF1.rawValue] ?? nil
            #expect((best ?? 0) >= 0.5, "refusing every question is right for half of them")
        }
    }

    @Test func aNormalizerHasNoPlaceInAModelOfSpans() throws {
        let work = SpanWorkload(
            QuestionTask.all[0], dataFolder: folder.file("data"), options: SpanOptions())
        let method = Method(normalizer: IsoBNOptions.corrected)
        #expect(throws: TrainingError.self) {
            try work.makeModel(source, method, TrainingOptions(), seed: 1, on: .cpu)
        }
    }
}
