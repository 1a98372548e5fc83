import Encoders
import Isotropy
import Layers
import Torch

/// A row of a task as a model reads it.
public protocol EncodedRow: Sendable {
    var ids: [Int32] { get }
    var typeIDs: [Int32] { get }
}

/// An encoder with a head that has a loss: what a run trains.
public protocol TrainableModel: AnyObject {
    associatedtype Row: EncodedRow

    var store: ParameterStore { get }
    var encoder: TransformerEncoder { get }
    var normalizer: any Normalizer { get }

    /// The mean loss of rows, and the hidden states that penalties look at.
    /// - Parameters:
    ///   - batch: of those rows.
    ///   - reading: the tokens of the last layer that others than the head will read.
    func loss(
        of rows: [Row], _ batch: PackedBatch, _ pass: ForwardPass, reading: TokenSelection
    ) throws -> (loss: Tensor, states: HiddenStates)
}

extension PackedBatch {
    /// - Parameter device: where the model is.
    public init(
        _ rows: some Sequence<some EncodedRow>, on device: Device = .cpu
    ) throws(TorchError) {
        try self.init(rows.map { (ids: $0.ids, typeIDs: $0.typeIDs) }, on: device)
    }
}
