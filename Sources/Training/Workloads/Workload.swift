import Encoders
import Foundation
import Isotropy
import Metrics
import Models
import Options
import Tasks
import Torch

/// What an experiment trains and on what: a kind of model, and a task's rows.
public protocol Workload {
    associatedtype Model: TrainableModel
    /// What a workload has of its own, beside what is below.
    associatedtype Details: Codable & Sendable

    /// What options and files call the task.
    var name: String { get }
    /// Decides early stopping and the choice of the best model.
    var headline: Metric { get }
    /// Where the rows come from.
    var dataFolder: URL { get }
    /// Everything else that decides a run's numbers, as its configuration records it.
    func details(_ options: TrainingOptions) throws -> Details

    /// The options with what they must be for it where nobody gave them.
    /// - Parameter isGiven: whether a user gave an option, by its name.
    func usual(_ options: TrainingOptions, isGiven: (String) -> Bool) -> TrainingOptions

    /// What of a method and of the options has no effect on the task, or cannot be with it.
    func problems(_ method: Method, _ options: TrainingOptions) -> [OptionProblem]

    /// Its folds, where each is held out in turn; `nil` where there is one set of rows to train on.
    var crossValidation: CrossValidation<Self>? { get }

    /// The files that are read beside the model's.
    func files(_ options: TrainingOptions) throws -> [URL]

    /// Reads the rows and tokenizes them.
    func prepare(
        _ source: ModelFolder, _ options: TrainingOptions
    ) throws -> PreparedRows<Model>

    /// A run's model on a device before its first step, and what a user should know of it.
    func makeModel(
        _ source: ModelFolder, _ method: Method, _ options: TrainingOptions, seed: UInt64,
        on device: Device
    ) throws -> (model: Model, notices: [Message])

    /// Writes a checkpoint that others open.
    func export(
        _ model: Model, of source: ModelFolder, _ options: TrainingOptions, to folder: URL
    ) throws
}

extension Workload {
    public func usual(
        _ options: TrainingOptions, isGiven: (String) -> Bool
    ) -> TrainingOptions { options }

    public func problems(_ method: Method, _ options: TrainingOptions) -> [OptionProblem] { [] }

    public var crossValidation: CrossValidation<Self>? { nil }
}

/// How many rows a run has of each kind, as a user counts them: a question may be several rows of a model.
public struct RowCounts: Sendable, Codable, Equatable {
    /// That are trained on.
    public var training: Int
    /// Of which a limit may have taken a part.
    public var trainingAvailable: Int
    public var development: Int
    /// 0 where the task has no test set with labels.
    public var test: Int

    public init(training: Int, trainingAvailable: Int, development: Int, test: Int) {
        self.training = training
        self.trainingAvailable = trainingAvailable
        self.development = development
        self.test = test
    }

    enum CodingKeys: String, CodingKey {
        case training, development, test
        case trainingAvailable = "training_available"
    }
}

/// A task's rows as a model reads them, and how it is judged by those that it is not trained on.
public struct PreparedRows<Model: TrainableModel> {
    public let train: [Model.Row]
    public let counts: RowCounts
    /// What a user should know of them.
    public let notices: [Message]
    public let judge: (Model) -> any Judge

    /// - Parameters:
    ///   - train: what the model is trained on.
    ///   - judge: judges a model by the other rows.
    public init(
        train: [Model.Row], counts: RowCounts, notices: [Message],
        judge: @escaping (Model) -> any Judge
    ) {
        self.train = train
        self.counts = counts
        self.notices = notices
        self.judge = judge
    }
}

extension ModelFolder {
    /// The encoder's configuration with the dropout that a run asks for.
    package func shape(_ options: TrainingOptions) -> EncoderConfiguration {
        var shape = encoder
        shape.frozenLayers = options.freeze.layerCount
        if let dropout = options.dropout {
            shape.hiddenDropout = dropout
            shape.attentionDropout = dropout
            shape.classifierDropout = dropout
            shape.spanDropout = min(shape.spanDropout, dropout)
        }
        return shape
    }
}
