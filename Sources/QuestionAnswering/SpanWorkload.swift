import Foundation
import Isotropy
import Metrics
import Models
import Options
import Tasks
import Torch
import Training

/// Questions that are answered by a span of a text: SQuAD.
public struct SpanWorkload: Workload {
    public var task: QuestionTask
    public var dataFolder: URL
    public var options: SpanOptions

    public init(_ task: QuestionTask, dataFolder: URL, options: SpanOptions) {
        self.task = task
        self.dataFolder = dataFolder
        self.options = options
    }

    public var name: String { task.name }
    public var headline: Metric { task.headline }

    /// How answers are looked for.
    public struct Details: Codable, Sendable {
        let spans: SpanOptions
    }

    public func details(_ training: TrainingOptions) -> Details { Details(spans: options) }

    /// A preset's features are those of sentence classifiers.
    public func usual(
        _ training: TrainingOptions, isGiven: (String) -> Bool
    ) -> TrainingOptions {
        var usual = training
        if !isGiven("features") { usual.features = .cls }
        return usual
    }

    public func problems(_ method: Method, _ training: TrainingOptions) -> [OptionProblem] {
        func idle(_ option: String, _ scope: TaskScope) -> OptionProblem {
            OptionProblem(option, Message(scope.objection(to: name)))
        }
        var problems = options.problems
        if method.isNormalized { problems.append(idle("normalizer", .sentences)) }
        if training.features != .cls { problems.append(idle("features", .sentences)) }
        if training.labelSmoothing > 0 { problems.append(idle("label_smoothing", .sentences)) }
        if training.classWeights != .none { problems.append(idle("class_weights", .sentences)) }
        if !task.allowsImpossible, options.nullThreshold != SpanOptions().nullThreshold {
            problems.append(idle("null_threshold", .answersOrNone))
        }
        problems += training.problems(selectingAmong: task.metricNames, isWhole: true)
        let length = training.maximumLength
        if let wrong = SpanOptions.objection(toStride: options.stride, maximumLength: length) {
            problems.append(wrong)
        }
        return problems
    }

    public func files(_ training: TrainingOptions) throws -> [URL] {
        try task.files(in: dataFolder)
    }

    public func prepare(
        _ source: ModelFolder, _ training: TrainingOptions
    ) throws -> PreparedRows<SpanModel> {
        let data = try task.load(from: dataFolder)
        let questions = training.limited(data.train)
        func windows(_ questions: [Question]) throws -> [SpanWindow] {
            try SpanWindow.windows(
                of: questions, with: source.tokenizer, maximumLength: training.maximumLength,
                stride: options.stride, segments: training.segments)
        }
        let train = try windows(questions)
        let limit = limitNotice(questions.count, of: data.train.count, "questions")
        let overlaps = overlapNotices(
            questions.map(RowContent.init),
            [("development", data.development.map(RowContent.init))], "questions")
        let notices = [limit].compactMap { $0 } + overlaps + notices(questions, train)
        let development = try windows(data.development)
        return PreparedRows(
            train: train.map(\.row),
            counts: RowCounts(
                training: questions.count, trainingAvailable: data.train.count,
                development: data.development.count, test: 0),
            notices: notices
        ) { model in
            SpanJudge(
                task: task, questions: data.development, windows: development,
                evaluator: SpanEvaluator(
                    model, options: options, allowsImpossible: task.allowsImpossible))
        }
    }

    private func notices(_ questions: [Question], _ windows: [SpanWindow]) -> [Message] {
        let coverage = SpanCoverage(of: questions, in: windows, stride: options.stride)
        var notices: [Message] = [
            "\(questions.count) questions are \(windows.count) windows of at most as many tokens as "
                + "`max_length`"
        ]
        if coverage.lost > 0 {
            notices.append(
                "\(coverage.lost) answers are whole in no window: they are longer than what two "
                    + "windows share, or begin or end where no token is")
        }
        let different = coverage.answers - coverage.recovered - coverage.lost
        if different > 0 {
            notices.append(
                "\(different) answers begin or end inside of a token: the whole token is learnt")
        }
        return notices
    }

    public func makeModel(
        _ source: ModelFolder, _ method: Method, _ training: TrainingOptions, seed: UInt64,
        on device: Device
    ) throws -> (model: SpanModel, notices: [Message]) {
        try (problems(method, training) + training.problems(freezing: source.encoder)).check()
        let model = try SpanModel(
            source.shape(training), precision: training.precision.resolved(on: device).arithmetic,
            device: device)
        return (model, source.notices(of: try model.load(source, seed: seed)))
    }

    public func export(
        _ model: SpanModel, of source: ModelFolder, _ training: TrainingOptions, to folder: URL
    ) throws {
        try model.write(
            to: folder, source: source, reading: training.reading, task: name, spans: options)
    }
}
