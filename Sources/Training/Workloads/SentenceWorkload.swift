import Checkpoints
import Foundation
import Isotropy
import Metrics
import Models
import Options
import Tasks
import Torch

/// Sentence classification and regression.
public struct SentenceWorkload: Workload {
    public var task: TaskDefinition
    public var dataFolder: URL
    /// The rows where they have been read already.
    private(set) var rows: TaskData?
    /// Whether there are no files behind them.
    private var isFromMemory = false
    /// The user's own files that they were read from.
    public private(set) var custom: CustomSource?
    /// Where each fold of the rows is held out in turn.
    private(set) var folds: Folds?

    public init(_ task: TaskDefinition, dataFolder: URL) {
        self.task = task
        self.dataFolder = dataFolder
    }

    /// Rows of the caller's own, as ``TaskDefinition/custom(_:isPair:)`` describes them.
    ///
    /// A run's configuration has their hash in the place of files, so that a run is never resumed with others.
    public init(_ task: TaskDefinition, rows: TaskData) {
        self.task = task
        self.rows = rows
        dataFolder = URL(filePath: "/dev/null")
        isFromMemory = true
    }

    /// The user's own files, which had to be read to know what they ask.
    public init(_ custom: CustomTask) {
        task = custom.definition
        dataFolder = URL(filePath: custom.source.train)
        rows = custom.data
        self.custom = custom.source
        folds = custom.folds
    }

    /// Takes the rows of one fold's run in the place of all.
    mutating func hold(_ rows: TaskData, fold: Int) {
        self.rows = rows
        folds = nil
        custom?.heldOut?.fold = fold
    }

    /// Whether the rows that are held out choose no model.
    private var holdsOutAFold: Bool { custom?.heldOut?.fold != nil }

    public var name: String { task.name }
    public var headline: Metric { task.headline }

    /// The user's own files, and the unit in which their scores are learnt.
    public struct Details: Codable, Sendable {
        let custom: CustomSource?
        let targets: TargetScale?
        /// The label that F1 is of, where it is not the second.
        let positiveLabel: String?
        /// In the order of the labels, as resolved.
        let classWeights: [Double]?
        /// XXH64 of rows that came from memory.
        let rows: String?

        enum CodingKeys: String, CodingKey {
            case custom, targets, rows
            case positiveLabel = "positive_label"
            case classWeights = "class_weights"
        }
    }

    public func details(_ options: TrainingOptions) throws -> Details {
        Details(
            custom: custom, targets: try targetScale(options),
            positiveLabel: unusualPositiveLabel,
            classWeights: try classWeights(options), rows: isFromMemory ? rows?.hash : nil)
    }

    /// The label that F1 is of, where it is not the second.
    private var unusualPositiveLabel: String? {
        task.positiveLabel == task.labels?.last ? nil : task.positiveLabel
    }

    /// The weight of each class in the loss; `nil` where all rows are alike.
    private func classWeights(_ options: TrainingOptions) throws -> [Double]? {
        guard options.classWeights != .none, let labels = task.labels else { return nil }
        let train = try options.limited((rows ?? task.load(from: dataFolder)).train)
        return try options.classWeights.values(train.map(\.target.label), labels: labels)
    }

    public func files(_ options: TrainingOptions) throws -> [URL] {
        let files = try isFromMemory ? [] : custom?.files ?? task.files(in: dataFolder)
        return files + (try options.classWeights.files())
    }

