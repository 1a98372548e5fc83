import Layers
import Torch

extension TransformerLayer {
    /// What the backward pass reads besides the layer's input; views of one product where they can be.
    struct Activations {
        /// `[rows, hidden]` of the computed rows; `[tokens, hidden]` the keys and values.
        let queries, keys, values: Tensor
        /// `[rows, hidden]`, with what its gradient needs.
        let attention: PackedAttention.Output
        /// Input and attention before the norm, `[rows, hidden]`, and the norm's statistics.
        let attentionSum, attentionStatistics: Tensor
        /// Before the activation, `[rows, intermediate]`.
        let expanded: Tensor
        /// Both branches before the last norm, `[rows, hidden]`, and its statistics.
        let outputSum, outputStatistics: Tensor
    }

    /// The layer's result, `[rows, hidden]`, and what its backward pass reads. Records no gradient.
    func forward(
        _ states: Tensor, _ place: LayerPlace, _ chances: LayerRandomness
    ) throws(TorchError) -> (output: Tensor, activations: Activations) {
        let (input, queries, keys, values) = try projected(states, place)
        let attention = try chances.attention.forward(
            queries: queries, keys: keys, values: values, cuts: place.cuts)
        let middle = try chances.attentionNorm.forward(
            attentionOutput.applied(to: attention.attended), residual: input,
            weight: attentionNorm.weight.compute, bias: attentionNorm.bias.compute,
            rows: place.rows)
        let expanded = try expansion.applied(to: middle.output)
        let output = try chances.outputNorm.forward(
            contraction.applied(to: configuration.activation.fused(expanded)),
            residual: middle.output,
            weight: outputNorm.weight.compute, bias: outputNorm.bias.compute, rows: place.rows)
        let activations = Activations(
            queries: queries, keys: keys, values: values, attention: attention,
            attentionSum: middle.sum, attentionStatistics: middle.statistics, expanded: expanded,
            outputSum: output.sum,
            outputStatistics: output.statistics)
        return (output.output, activations)
    }

    /// The computed rows of the input, their queries, and everyone's keys and values.
    private func projected(
        _ states: Tensor, _ place: LayerPlace
    ) throws(TorchError) -> (input: Tensor, queries: Tensor, keys: Tensor, values: Tensor) {
        let size = projection.outputs
        guard let rows = place.rows else {
            let all = try product(
                states.plain, projection.weight.transpose, bias: projection.bias)
            return (
                states, try all.slice(0..<size, along: 1), try all.slice(size..<2 * size, along: 1),
                try all.slice(2 * size..<3 * size, along: 1)
            )
        }
        let input = try states.gathered(rows)
        let queries = try product(
            input.plain, projection.weight.slice(0..<size).transpose,
            bias: projection.bias.slice(0..<size))
        let others = try product(
            states.plain, projection.weight.slice(size..<3 * size).transpose,
            bias: projection.bias.slice(size..<3 * size))
        return (
            input, queries, try others.slice(0..<size, along: 1),
            try others.slice(size..<2 * size, along: 1)
        )
    }
}

extension Linear {
    /// `x Wᵀ + b` without recording a gradient.
    fileprivate func applied(to x: Tensor) throws(TorchError) -> Tensor {
        try product(x.plain, weight.compute.transpose, bias: bias.compute)
    }
}
