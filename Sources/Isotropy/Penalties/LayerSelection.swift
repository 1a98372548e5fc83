import Layers
import Torch

/// The layers whose tokens a penalty takes as its points.
public enum LayerSelection: Sendable, Codable, Hashable {
    /// Every transformer layer, without the embeddings.
    case all
    /// The last layer.
    case last
    /// One layer: 0 is the embeddings, 1 the first transformer layer.
    case layer(Int)

    /// The states of those layers, `[tokens, hidden]` each.
    /// - Throws: for a layer that the encoder does not have.
    public func states(of states: HiddenStates) throws(TorchError) -> [Tensor] {
        switch self {
        case .all: return states.transformerLayers
        case .last: return [states.last]
        case .layer(let index):
            guard states.layers.indices.contains(index) else {
                throw TorchError(
                    .invalidOperation, operation: "layer selection",
                    message: "there is no layer \(index): the encoder has the layers 0 to "
                        + "\(states.layers.count - 1)")
            }
            return [states.layers[index]]
        }
    }
}
