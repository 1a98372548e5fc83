import Layers
import Torch

/// What decides the arithmetic of an encoder, whatever its family calls it.
public struct EncoderConfiguration: Sendable, Equatable {
    public var family: EncoderFamily
    public var vocabularySize: Int
    /// The width of the embedding tables; where it is not `hiddenSize`, a linear layer follows.
    public var embeddingSize: Int
    public var hiddenSize: Int
    /// How many layers a token passes through.
    public var layerCount: Int
    /// How they share their weights.
    public var sharing = LayerSharing.none
    public var headCount: Int
    public var intermediateSize: Int
    public var activation: Activation
    public var hiddenDropout: Double
    public var attentionDropout: Double
    /// Before the classifier.
    public var classifierDropout: Double
    /// Before the linear layer that scores where an answer begins and ends.
    public var spanDropout = 0.0
    /// The rows of the position table.
    public var positionCount: Int
    /// The position of a sequence's first token: not 0 where the padding token has a position of
    /// its own, as in RoBERTa.
    public var firstPosition = 0
    /// The token whose embedding is never trained.
    public var paddingID: Int?
    /// The rows of the segment table; 0 where there is none.
    public var typeCount: Int
    public var layerNormEpsilon: Double
    /// The standard deviation of new weights.
    public var initializerRange: Double
    /// The layers that are not trained, with the embeddings below them; `nil` trains all.
    public var frozenLayers: Int?

    public init(
        family: EncoderFamily, vocabularySize: Int, embeddingSize: Int? = nil, hiddenSize: Int,
        layerCount: Int, headCount: Int, intermediateSize: Int, activation: Activation,
        hiddenDropout: Double, attentionDropout: Double, classifierDropout: Double,
        positionCount: Int, typeCount: Int, layerNormEpsilon: Double, initializerRange: Double
    ) {
        self.family = family
        self.vocabularySize = vocabularySize
        self.embeddingSize = embeddingSize ?? hiddenSize
        self.hiddenSize = hiddenSize
        self.layerCount = layerCount
        self.headCount = headCount
        self.intermediateSize = intermediateSize
        self.activation = activation
        self.hiddenDropout = hiddenDropout
        self.attentionDropout = attentionDropout
        self.classifierDropout = classifierDropout
        self.positionCount = positionCount
        self.typeCount = typeCount
        self.layerNormEpsilon = layerNormEpsilon
        self.initializerRange = initializerRange
    }

    /// Reads a `config.json` as the family that its `model_type` names has it.
    public init(_ file: ConfigurationFile) throws(ConfigurationError) {
        let family = try EncoderFamily(file)
        var fields = FieldReader(file)
        self = family.read(&fields, family)
        if fields.has("position_embedding_type") {
            let type = fields.text("position_embedding_type")
            if type != "absolute" {
                fields.refuse("position_embedding_type \(type) is not supported (absolute)")
            }
        }
        for name in ["is_decoder", "add_cross_attention"] where fields.has(name) {
            switch file.fields[name] as? Bool {
            case false?: break
            case true?: fields.refuse("\(name) is true: this is an encoder")
            case nil: fields.refuse("\(name) is neither true nor false")
            }
        }
        if fields.has("per_layer_config"),
            (file.fields["per_layer_config"] as? [String: Any])?.isEmpty != true
        {
            fields.refuse("per_layer_config is not supported: all layers are alike")
        }
        if firstPosition >= positionCount, fields.isSound("max_position_embeddings") {
            fields.refuse(
                "max_position_embeddings \(positionCount) leaves no position after padding's "
                    + "\(firstPosition - 1)")
        }
        if layerCount > Self.deepest {
            fields.refuse("\(layerCount) layers are more than \(Self.deepest)")
        }
        if let paddingID, paddingID >= vocabularySize, fields.isSound("vocab_size") {
            fields.refuse("pad_token_id \(paddingID) is outside vocab_size \(vocabularySize)")
        }
        try fields.finish()
    }

    /// More layers than any encoder has: a faulty number is refused before it takes the memory.
    private static let deepest = 1000

    /// The longest sequence.
    public var maximumPositions: Int { positionCount - firstPosition }

    /// The name of the linear layer after the embeddings; `nil` where there is none. ALBERT always has
    /// it, ELECTRA where the widths differ.
    var embeddingProjection: String? {
        let isNeeded = embeddingSize != hiddenSize || sharing != .none
        return isNeeded ? family.embeddingProjection : nil
    }

    var layer: LayerConfiguration {
        LayerConfiguration(
            hiddenSize: hiddenSize, headCount: headCount, intermediateSize: intermediateSize,
            activation: activation,
            attentionOutputDropout: family.dropsAttentionOutput ? hiddenDropout : 0,
            outputDropout: family.dropsLayerOutput ? hiddenDropout : 0,
            attentionDropout: attentionDropout, layerNormEpsilon: layerNormEpsilon,
            initializerRange: initializerRange)
    }
}

/// How the layers of an encoder share their weights.
public enum LayerSharing: Sendable, Equatable {
    /// Each layer has its own.
    case none
    /// Groups of layers with weights, each group gone through several times in a row (ALBERT).
    case groups(count: Int, layersPerGroup: Int)
}
