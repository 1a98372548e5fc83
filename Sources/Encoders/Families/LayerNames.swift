import Layers

/// What a family calls the weights of a layer, under the layer's own name.
struct LayerNames: Sendable {
    var query, key, value: String
    var attentionOutput, attentionNorm: String
    var expansion, contraction, outputNorm: String

    static let bert = LayerNames(
        query: "attention.self.query", key: "attention.self.key", value: "attention.self.value",
        attentionOutput: "attention.output.dense", attentionNorm: "attention.output.LayerNorm",
        expansion: "intermediate.dense", contraction: "output.dense",
        outputNorm: "output.LayerNorm")

    static let distilbert = LayerNames(
        query: "attention.q_lin", key: "attention.k_lin", value: "attention.v_lin",
        attentionOutput: "attention.out_lin", attentionNorm: "sa_layer_norm",
        expansion: "ffn.lin1", contraction: "ffn.lin2", outputNorm: "output_layer_norm")

    static let albert = LayerNames(
        query: "attention.query", key: "attention.key", value: "attention.value",
        attentionOutput: "attention.dense", attentionNorm: "attention.LayerNorm",
        expansion: "ffn", contraction: "ffn_output", outputNorm: "full_layer_layer_norm")
}

extension LayerScopes {
    init(_ layer: ParameterScope, _ names: LayerNames) {
        self.init(
            query: layer[names.query], key: layer[names.key], value: layer[names.value],
            attentionOutput: layer[names.attentionOutput],
            attentionNorm: layer[names.attentionNorm], expansion: layer[names.expansion],
            contraction: layer[names.contraction], outputNorm: layer[names.outputNorm])
    }

    /// BERT's names of a layer's weights.
    package static func bert(_ layer: ParameterScope) -> LayerScopes {
        LayerScopes(layer, .bert)
    }
}
