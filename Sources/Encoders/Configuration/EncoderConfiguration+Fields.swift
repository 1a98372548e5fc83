import Torch

extension EncoderConfiguration {
    /// The fields that every family has, by its own names.
    ///
    /// Only the classifier's dropout, `pad_token_id` and `position_embedding_type` may be left out, where
    /// transformers has one meaning for that: `usualDropout`, 0 and `absolute`.
    /// - Parameters:
    ///   - usualDropout: before the classifier, where no field says it; `nil` is that of hidden states.
    ///   - typeCount: the rows of the segment table.
    ///   - epsilon: of the norms.
    private static func common(
        _ fields: inout FieldReader, _ family: EncoderFamily, usualDropout: Double?,
        typeCount: Int, epsilon: Double
    ) -> EncoderConfiguration {
        let names = family.fieldNames
        let hiddenDropout = fields.real(names.hiddenDropout, in: 0..<1)
        var configuration = EncoderConfiguration(
            family: family, vocabularySize: fields.positiveInteger("vocab_size"),
            hiddenSize: fields.positiveInteger(names.hiddenSize),
            layerCount: fields.positiveInteger(names.layerCount),
            headCount: fields.positiveInteger(names.headCount),
            intermediateSize: fields.positiveInteger(names.intermediateSize),
            activation: fields.activation(names.activation), hiddenDropout: hiddenDropout,
            attentionDropout: fields.real(names.attentionDropout, in: 0..<1),
            classifierDropout: fields.optionalReal(names.classifierDropout, in: 0..<1)
                ?? usualDropout ?? hiddenDropout,
            positionCount: fields.positiveInteger("max_position_embeddings"),
            typeCount: typeCount, layerNormEpsilon: epsilon,
            initializerRange: fields.real("initializer_range", in: 0..<100))
        fields.check(
            size: (names.hiddenSize, configuration.hiddenSize),
            heads: (names.headCount, configuration.headCount))
        configuration.paddingID = fields.has("pad_token_id") ? fields.index("pad_token_id") : 0
        return configuration
    }

    static func bertFields(
        _ fields: inout FieldReader, _ family: EncoderFamily
    ) -> EncoderConfiguration {
        // Published ALBERTs without the field were trained with transformers' 0.1.
        let typeCount = fields.positiveInteger("type_vocab_size")
        let epsilon = fields.real("layer_norm_eps", in: 0..<1)
        return common(
            &fields, family, usualDropout: family == .albert ? 0.1 : nil, typeCount: typeCount,
            epsilon: epsilon)
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
        let groups = fields.positiveInteger("num_hidden_groups")
        let inner = fields.positiveInteger("inner_group_num")
        if groups > configuration.layerCount, fields.isSound("num_hidden_layers") {
            fields.refuse(
                "num_hidden_groups \(groups) is more than num_hidden_layers "
                    + "\(configuration.layerCount)")
        }
        configuration.sharing = .groups(count: groups, layersPerGroup: inner)
        configuration.layerCount *= inner
        return configuration
    }

    /// DistilBERT has no segments, and its norms' epsilon is no field, but fixed.
    static func distilbertFields(
        _ fields: inout FieldReader, _ family: EncoderFamily
    ) -> EncoderConfiguration {
        var configuration = common(
            &fields, family, usualDropout: 0.2, typeCount: 0, epsilon: 1e-12)
        configuration.spanDropout =
            family.fieldNames.spanDropout.flatMap { fields.optionalReal($0, in: 0..<1) } ?? 0.1
        return configuration
    }
}
