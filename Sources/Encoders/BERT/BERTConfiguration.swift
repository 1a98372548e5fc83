import Layers
import Torch

/// What decides the arithmetic of a BERT encoder (Devlin et al. 2019).
public struct BERTConfiguration: Sendable, Equatable {
    public var vocabularySize: Int
    public var hiddenSize: Int
    public var layerCount: Int
    public var headCount: Int
    public var intermediateSize: Int
    public var activation: Activation
    public var hiddenDropout: Double
    public var attentionDropout: Double
    /// Before the classifier; as `hiddenDropout` where the file names none.
    public var classifierDropout: Double
    public var maximumPositions: Int
    public var typeCount: Int
    public var layerNormEpsilon: Double
    /// The standard deviation of new weights.
    public var initializerRange: Double

    public init(
        vocabularySize: Int, hiddenSize: Int, layerCount: Int, headCount: Int,
        intermediateSize: Int, activation: Activation, hiddenDropout: Double,
        attentionDropout: Double, classifierDropout: Double, maximumPositions: Int,
        typeCount: Int, layerNormEpsilon: Double, initializerRange: Double
    ) {
        self.vocabularySize = vocabularySize
        self.hiddenSize = hiddenSize
        self.layerCount = layerCount
        self.headCount = headCount
        self.intermediateSize = intermediateSize
        self.activation = activation
        self.hiddenDropout = hiddenDropout
        self.attentionDropout = attentionDropout
        self.classifierDropout = classifierDropout
        self.maximumPositions = maximumPositions
        self.typeCount = typeCount
        self.layerNormEpsilon = layerNormEpsilon
        self.initializerRange = initializerRange
    }

    /// Reads a `config.json`. Only `classifier_dropout` and `position_embedding_type` may be left
    /// out (transformers 5 writes neither): they then mean `hidden_dropout_prob` and `absolute`.
    public init(_ file: ConfigurationFile) throws(ConfigurationError) {
        var fields = FieldReader(file)
        vocabularySize = fields.positiveInteger("vocab_size")
        hiddenSize = fields.positiveInteger("hidden_size")
        layerCount = fields.positiveInteger("num_hidden_layers")
        headCount = fields.positiveInteger("num_attention_heads")
        intermediateSize = fields.positiveInteger("intermediate_size")
        hiddenDropout = fields.real("hidden_dropout_prob", in: 0..<1)
        attentionDropout = fields.real("attention_probs_dropout_prob", in: 0..<1)
        maximumPositions = fields.positiveInteger("max_position_embeddings")
        typeCount = fields.positiveInteger("type_vocab_size")
        layerNormEpsilon = fields.real("layer_norm_eps", in: 0..<1)
        initializerRange = fields.real("initializer_range", in: 0..<100)
        classifierDropout =
            fields.has("classifier_dropout")
            ? fields.real("classifier_dropout", in: 0..<1) : hiddenDropout
        let name = fields.text("hidden_act")
        activation = Activation(published: name) ?? .gelu
        if !name.isEmpty, Activation(published: name) == nil {
            fields.refuse("hidden_act \(name) is not supported (\(Activation.publishedNames))")
        }
        if fields.has("position_embedding_type") {
            let type = fields.text("position_embedding_type")
            if type != "absolute" {
                fields.refuse("position_embedding_type \(type) is not supported (absolute)")
            }
        }
        if fields.isSound("hidden_size"), fields.isSound("num_attention_heads"),
            hiddenSize % headCount != 0
        {
            fields.refuse(
                "hidden_size \(hiddenSize) is no multiple of num_attention_heads \(headCount)")
        }
        try fields.finish()
    }
}

extension Activation {
    private static let published: [(String, Activation)] = [
        ("gelu", .gelu), ("gelu_new", .geluTanh), ("gelu_pytorch_tanh", .geluTanh),
        ("relu", .relu), ("silu", .silu),
    ]

    static var publishedNames: String { published.map(\.0).joined(separator: ", ") }

    /// The activation that a configuration file calls `name`.
    public init?(published name: String) {
        guard let match = Self.published.first(where: { $0.0 == name }) else { return nil }
        self = match.1
    }
}
