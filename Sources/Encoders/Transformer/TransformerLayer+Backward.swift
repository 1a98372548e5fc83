import Layers
import Torch

extension TransformerLayer {
    /// The gradients of the input and of the weights, in the order of `weights`.
    ///
    /// The activation and the first norm's output are computed again rather than kept, and written
    /// over what they are computed from where that is not read any more.
    func backward(
        _ upstream: Tensor, _ states: Tensor, _ kept: Activations, _ place: LayerPlace,
        _ chances: LayerRandomness
    ) throws(TorchError) -> [Tensor?] {
        let output = try chances.outputNorm.backward(
            upstream, sum: kept.outputSum, statistics: kept.outputStatistics,
            weight: outputNorm.weight.compute, rows: place.rows)
        let active = try configuration.activation.fusedGradient(
            product(output.x.plain, contraction.weight.compute.plain), at: kept.expanded,
            overwriting: true)
        let contractionWeight = try product(output.x.transpose, active.output.plain)

        let middle = try AddNorm.normalized(
            kept.attentionSum, statistics: kept.attentionStatistics,
            weight: attentionNorm.weight.compute, bias: attentionNorm.bias.compute)
        let expansionWeight = try product(active.input.transpose, middle.plain)
        let middleGradient = output.residual
        try middleGradient.addProduct(active.input.plain, expansion.weight.compute.plain)

        let attention = try chances.attentionNorm.backward(
            middleGradient, sum: kept.attentionSum, statistics: kept.attentionStatistics,
            weight: attentionNorm.weight.compute, rows: place.rows)
        let outputWeight = try product(attention.x.transpose, kept.attention.attended.plain)
        let attendedGradient = try product(
            attention.x.plain, attentionOutput.weight.compute.plain)
        let projected = try projectionGradients(
            attendedGradient, residual: attention.residual, states, kept, place, chances)

        return [
            projected.input, projected.weight, projected.bias,
            outputWeight, try attention.columnSums.as(attentionOutput.bias),
            attention.weight, attention.bias,
            expansionWeight, try active.columnSums.as(expansion.bias),
            contractionWeight, try output.columnSums.as(contraction.bias),
            output.weight, output.bias,
        ]
    }

    /// The gradients of the layer's input and of the joint projection.
    private func projectionGradients(
        _ attendedGradient: Tensor, residual: Tensor, _ states: Tensor, _ kept: Activations,
        _ place: LayerPlace, _ chances: LayerRandomness
    ) throws(TorchError) -> (input: Tensor, weight: Tensor, bias: Tensor) {
        let size = projection.outputs
        func attend(
            _ queries: Tensor, _ keys: Tensor, _ values: Tensor
        ) throws(TorchError) {
            try chances.attention.backward(
                gradient: attendedGradient, queries: kept.queries, keys: kept.keys,
                values: kept.values, output: kept.attention, cuts: place.cuts,
                queryGradient: queries, keyGradient: keys, valueGradient: values)
        }
        let type = states.dtype ?? .float32
        guard let rows = place.rows else {
            let all = try Tensor.uninitialized(
                [states.size(0), 3 * size], type, on: place.device)
            try attend(
                all.slice(0..<size, along: 1), all.slice(size..<2 * size, along: 1),
                all.slice(2 * size..<3 * size, along: 1))
            let weight = try product(all.transpose, states.plain)
            try residual.addProduct(all.plain, projection.weight.plain)
            return (residual, weight, try columnSums(all).converted(to: type))
        }
        let queries = try Tensor.uninitialized(kept.queries.shape, type, on: place.device)
        let others = try Tensor.uninitialized(
            [states.size(0), 2 * size], type, on: place.device)
        try attend(
            queries, others.slice(0..<size, along: 1), others.slice(size..<2 * size, along: 1))
        let weight = try Tensor.uninitialized(
            [3 * size, states.size(1)], type, on: place.device)
        try weight.slice(0..<size).writeProduct(
            queries.transpose, states.gathered(rows).plain)
        try weight.slice(size..<3 * size).writeProduct(others.transpose, states.plain)
        let input = try product(others.plain, projection.weight.slice(size..<3 * size).plain)
        try residual.addProduct(queries.plain, projection.weight.slice(0..<size).plain)
        try input.addRows(residual, at: rows)
        let bias = try Tensor.concatenated([columnSums(queries), columnSums(others)])
        return (input, weight, try bias.converted(to: type))
    }
}

extension Tensor {
    /// As the gradient of a parameter, in the type that it is computed in.
    fileprivate func `as`(_ parameter: Parameter) throws(TorchError) -> Tensor {
        try converted(to: parameter.compute.dtype ?? .float32)
    }
}
