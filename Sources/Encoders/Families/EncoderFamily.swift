import Torch

/// What tells one family of post-norm encoders from another: names of weights and fields, where
/// dropout is, and how a sentence is read.
public struct EncoderFamily: Sendable {
    /// What `config.json` calls it.
    public let modelType: String
    /// How transformers' classes for it begin, such as `Bert`.
    public let className: String
    /// What the names of the encoder's weights begin with in a checkpoint with a head.
    public let prefix: String
    /// The weights that lead from embeddings of another width to the layers, where there are any.
    let embeddingProjection: String?
    /// Where the layers are, under the prefix: followed by their number.
    let layers: String
    /// Where a group's layers are, under the group's number, in families whose layers share weights.
    let groupLayers: String
    let layerNames: LayerNames
    /// Whether dropout follows the attention's output layer, and the perceptron.
    let dropsAttentionOutput, dropsLayerOutput: Bool
    /// The fields of `config.json` that not all families call the same.
    public let fieldNames: FieldNames
    public let sentenceHead: SentenceHead
    /// What its checkpoints may hold for other purposes than classifying sentences and encoding.
    let otherHeads: [String]
    let read: @Sendable (inout FieldReader, EncoderFamily) -> EncoderConfiguration

    init(
        _ modelType: String, className: String, prefix: String,
        embeddingProjection: String? = nil, layers: String = "encoder.layer",
        groupLayers: String = "", layerNames: LayerNames = .bert, dropsAttentionOutput: Bool = true,
        dropsLayerOutput: Bool = true, fieldNames: FieldNames = .bert,
        sentenceHead: SentenceHead, otherHeads: [String],
        read: @escaping @Sendable (inout FieldReader, EncoderFamily) -> EncoderConfiguration
    ) {
        self.modelType = modelType
        self.className = className
        self.prefix = prefix
        self.embeddingProjection = embeddingProjection
        self.layers = layers
        self.groupLayers = groupLayers
        self.layerNames = layerNames
        self.dropsAttentionOutput = dropsAttentionOutput
        self.dropsLayerOutput = dropsLayerOutput
        self.fieldNames = fieldNames
        self.sentenceHead = sentenceHead
        self.otherHeads = otherHeads
        self.read = read
    }

    /// The family that a configuration names.
    public init(_ file: ConfigurationFile) throws(ConfigurationError) {
        guard let name = file.modelType else {
            throw ConfigurationError(file.url, ["model_type is missing"])
        }
        guard let family = Self.all.first(where: { $0.modelType == name }) else {
            let names = Self.all.map(\.modelType).joined(separator: ", ")
            throw ConfigurationError(
                file.url, ["model_type \(name) is not supported (\(names))"])
        }
        self = family
    }
}

/// Families are told apart by their names: `config.json` has nothing else.
extension EncoderFamily: Equatable {
    public static func == (one: EncoderFamily, other: EncoderFamily) -> Bool {
        one.modelType == other.modelType
    }
}

/// How a family's sequence classifiers in transformers make logits of a sentence's first token: a
/// linear layer, an activation, dropout, and the classifier itself.
public struct SentenceHead: Sendable, Equatable {
    /// The full name of the first linear layer, which is the family's pooler.
    public let pooler: String
    public let activation: Activation
    /// Whether dropout comes before the pooler too.
    public let dropsInput: Bool
    /// The full name of the last linear layer.
    public let classifier: String

    static func encoderPooler(_ name: String) -> SentenceHead {
        SentenceHead(
            pooler: name, activation: .tanh, dropsInput: false, classifier: "classifier")
    }

    /// A pooler that belongs to the classifier.
    static func classifierPooler(_ activation: Activation) -> SentenceHead {
        SentenceHead(
            pooler: "classifier.dense", activation: activation, dropsInput: true,
            classifier: "classifier.out_proj")
    }
}
