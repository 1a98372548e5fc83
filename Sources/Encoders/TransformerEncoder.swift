import Layers
import Torch

/// An encoder of any family in ``EncoderFamily/all`` over packed batches.
public struct TransformerEncoder {
    public let configuration: EncoderConfiguration
    private let embeddings: TransformerEmbeddings
    /// In the order in which a token passes through them; a shared one stands several times.
    private let layers: [TransformerLayer]

    /// Creates the weights under their published names, such as `bert.encoder.layer.0.…`.
    public init(
        _ store: ParameterStore, _ configuration: EncoderConfiguration
    ) throws(TorchError) {
        let family = configuration.family
        let scope = store.scope(family.prefix)
        self.configuration = configuration
        embeddings = try TransformerEmbeddings(scope, configuration)
        let stack = scope[family.layers]
        func layer(_ place: ParameterScope) throws(TorchError) -> TransformerLayer {
            try TransformerLayer(LayerScopes(place, family.layerNames), configuration.layer)
        }
        var layers: [TransformerLayer] = []
        switch configuration.sharing {
        case .none:
            for index in 0..<configuration.layerCount { layers.append(try layer(stack[index])) }
        case .groups(let count, let layersPerGroup):
            var groups: [[TransformerLayer]] = []
            for group in 0..<count {
                let place = stack[group][family.groupLayers]
                var inner: [TransformerLayer] = []
                for index in 0..<layersPerGroup { inner.append(try layer(place[index])) }
                groups.append(inner)
            }
            let rounds = configuration.layerCount / layersPerGroup
            // As published, in floating point: where the groups do not divide the rounds, exact
            // arithmetic would sometimes give the next group.
            for round in 0..<rounds {
                layers += groups[Int(Double(round) / (Double(rounds) / Double(count)))]
            }
        }
        self.layers = layers
    }

    /// The size of a hidden state.
    public var hiddenSize: Int { configuration.hiddenSize }

    /// The number of transformer layers.
    public var layerCount: Int { configuration.layerCount }

    /// - Parameter reading: the tokens of the last layer that will be read.
    /// - Returns: the embeddings and every layer's output, `[tokens, hidden]` each; the last layer only
    ///   for the tokens that will be read.
    public func callAsFunction(
        _ batch: PackedBatch, _ pass: ForwardPass, reading: TokenSelection = .all
    ) throws(TorchError) -> HiddenStates {
        var all = [try training(1) { () throws(TorchError) in try embeddings(batch, pass) }]
        for (index, layer) in layers.dropLast().enumerated() {
            let below = all[all.count - 1]
            all.append(
                try training(index + 2) { () throws(TorchError) in try layer(below, batch, pass) })
        }
        guard let last = layers.last else { return try HiddenStates(filled: all, batch: batch) }
        let below = all[all.count - 1]
        var observed: Tensor?
        if pass.observesAllTokens, reading != .all {
            let again = pass.repeated()
            observed = try withoutGradients { () throws(TorchError) in
                try last(below, batch, again)
            }
        }
        let states = try training(layers.count + 1) { () throws(TorchError) in
            try last(below, batch, pass, reading: reading)
        }
        switch reading {
        case .all: return try HiddenStates(filled: all + [states], batch: batch)
        case .firstOfSequences:
            return try HiddenStates(
                filled: all, lastOfFirstTokens: states, observedLast: observed, batch: batch)
        }
    }

    /// Runs a part of the encoder, recording what gradients need where it is trained: a frozen part has no
    /// graph, so no backward pass reaches it or anything below.
    /// - Parameter part: counts from 1, the embeddings.
    private func training(
        _ part: Int, _ body: () throws(TorchError) -> Tensor
    ) throws(TorchError) -> Tensor {
        guard let frozen = configuration.frozenLayers, part <= frozen + 1 else { return try body() }
        return try withoutGradients(body)
    }

    /// A bound on the size of every element of the last layer's states: a norm's result is at most
    /// `sqrt(hidden - 1) |weight| + |bias|`.
    public func largestState() throws(TorchError) -> Double {
        guard let norm = layers.last?.outputNorm else { return .infinity }
        let weights = try norm.weight.value.elements(as: Float.self)
        let biases = try norm.bias.value.elements(as: Float.self)
        let spread = Double(hiddenSize - 1).squareRoot()
        return zip(weights, biases).map { spread * Double(abs($0)) + Double(abs($1)) }.max() ?? 0
    }
}