    public func prepare(
        _ source: ModelFolder, _ options: TrainingOptions
    ) throws -> PreparedRows<SentenceModel> {
        let rows = try rows ?? task.load(from: dataFolder)
        let names = task.metrics.map(\.name)
        try options.problems(
            selectingAmong: names
                + rows.furtherDevelopment.flatMap { set in names.map { "\(set.name)_\($0)" } },
            isWhole: true
        ).check()
        let data = try EncodedData(
            rows, tokenizer: source.tokenizer, options: options, source: dataFolder.path)
        let limit = limitNotice(
            data.train.count, of: rows.train.count, "rows", task.kind, data.train.map(\.target))
        let notices = [limit, truncation(data, options).notice].compactMap { $0 }
        return PreparedRows(
            train: data.train,
            counts: RowCounts(
                training: data.train.count, trainingAvailable: rows.train.count,
                development: data.development.count, test: data.test.count),
            notices: notices + overlaps(options.limited(rows.train), rows)
        ) { model in
            SentenceJudge(model, task: task, data: data, measuresAtEnd: holdsOutAFold)
        }
    }

    /// Scores of the user's own files have any unit; those of known tasks are learnt as published.
    public func targetScale(_ options: TrainingOptions) throws -> TargetScale? {
        guard custom != nil || isFromMemory, let rows, case .regression = task.kind else {
            return nil
        }
        return try TargetScale(of: options.limited(rows.train).map(\.target.value))
    }

    private func truncation(_ data: EncodedData, _ options: TrainingOptions) -> TruncatedRows {
        holdsOutAFold
            ? data.truncation(options.maximumLength, held: "held-out rows")
            : data.truncation(options.maximumLength)
    }

    private func overlaps(_ train: [Example], _ rows: TaskData) -> [Message] {
        let sets = rows.sets.dropFirst().map { set in
            (
                holdsOutAFold && set.name == "development" ? "held-out" : set.name,
                set.examples.map(RowContent.init)
            )
        }
        return overlapNotices(train.map(RowContent.init), sets, "rows")
    }

    public func makeModel(
        _ source: ModelFolder, _ method: Method, _ options: TrainingOptions, seed: UInt64,
        on device: Device
    ) throws -> (model: SentenceModel, notices: [Message]) {
        if let alike = OutputNames.alike(Head(task.kind).labels).first {
            throw TrainingError.run(
                "label \(quoted(alike.name)) is there in two spellings that Unicode holds to be equal; a "
                    + "checkpoint has room for one")
        }
        try check(options, for: source)
        let targets = try targetScale(options)
        let model = try SentenceModel(
            source.shape(options), head: Head(task.kind), features: options.features,
            normalizer: try method.normalizer.makeNormalizer(
                size: source.encoder.hiddenSize, on: device),
            targets: targets, classWeights: try classWeights(options),
            labelSmoothing: options.labelSmoothing,
            precision: options.precision.resolved(on: device).arithmetic,
            device: device)
        let report = try model.load(source, seed: seed)
        let head = source.encoder.family.sentenceHead
        let objection =
            report.new.contains(head.classifier + ".weight")
            ? try source.objection(source.openWeights(), to: model.head, options.features) : nil
        return (
            model,
            source.notices(
                of: report, unread: options.features == .pooler ? [] : [head.pooler],
                objection: objection) + (targets.map { [$0.notice] } ?? [])
        )
    }

    public func export(
        _ model: SentenceModel, of source: ModelFolder, _ options: TrainingOptions, to folder: URL
    ) throws {
        try CheckpointExport(
            model: model, source: source, reading: options.reading, task: name,
            columns: custom?.columns, positiveLabel: unusualPositiveLabel
        )
        .write(to: folder)
    }
}

extension SentenceWorkload {
    /// Refuses what the task or the model has no use for.
    private func check(_ options: TrainingOptions, for source: ModelFolder) throws(TrainingError) {
        var problems = options.problems(freezing: source.encoder)
        if case .regression = task.kind {
            if options.labelSmoothing > 0 {
                problems.append(
                    OptionProblem("label_smoothing", "has no effect on scores: it spreads classes"))
            }
            if options.classWeights != .none {
                problems.append(
                    OptionProblem("class_weights", "have no effect on scores: they weigh classes"))
            }
        }
        guard problems.isEmpty else { throw TrainingError.options(problems) }
    }
}
