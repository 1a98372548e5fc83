import Layers
import Torch

/// BERT (Devlin et al. 2019) over packed batches.
public struct BERT: Encoder {
    public let configuration: BERTConfiguration
    private let embeddings: BERTEmbeddings
    private let layers: [TransformerLayer]
    private let pooler: Linear

    /// Creates the weights under their published names, `embeddings.…`, `encoder.layer.0.…`.
    public init(
        _ scope: ParameterScope, _ configuration: BERTConfiguration
    ) throws(TorchError) {
        self.configuration = configuration
        embeddings = try BERTEmbeddings(scope["embeddings"], configuration)
        let stack = scope["encoder"]["layer"]
        var layers: [TransformerLayer] = []
        for index in 0..<configuration.layerCount {
            layers.append(try TransformerLayer(.bert(stack[index]), configuration.layer))
        }
        self.layers = layers
        pooler = try Linear(
            scope["pooler"]["dense"], inputs: configuration.hiddenSize,
            outputs: configuration.hiddenSize, initializerRange: configuration.initializerRange,
            rounded: false)
    }

    public var hiddenSize: Int { configuration.hiddenSize }
    public var layerCount: Int { configuration.layerCount }

    public func callAsFunction(
        _ batch: PackedBatch, _ pass: ForwardPass, reading: TokenSelection
    ) throws(TorchError) -> HiddenStates {
        var all = [try embeddings(batch, pass)]
        for layer in layers.dropLast() {
            all.append(try layer(all[all.count - 1], batch, pass))
        }
        guard let last = layers.last else { return try HiddenStates(filled: all, batch: batch) }
        let states = try last(all[all.count - 1], batch, pass, reading: reading)
        switch reading {
        case .all: return try HiddenStates(filled: all + [states], batch: batch)
        case .firstOfSequences:
            return try HiddenStates(filled: all, lastOfFirstTokens: states, batch: batch)
        }
    }

    public func pooled(_ firstTokens: Tensor) throws(TorchError) -> Tensor {
        try Activation.tanh(pooler(firstTokens))
    }
}
