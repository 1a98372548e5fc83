import Encoders
import Isotropy
import Layers
import Torch

/// A row of a task as a model reads it.
public protocol EncodedRow: Sendable {
    var ids: [Int32] { get }
    var typeIDs: [Int32] { get }
}

/// What a training pass gives.
public struct TrainingOutput {
    /// The mean loss of the rows.
    public let loss: Tensor
    /// What penalties look at.
    public let states: HiddenStates
    /// `nil` for models that have no features of sentences.
    public let features: SentenceFeatures?

    public init(loss: Tensor, states: HiddenStates, features: SentenceFeatures? = nil) {
        self.loss = loss
        self.states = states
        self.features = features
    }
}

/// What a classifier reads of a batch, before its dropout.
public struct SentenceFeatures {
    /// After the normalizer, float32 `[sentences, hidden]`.
    public let vectors: Tensor
    /// The class of each sentence, and how many there are; `nil` for scores.
    public let classes: (ofSentences: [Int], count: Int)?

    public init(vectors: Tensor, classes: (ofSentences: [Int], count: Int)?) {
        self.vectors = vectors
        self.classes = classes
    }
}

/// An encoder with a head that has a loss: what a run trains.
public protocol TrainableModel: AnyObject {
    associatedtype Row: EncodedRow

    var store: ParameterStore { get }
    var encoder: TransformerEncoder { get }
    var normalizer: any Normalizer { get }

    /// The mean loss of rows, and what it was computed from.
    /// - Parameters:
    ///   - batch: of those rows.
    ///   - reading: the tokens of the last layer that others than the head will read.
    func loss(
        of rows: [Row], _ batch: PackedBatch, _ pass: ForwardPass, reading: TokenSelection
    ) throws -> TrainingOutput
}

extension PackedBatch {
    /// - Parameter device: where the model is.
    public init(
        _ rows: some Sequence<some EncodedRow>, on device: Device = .cpu
    ) throws(TorchError) {
        try self.init(rows.map { (ids: $0.ids, typeIDs: $0.typeIDs) }, on: device)
    }
}
