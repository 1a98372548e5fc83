import Layers
import Torch

/// BERT (Devlin et al. 2019) over packed batches.
public struct BERT: Encoder {
    public let configuration: BERTConfiguration
    private let embeddings: BERTEmbeddings
    private let layers: [EncoderLayer]
    private let pooler: Linear
    private let precision: Precision

    /// Creates the weights under their published names, `embeddings.…`, `encoder.layer.0.…`.
    public init(
        _ scope: ParameterScope, _ configuration: BERTConfiguration
    ) throws(TorchError) {
        self.configuration = configuration
        embeddings = try BERTEmbeddings(scope["embeddings"], configuration)
        let stack = scope["encoder"]["layer"]
        var layers: [EncoderLayer] = []
        for index in 0..<configuration.layerCount {
            layers.append(try EncoderLayer(stack[index], configuration))
        }
        self.layers = layers
        pooler = try Linear(
            scope["pooler"]["dense"], inputs: configuration.hiddenSize,
            outputs: configuration.hiddenSize, initializerRange: configuration.initializerRange,
            rounded: false)
        precision = scope.precision
    }

    public var hiddenSize: Int { configuration.hiddenSize }
    public var layerCount: Int { configuration.layerCount }

    public func callAsFunction(
        _ batch: PackedBatch, _ pass: ForwardPass
    ) throws(TorchError) -> HiddenStates {
        var states = try embeddings(batch, pass)
        if precision == .bf16 { states = try states.converted(to: .bfloat16) }
        var all = [states]
        for layer in layers {
            states = try layer(states, batch, pass)
            all.append(states)
        }
        return HiddenStates(layers: all, batch: batch)
    }

    public func pooled(_ firstTokens: Tensor) throws(TorchError) -> Tensor {
        try Activation.tanh(pooler(firstTokens))
    }
}
