import Torch

extension EncoderConfiguration {
    /// The fields that most families have, by the names that BERT gave them.
    ///
    /// Only `classifier_dropout`, `pad_token_id` and `position_embedding_type` may be left out, where
    /// transformers has one meaning for that: `hidden_dropout_prob`, 0 and `absolute`.
    static func bertFields(
        _ fields: inout FieldReader, _ family: EncoderFamily
    ) -> EncoderConfiguration {
        let dropout = family.dropoutFields
        let hiddenDropout = fields.real(dropout.hidden, in: 0..<1)
        var configuration = EncoderConfiguration(
            family: family, vocabularySize: fields.positiveInteger("vocab_size"),
            hiddenSize: fields.positiveInteger("hidden_size"),
            layerCount: fields.positiveInteger("num_hidden_layers"),
            headCount: fields.positiveInteger("num_attention_heads"),
            intermediateSize: fields.positiveInteger("intermediate_size"),
            activation: fields.activation("hidden_act"), hiddenDropout: hiddenDropout,
            attentionDropout: fields.real(dropout.attention, in: 0..<1),
            classifierDropout: fields.optionalReal(dropout.classifier, in: 0..<1)
                ?? hiddenDropout,
            positionCount: fields.positiveInteger("max_position_embeddings"),
            typeCount: fields.positiveInteger("type_vocab_size"),
            layerNormEpsilon: fields.real("layer_norm_eps", in: 0..<1),
            initializerRange: fields.real("initializer_range", in: 0..<100))
        fields.check(
            size: ("hidden_size", configuration.hiddenSize),
            heads: ("num_attention_heads", configuration.headCount))
        configuration.paddingID = fields.has("pad_token_id") ? fields.index("pad_token_id") : 0
        return configuration
    }

    /// RoBERTa's: the padding token has a position, and the others come after it.
    static func robertaFields(
        _ fields: inout FieldReader, _ family: EncoderFamily
    ) -> EncoderConfiguration {
        var configuration = bertFields(&fields, family)
        if !fields.has("pad_token_id") { fields.refuse("pad_token_id is missing") }
        configuration.firstPosition = (configuration.paddingID ?? 0) + 1
        return configuration
    }

    static func electraFields(
        _ fields: inout FieldReader, _ family: EncoderFamily
    ) -> EncoderConfiguration {
        var configuration = bertFields(&fields, family)
        configuration.embeddingSize = fields.positiveInteger("embedding_size")
        return configuration
    }

    static func albertFields(
        _ fields: inout FieldReader, _ family: EncoderFamily
    ) -> EncoderConfiguration {
        var configuration = bertFields(&fields, family)
        configuration.embeddingSize = fields.positiveInteger("embedding_size")
        // Published ones without it were trained with transformers' 0.1.
        if !fields.has(family.dropoutFields.classifier) { configuration.classifierDropout = 0.1 }
        let groups = fields.positiveInteger("num_hidden_groups")
        let inner = fields.positiveInteger("inner_group_num")
        if groups > configuration.layerCount, fields.isSound("num_hidden_layers") {
            fields.refuse(
                "num_hidden_groups \(groups) is more than num_hidden_layers "
                    + "\(configuration.layerCount)")
        }
        configuration.sharing = .groups(count: groups, layersPerGroup: inner)
        configuration.layerCount =
            configuration.layerCount.multipliedReportingOverflow(by: inner)
            .partialValue
        return configuration
    }

    /// DistilBERT's names; its norms' epsilon is no field, but fixed.
    static func distilbertFields(
        _ fields: inout FieldReader, _ family: EncoderFamily
    ) -> EncoderConfiguration {
        let dropout = family.dropoutFields
        let hiddenDropout = fields.real(dropout.hidden, in: 0..<1)
        var configuration = EncoderConfiguration(
            family: family, vocabularySize: fields.positiveInteger("vocab_size"),
            hiddenSize: fields.positiveInteger("dim"),
            layerCount: fields.positiveInteger("n_layers"),
            headCount: fields.positiveInteger("n_heads"),
            intermediateSize: fields.positiveInteger("hidden_dim"),
            activation: fields.activation("activation"), hiddenDropout: hiddenDropout,
            attentionDropout: fields.real(dropout.attention, in: 0..<1),
            classifierDropout: fields.optionalReal(dropout.classifier, in: 0..<1) ?? 0.2,
            positionCount: fields.positiveInteger("max_position_embeddings"), typeCount: 0,
            layerNormEpsilon: 1e-12,
            initializerRange: fields.real("initializer_range", in: 0..<100))
        fields.check(
            size: ("dim", configuration.hiddenSize), heads: ("n_heads", configuration.headCount))
        configuration.spanDropout =
            dropout.spans.flatMap { fields.optionalReal($0, in: 0..<1) } ?? 0.1
        configuration.paddingID = fields.has("pad_token_id") ? fields.index("pad_token_id") : 0
        return configuration
    }
}
