import Torch

/// The tokens whose last hidden states are wanted.
public enum TokenSelection: Sendable, Hashable {
    case all
    /// The first token of each sequence, which is what a sentence classifier reads: the last layer
    /// is then computed for these only.
    case firstOfSequences
}

/// What an encoder made of a batch at every depth.
public struct HiddenStates {
    /// `[tokens, hidden]` each: the embeddings first, then the output of every layer; without the
    /// last layer where it was computed for the first tokens only.
    public let layers: [Tensor]
    /// The last layer's states of each sequence's first token, where that is all of it.
    private let lastOfFirstTokens: Tensor?
    /// The last layer's states of all tokens, outside the graph, where they were only computed to be measured.
    private let observedLast: Tensor?
    public let batch: PackedBatch

    /// - Parameter layers: of the batch's tokens.
    public init(layers: [Tensor], batch: PackedBatch) {
        precondition(!layers.isEmpty, "hidden states of no layer")
        self.layers = layers
        self.batch = batch
        lastOfFirstTokens = nil
        observedLast = nil
    }

    /// - Parameters:
    ///   - filled: the layers as they were computed, with the rows of the filler.
    ///   - lastOfFirstTokens: the last layer, `[sequences, hidden]`, where `filled` is without it.
    ///   - observedLast: the last layer as it was computed for all tokens beside that.
    public init(
        filled: [Tensor], lastOfFirstTokens: Tensor? = nil, observedLast: Tensor? = nil,
        batch: PackedBatch
    ) throws(TorchError) {
        func withoutFiller(_ states: Tensor) throws(TorchError) -> Tensor {
            let hasFiller = states.size(0) > batch.tokenCount
            return hasFiller ? try states.slice(0..<batch.tokenCount) : states
        }
        var layers: [Tensor] = []
        for states in filled { layers.append(try withoutFiller(states)) }
        self.layers = layers
        self.observedLast = try observedLast.map(withoutFiller)
        self.lastOfFirstTokens = lastOfFirstTokens
        self.batch = batch
    }

    /// Whether every layer has the states of all tokens.
    public var isComplete: Bool { lastOfFirstTokens == nil }

    /// The output of the last layer.
    /// - Precondition: `isComplete`.
    public var last: Tensor {
        precondition(isComplete, "the last layer was computed for the first tokens only")
        return layers[layers.count - 1]
    }

    /// The outputs of the transformer layers, without the embeddings.
    /// - Precondition: `isComplete`.
    public var transformerLayers: [Tensor] {
        precondition(isComplete, "the last layer was computed for the first tokens only")
        return Array(layers.dropFirst())
    }

    /// Every layer's states of all tokens, the embeddings first, also where the last was only observed.
    /// - Precondition: `isComplete`, or the pass observed all tokens.
    public var measurableLayers: [Tensor] {
        if isComplete { return layers }
        guard let observedLast else {
            preconditionFailure("the last layer was computed for the first tokens only")
        }
        return layers + [observedLast]
    }

    /// The last layer's states of each sequence's first token, `[sequences, hidden]`.
    public func firstTokens() throws(TorchError) -> Tensor {
        if let lastOfFirstTokens { return lastOfFirstTokens }
        return try batch.firstOfSequences(last)
    }
}
