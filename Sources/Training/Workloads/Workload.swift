import Encoders
import Foundation
import Isotropy
import Metrics
import Tasks
import Torch

/// What an experiment trains and on what: a kind of model, and a task's rows.
public protocol Workload {
    associatedtype Model: TrainableModel

    /// What options and files call the task.
    var name: String { get }
    /// Decides early stopping and the choice of the best model.
    var headline: Metric { get }
    /// Where the rows come from.
    var dataFolder: URL { get }
    /// How answers are looked for; `nil` for sentences.
    var spans: SpanOptions? { get }
    /// The user's own files; `nil` for known tasks.
    var custom: CustomSource? { get }

    /// The files that the rows are read from.
    func files() throws -> [URL]

    /// The unit in which scores are learnt; `nil` where they are learnt as they are.
    func targetScale(_ options: TrainingOptions) throws -> TargetScale?

    /// Reads the rows and tokenizes them.
    func prepare(
        _ source: ModelFolder, _ options: TrainingOptions
    ) throws -> PreparedRows<Model>

    /// A run's model on a device before its first step, and what a user should know of it.
    func makeModel(
        _ source: ModelFolder, _ method: Method, _ options: TrainingOptions, seed: UInt64,
        on device: Device
    ) throws -> (model: Model, notices: [String])

    /// Writes a checkpoint that others open.
    func export(
        _ model: Model, of source: ModelFolder, _ options: TrainingOptions, to folder: URL
    ) throws
}

extension Workload {
    public var spans: SpanOptions? { nil }
    public var custom: CustomSource? { nil }
    public func targetScale(_ options: TrainingOptions) throws -> TargetScale? { nil }
}

/// A task's rows as a model reads them, and how it is judged by those that it is not trained on.
public struct PreparedRows<Model: TrainableModel> {
    let train: [Model.Row]
    /// As a user counts them: a question may be several rows of a model.
    let trainingCount, developmentCount, testCount: Int
    /// The training rows before a limit.
    let availableCount: Int
    /// What a user should know of them.
    package let notices: [String]
    let judge: (Model) -> any Judge
}

extension ModelFolder {
    /// The encoder's configuration with the dropout that a run asks for.
    func shape(_ options: TrainingOptions) -> EncoderConfiguration {
        var shape = encoder
        if let dropout = options.dropout {
            shape.hiddenDropout = dropout
            shape.attentionDropout = dropout
            shape.classifierDropout = dropout
            shape.spanDropout = min(shape.spanDropout, dropout)
        }
        return shape
    }
}
