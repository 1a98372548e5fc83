/// What a family's `config.json` calls the sizes and the probabilities of dropout.
public struct FieldNames: Sendable {
    var hiddenSize = "hidden_size"
    var layerCount = "num_hidden_layers"
    var headCount = "num_attention_heads"
    var intermediateSize = "intermediate_size"
    var activation = "hidden_act"
    public internal(set) var hiddenDropout = "hidden_dropout_prob"
    public internal(set) var attentionDropout = "attention_probs_dropout_prob"
    public internal(set) var classifierDropout = "classifier_dropout"
    /// Before the layer that answers by spans, in families that have dropout there.
    public internal(set) var spanDropout: String?

    static let bert = FieldNames()

    static let albert = FieldNames(classifierDropout: "classifier_dropout_prob")

    static let distilbert = FieldNames(
        hiddenSize: "dim", layerCount: "n_layers", headCount: "n_heads",
        intermediateSize: "hidden_dim", activation: "activation", hiddenDropout: "dropout",
        attentionDropout: "attention_dropout", classifierDropout: "seq_classif_dropout",
        spanDropout: "qa_dropout")
}
