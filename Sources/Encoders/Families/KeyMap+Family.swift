import Checkpoints

extension KeyMap {
    /// A family's names, in a classifier's checkpoint and in a bare encoder's.
    ///
    /// A classifier or a pooler that the file does not have starts anew.
    /// - Parameter keepsClassifier: whether what has the classifier's name is one of sentences, with the
    ///   outputs that are wanted; else it is passed over.
    public static func classifier(
        _ family: EncoderFamily, keepsClassifier: Bool = true
    ) -> KeyMap {
        var map = common(family)
        let head = family.sentenceHead
        map.ignorable.append("qa_outputs.*")
        map.initializable = [map.pattern(head.pooler), map.pattern(head.classifier)]
        if !keepsClassifier { map.renewed = [map.pattern(head.classifier)] }
        return map
    }

    /// A family's names where the encoder is wanted, with its pooler or without: what else a file holds
    /// is passed over.
    public static func encoder(_ family: EncoderFamily) -> KeyMap {
        var map = classifier(family)
        map.ignorable += map.initializable
        return map
    }

    /// A family's names in a checkpoint that answers questions by spans.
    /// - Parameter keepsOutputs: whether its last layer is for them; else it is passed over.
    public static func spans(_ family: EncoderFamily, keepsOutputs: Bool = true) -> KeyMap {
        var map = common(family)
        let head = family.sentenceHead
        map.ignorable += [map.pattern(head.pooler), map.pattern(head.classifier)]
        map.initializable = ["qa_outputs.*"]
        if !keepsOutputs { map.renewed = map.initializable }
        return map
    }

    private static func common(_ family: EncoderFamily) -> KeyMap {
        KeyMap(
            model: family.modelType,
            optionalPrefix: family.prefix + ".",
            spellings: [
                .init("LayerNorm.gamma", now: "LayerNorm.weight"),
                .init("LayerNorm.beta", now: "LayerNorm.bias"),
            ],
            ignorable: ["embeddings.position_ids", "embeddings.token_type_ids"]
                + family.otherHeads)
    }

    /// The pattern of a layer's weights.
    private func pattern(_ name: String) -> String {
        let bare = name.hasPrefix(optionalPrefix) ? name.dropFirst(optionalPrefix.count) : name[...]
        return bare + ".*"
    }
}
