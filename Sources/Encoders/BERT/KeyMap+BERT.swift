import Checkpoints

extension KeyMap {
    /// BERT's names, in a classifier's checkpoint and in a bare encoder's.
    ///
    /// A classifier or a pooler that the file does not have starts anew.
    public static let bert = KeyMap(
        model: "bert",
        optionalPrefix: "bert.",
        spellings: [
            .init("LayerNorm.gamma", now: "LayerNorm.weight"),
            .init("LayerNorm.beta", now: "LayerNorm.bias"),
        ],
        ignorable: ["embeddings.position_ids", "cls.predictions.*", "cls.seq_relationship.*"],
        initializable: ["classifier.*", "pooler.*"])
}

extension KeyMap {
    /// BERT's names where only the encoder is wanted: a classifier in the file is passed over.
    public static var bertEncoder: KeyMap {
        var map = bert
        map.ignorable.append("classifier.*")
        return map
    }
}
