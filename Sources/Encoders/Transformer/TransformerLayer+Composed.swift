import Layers
import Torch

extension TransformerLayer {
    /// The layer from single operations, each with its own gradient: what tests compare `backward` with.
    package func composed(
        _ states: Tensor, _ place: LayerPlace, _ chances: LayerRandomness
    ) throws(TorchError) -> Tensor {
        let (size, type) = (projection.outputs, states.dtype ?? .float32)
        let all = try linear(states, weight: projection.weight, bias: projection.bias)
        var queries = try all.slice(0..<size, along: 1)
        var input = states
        if let rows = place.rows {
            queries = try queries.gathered(rows)
            input = try states.gathered(rows)
        }
        let attended = try chances.attention.composed(
            queries: queries, keys: all.slice(size..<2 * size, along: 1),
            values: all.slice(2 * size..<3 * size, along: 1), queryOffsets: place.cuts.queries,
            keyOffsets: place.cuts.keys)
        let middle = try chances.attentionNorm.composed(
            attentionOutput(attended), residual: input, weight: attentionNorm.weight.compute,
            bias: attentionNorm.bias.compute, rows: place.rows
        ).converted(to: type)
        return try chances.outputNorm.composed(
            contraction(configuration.activation(expansion(middle))), residual: middle,
            weight: outputNorm.weight.compute, bias: outputNorm.bias.compute, rows: place.rows
        ).converted(to: type)
    }
}
