import Layers
import Torch

/// What decides the arithmetic of a post-norm transformer layer.
package struct LayerConfiguration {
    var hiddenSize: Int
    var headCount: Int
    var intermediateSize: Int
    var activation: Activation
    /// Of the attention's output layer and of the perceptron, before each is added to its input.
    var attentionOutputDropout, outputDropout: Double
    /// Of the attention weights.
    var attentionDropout: Double
    var layerNormEpsilon: Double
    var initializerRange: Double

    package init(
        hiddenSize: Int, headCount: Int, intermediateSize: Int, activation: Activation,
        attentionOutputDropout: Double, outputDropout: Double, attentionDropout: Double,
        layerNormEpsilon: Double, initializerRange: Double
    ) {
        self.hiddenSize = hiddenSize
        self.headCount = headCount
        self.intermediateSize = intermediateSize
        self.activation = activation
        self.attentionOutputDropout = attentionOutputDropout
        self.outputDropout = outputDropout
        self.attentionDropout = attentionDropout
        self.layerNormEpsilon = layerNormEpsilon
        self.initializerRange = initializerRange
    }
}

/// Where a layer's weights are created, in the order of the store.
package struct LayerScopes {
    var query, key, value: ParameterScope
    var attentionOutput, attentionNorm: ParameterScope
    var expansion, contraction, outputNorm: ParameterScope
}

/// One post-norm transformer layer: attention, then a two-layer perceptron, each added to its input
/// and normalized.
///
/// Forward and backward pass are written out (`forward`, `backward`) and join the graph as one
/// operation, which keeps as little as it can: the rest is computed again from what is kept.
package struct TransformerLayer {
    let projection: JointLinear
    let attentionOutput: Linear
    let attentionNorm: LayerNorm
    let expansion: Linear
    let contraction: Linear
    let outputNorm: LayerNorm
    let configuration: LayerConfiguration

    package init(_ scopes: LayerScopes, _ configuration: LayerConfiguration) throws(TorchError) {
        let (size, wide) = (configuration.hiddenSize, configuration.intermediateSize)
        let range = configuration.initializerRange
        let epsilon = configuration.layerNormEpsilon
        projection = try JointLinear(
            [scopes.query, scopes.key, scopes.value], inputs: size, outputs: size,
            initializerRange: range)
        attentionOutput = try Linear(
            scopes.attentionOutput, inputs: size, outputs: size, initializerRange: range)
        attentionNorm = try LayerNorm(scopes.attentionNorm, size: size, epsilon: epsilon)
        expansion = try Linear(
            scopes.expansion, inputs: size, outputs: wide, initializerRange: range)
        contraction = try Linear(
            scopes.contraction, inputs: wide, outputs: size, initializerRange: range)
        outputNorm = try LayerNorm(scopes.outputNorm, size: size, epsilon: epsilon)
        self.configuration = configuration
    }

    /// - Parameters:
    ///   - states: `[rows, hidden]` of the filled batch.
    ///   - reading: which rows of the result are wanted; the others are not computed.
    /// - Returns: `[rows, hidden]`, or `[sequences, hidden]` for the first token of each.
    package func callAsFunction(
        _ states: Tensor, _ batch: PackedBatch, _ pass: ForwardPass, reading: TokenSelection = .all
    ) throws(TorchError) -> Tensor {
        let chances = LayerRandomness(configuration, pass)
        let place = LayerPlace(batch, reading)
        let first = try withoutGradients { () throws(TorchError) in
            try forward(states, place, chances)
        }
        let inputs = [states] + weights
        let kept = pass.recomputesActivations ? nil : first.activations
        return try withGradient(of: first.output, inputs: inputs) { upstream throws(TorchError) in
            if let kept { return try backward(upstream, states, kept, place, chances) }
            let again = try forward(states, place, chances).activations
            return try backward(upstream, states, again, place, chances)
        }
    }

    /// What gradients are taken of, in the order in which `backward` gives them.
    package var weights: [Tensor] {
        [
            projection.weight, projection.bias,
            attentionOutput.weight.compute, attentionOutput.bias.compute,
            attentionNorm.weight.compute, attentionNorm.bias.compute,
            expansion.weight.compute, expansion.bias.compute,
            contraction.weight.compute, contraction.bias.compute,
            outputNorm.weight.compute, outputNorm.bias.compute,
        ]
    }
}

/// Which tokens of a batch attend, and to what.
package struct LayerPlace {
    /// The rows of the batch that are computed; `nil` is all of them.
    let rows: Tensor?
    /// How the computed rows and the keys are cut into sequences.
    let cuts: PackedAttention.Cuts
    let device: Device

    package init(_ batch: PackedBatch, _ reading: TokenSelection) {
        let filled = batch.filled
        device = batch.device
        switch reading {
        case .all:
            rows = nil
            cuts = PackedAttention.Cuts(
                queries: filled.offsets, keys: filled.offsets, longestQueries: filled.longest,
                longestKeys: filled.longest)
        case .firstOfSequences:
            rows = batch.firstTokens
            cuts = PackedAttention.Cuts(
                queries: filled.firstTokenOffsets, keys: filled.offsets, longestQueries: 1,
                longestKeys: filled.longest)
        }
    }
}

/// The dropouts of one application of a layer, with their random numbers.
package struct LayerRandomness {
    let attention: PackedAttention
    let attentionNorm: AddNorm
    let outputNorm: AddNorm

    package init(_ configuration: LayerConfiguration, _ pass: ForwardPass) {
        func active(_ dropout: Double) -> Double { pass.isTraining ? dropout : 0 }
        let epsilon = configuration.layerNormEpsilon
        attention = PackedAttention(
            headCount: configuration.headCount, dropout: active(configuration.attentionDropout),
            key: pass.nextKey())
        attentionNorm = AddNorm(
            epsilon: epsilon, dropout: active(configuration.attentionOutputDropout),
            key: pass.nextKey())
        outputNorm = AddNorm(
            epsilon: epsilon, dropout: active(configuration.outputDropout), key: pass.nextKey())
    }
}
