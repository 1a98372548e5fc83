import Checkpoints
import Foundation
import Metrics
import Tasks
import Torch

/// Sentence classification and regression.
public struct SentenceWorkload: Workload {
    public var task: TaskDefinition
    public var dataFolder: URL
    /// The rows where they have been read already.
    private var rows: TaskData?
    /// The user's own files that they were read from.
    public private(set) var custom: CustomSource?

    public init(_ task: TaskDefinition, dataFolder: URL) {
        self.task = task
        self.dataFolder = dataFolder
    }

    /// The user's own files, which had to be read to know what they ask.
    public init(_ custom: CustomTask) {
        task = custom.definition
        dataFolder = URL(filePath: custom.source.train)
        rows = custom.data
        self.custom = custom.source
    }

    public var name: String { task.name }
    public var headline: Metric { task.headline }

    public func prepare(
        _ source: ModelFolder, _ options: TrainingOptions
    ) throws -> PreparedRows<SentenceModel> {
        let rows = try rows ?? task.load(from: dataFolder)
        let data = try EncodedData(
            rows, tokenizer: source.tokenizer, options: options, source: dataFolder.path)
        let limit = limitNotice(
            data.train.count, of: rows.train.count, "rows", task.kind, data.train.map(\.target))
        let notices = [limit, data.truncation(options.maximumLength).notice].compactMap { $0 }
        return PreparedRows(
            train: data.train, trainingCount: data.train.count,
            developmentCount: data.development.count, testCount: data.test.count,
            availableCount: rows.train.count,
            notices: notices + overlaps(options.limited(rows.train), rows)
        ) { model in
            SentenceJudge(model, task: task, data: data)
        }
    }

    private func overlaps(_ train: [Example], _ rows: TaskData) -> [String] {
        overlapNotices(
            train.map(RowContent.init),
            rows.sets.dropFirst().map { ($0.name, $0.examples.map(RowContent.init)) }, "rows")
    }

    public func makeModel(
        _ source: ModelFolder, _ method: MethodOptions, _ options: TrainingOptions, seed: UInt64
    ) throws -> (model: SentenceModel, notices: [String]) {
        let model = try SentenceModel(
            source.shape(options), head: Head(task.kind), features: options.features,
            normalizer: try method.makeNormalizer(size: source.encoder.hiddenSize),
            precision: options.precision.resolved)
        let report = try model.load(source, seed: seed)
        let head = source.encoder.family.sentenceHead
        var notices: [String] = []
        if report.ignored.contains(head.classifier + ".weight") {
            notices.append("the model's classifier is for other labels or features: it starts anew")
        }
        if options.features == .pooler, report.new.contains(head.pooler + ".weight") {
            notices.append("the model has no pooler: it starts anew")
        }
        return (model, notices)
    }

    public func export(
        _ model: SentenceModel, of source: ModelFolder, _ options: TrainingOptions, to folder: URL
    ) throws {
        try CheckpointExport(
            model: model, source: source, training: options, columns: custom?.columns
        )
        .write(to: folder)
    }
}
