import Encoders
import Options

/// The weights that a run leaves as they are, counted from the embeddings up.
public enum FrozenPart: Sendable, Hashable {
    /// Everything is trained.
    case none
    case embeddings
    /// The embeddings and the first so many transformer layers.
    case layers(Int)

    /// The transformer layers that are frozen with the embeddings; `nil` where these are trained.
    package var layerCount: Int? {
        switch self {
        case .none: nil
        case .embeddings: 0
        case .layers(let count): count
        }
    }
}

extension TrainingOptions {
    /// What is wrong with the frozen part for an encoder.
    package func problems(freezing encoder: EncoderConfiguration) -> [OptionProblem] {
        guard case .layers(let count) = freeze else { return [] }
        if encoder.sharing != .none {
            return [
                OptionProblem(
                    "freeze",
                    "\(count): the layers of \(encoder.family.modelType) share their weights, so that none is "
                        + "trained alone; embeddings can be frozen")
            ]
        }
        guard count > encoder.layerCount else { return [] }
        return [OptionProblem("freeze", "\(count): the model has \(encoder.layerCount) layers")]
    }
}

extension OptionField where Owner == TrainingOptions {
    static func freeze(
        _ path: WritableKeyPath<Owner, FrozenPart> & Sendable, _ appearance: OptionAppearance
    ) -> Self {
        custom("freeze", path, form: "none, embeddings or a number of layers", appearance) { part in
            switch part {
            case .none: .text("none")
            case .embeddings: .text("embeddings")
            case .layers(let count): .integer(count)
            }
        } read: { value in
            switch "\(value)" {
            case "none": FrozenPart.none
            case "embeddings": .embeddings
            case let text: Int(text).flatMap { $0 > 0 ? .layers($0) : nil }
            }
        }
    }
}
