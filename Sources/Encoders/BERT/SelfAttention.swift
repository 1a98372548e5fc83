import Layers
import Torch

/// Every token attends to the tokens of its own sequence.
struct SelfAttention {
    private let query: Linear
    private let key: Linear
    private let value: Linear
    private let output: Linear
    private let headCount: Int
    private let dropout: Double

    /// - Parameter scope: the layer's `attention`.
    init(_ scope: ParameterScope, _ configuration: BERTConfiguration) throws(TorchError) {
        func projection(_ scope: ParameterScope) throws(TorchError) -> Linear {
            try Linear(
                scope, inputs: configuration.hiddenSize, outputs: configuration.hiddenSize,
                initializerRange: configuration.initializerRange)
        }
        query = try projection(scope["self"]["query"])
        key = try projection(scope["self"]["key"])
        value = try projection(scope["self"]["value"])
        output = try projection(scope["output"]["dense"])
        headCount = configuration.headCount
        dropout = configuration.attentionDropout
    }

    /// - Parameter states: `[tokens, hidden]`.
    /// - Returns: `[tokens, hidden]`.
    func callAsFunction(
        _ states: Tensor, _ batch: PackedBatch, _ pass: ForwardPass
    ) throws(TorchError) -> Tensor {
        let attended = try packedAttention(
            queries: query(states), keys: key(states), values: value(states),
            offsets: batch.offsets, headCount: headCount,
            dropout: pass.isTraining ? dropout : 0, key: pass.nextKey())
        return try output(attended)
    }
}
