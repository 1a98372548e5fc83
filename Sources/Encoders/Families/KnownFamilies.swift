extension EncoderFamily {
    /// Every family that loads, in alphabetical order.
    public static let all = [albert, bert, camembert, distilbert, electra, roberta, xlmRoberta]

    /// The last layer of classifiers of words and of choices, in families whose classifier of sentences
    /// has other names.
    private static let wordClassifier = ["classifier.weight", "classifier.bias"]

    /// Devlin et al. 2019.
    public static let bert = EncoderFamily(
        "bert", className: "Bert", prefix: "bert",
        sentenceHead: .encoderPooler("bert.pooler.dense"), otherHeads: ["cls.*"],
        read: EncoderConfiguration.bertFields)

    /// Liu et al. 2019.
    public static let roberta = robertas("roberta", className: "Roberta")

    /// Conneau et al. 2020: RoBERTa's model, of other data.
    public static let xlmRoberta = robertas("xlm-roberta", className: "XLMRoberta")

    /// Martin et al. 2020: RoBERTa's model, of French.
    public static let camembert = robertas("camembert", className: "Camembert")

    private static func robertas(_ modelType: String, className: String) -> EncoderFamily {
        EncoderFamily(
            modelType, className: className, prefix: "roberta",
            sentenceHead: .classifierPooler(.tanh),
            otherHeads: ["lm_head.*", "pooler.*"] + wordClassifier,
            read: EncoderConfiguration.robertaFields)
    }

    /// Clark et al. 2020; the discriminator, or the generator as an encoder.
    public static let electra = EncoderFamily(
        "electra", className: "Electra", prefix: "electra",
        embeddingProjection: "embeddings_project",
        sentenceHead: .classifierPooler(.gelu),
        otherHeads: [
            "discriminator_predictions.*", "generator_predictions.*", "generator_lm_head.*",
            "sequence_summary.*",
        ] + wordClassifier,
        read: EncoderConfiguration.electraFields)

    /// Sanh et al. 2019: no segments, and dropout in fewer places.
    public static let distilbert = EncoderFamily(
        "distilbert", className: "DistilBert", prefix: "distilbert", layers: "transformer.layer",
        layerNames: .distilbert, dropsAttentionOutput: false, fieldNames: .distilbert,
        sentenceHead: SentenceHead(
            pooler: "pre_classifier", activation: .relu, dropsInput: false,
            classifier: "classifier"),
        otherHeads: ["vocab_transform.*", "vocab_layer_norm.*", "vocab_projector.*"],
        read: EncoderConfiguration.distilbertFields)

    /// Lan et al. 2020: narrow embeddings, and layers that share their weights.
    public static let albert = EncoderFamily(
        "albert", className: "Albert", prefix: "albert",
        embeddingProjection: "encoder.embedding_hidden_mapping_in",
        layers: "encoder.albert_layer_groups", groupLayers: "albert_layers", layerNames: .albert,
        dropsLayerOutput: false, fieldNames: .albert,
        sentenceHead: .encoderPooler("albert.pooler"),
        otherHeads: ["predictions.*", "sop_classifier.*"],
        read: EncoderConfiguration.albertFields)
}
