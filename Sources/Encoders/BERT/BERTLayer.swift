import Layers

extension LayerScopes {
    /// BERT's names of a layer's weights.
    package static func bert(_ layer: ParameterScope) -> LayerScopes {
        let attention = layer["attention"]
        return LayerScopes(
            query: attention["self"]["query"], key: attention["self"]["key"],
            value: attention["self"]["value"], attentionOutput: attention["output"]["dense"],
            attentionNorm: attention["output"]["LayerNorm"],
            expansion: layer["intermediate"]["dense"], contraction: layer["output"]["dense"],
            outputNorm: layer["output"]["LayerNorm"])
    }
}

extension BERTConfiguration {
    package var layer: LayerConfiguration {
        LayerConfiguration(
            hiddenSize: hiddenSize, headCount: headCount, intermediateSize: intermediateSize,
            activation: activation, hiddenDropout: hiddenDropout,
            attentionDropout: attentionDropout, layerNormEpsilon: layerNormEpsilon,
            initializerRange: initializerRange)
    }
}
