import Layers
import Options
import Torch

/// The layers whose tokens a penalty takes as its points.
public enum LayerSelection: Sendable, Hashable {
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

extension LayerSelection: CustomStringConvertible {
    /// `all`, `last`, or the layer's number.
    public var description: String {
        switch self {
        case .all: "all"
        case .last: "last"
        case .layer(let index): "\(index)"
        }
    }

    public init?(_ text: String) {
        switch text {
        case "all": self = .all
        case "last": self = .last
        default:
            guard let index = Int(text), index >= 0 else { return nil }
            self = .layer(index)
        }
    }
}

extension OptionField {
    /// The layers that a penalty looks at, as `layers`.
    public static func layers(
        _ path: WritableKeyPath<Owner, LayerSelection> & Sendable, _ appearance: OptionAppearance
    ) -> Self {
        custom("layers", path, form: "all, last or a layer", appearance) { selection in
            if case .layer(let index) = selection { .integer(index) } else { .text("\(selection)") }
        } read: { value in
            LayerSelection("\(value)")
        }
    }
}
