import Checkpoints
import Encoders
import Foundation
import Isotropy
import Layers
import Torch

/// An encoder that answers questions by spans: a linear layer scores, for each token, that the answer
/// begins there and that it ends there (Devlin et al. 2019, section 4.2).
public final class SpanModel: TrainableModel {
    /// What one pass gives.
    public struct Output {
        public let states: HiddenStates
        /// The scores of a beginning and of an end, float32 `[tokens]` each.
        public let starts, ends: Tensor
    }

    /// The first and the last token of an answer, counted from the sequence's first.
    public struct Answer: Sendable, Equatable {
        public var start, end: Int

        public init(start: Int, end: Int) {
            (self.start, self.end) = (start, end)
        }
    }

    public let store: ParameterStore
    public let encoder: TransformerEncoder
    package let outputs: Linear

    /// Nothing stands between the states and the linear layer.
    public let normalizer: any Normalizer = NoNormalizer()

    /// A model whose weights are still to be loaded or initialized.
    public init(
        _ configuration: EncoderConfiguration, precision: Precision, device: Device = .cpu
    ) throws(TorchError) {
        store = ParameterStore(precision: precision, device: device)
        encoder = try TransformerEncoder(store, configuration)
        outputs = try Linear(
            store.scope("qa_outputs"), inputs: configuration.hiddenSize, outputs: 2,
            initializerRange: configuration.initializerRange, rounded: false)
    }

    /// Loads a published checkpoint; a linear layer that it does not have, or has with other outputs,
    /// starts anew from `seed`. Heads for other purposes are passed over.
    public func load(_ folder: ModelFolder, seed: UInt64) throws -> LoadReport {
        let weights = try folder.openWeights()
        let shape = weights.entry("qa_outputs.weight")?.shape
        let map = KeyMap.spans(
            folder.encoder.family,
            keepsOutputs: shape == nil || shape == outputs.weight.shape)
        let report = try Checkpoints.load(into: store, from: weights, map: map)
        for name in report.new { try store[name]?.initialize(seed: seed) }
        return report
    }

    /// A checkpoint that answers by spans, as `finetune` and Hugging Face transformers save it.
    /// - Throws: for a checkpoint without the linear layer.
    public static func fineTuned(
        _ folder: ModelFolder, on computation: Computation
    ) throws -> SpanModel {
        let weights = try folder.openWeights()
        try folder.requireHead("qa_outputs", in: weights)
        let model = try SpanModel(
            folder.encoder, precision: computation.precision, device: computation.device)
        var map = KeyMap.spans(folder.encoder.family)
        map.initializable = []
        _ = try Checkpoints.load(into: model.store, from: weights, map: map)
        return model
    }

    public func callAsFunction(
        _ batch: PackedBatch, _ pass: ForwardPass
    ) throws(TorchError) -> Output {
        let states = try encoder(batch, pass)
        let dropped = try pass.dropout(
            states.last.converted(to: .float32),
            probability: encoder.configuration.spanDropout)
        let scores = try outputs(dropped)
        func column(_ index: Int) throws(TorchError) -> Tensor {
            try scores.slice(index..<index + 1, along: 1).reshaped(to: -1)
        }
        return Output(states: states, starts: try column(0), ends: try column(1))
    }

    /// - Parameter reading: all tokens are read, whatever others will.
    public func loss(
        of rows: [SpanRow], _ batch: PackedBatch, _ pass: ForwardPass,
        reading: TokenSelection
    ) throws -> TrainingOutput {
        let output = try self(batch, pass)
        return TrainingOutput(
            loss: try loss(output, answers: rows.map(\.answer)), states: output.states)
    }

    /// The mean over the batch of the cross-entropies of both ends, each over the tokens of its own
    /// sequence.
    ///
    /// Transformers takes the softmax over padding too, whose scores nobody means; sequences of equal
    /// length have the same loss there.
    public func loss(_ output: Output, answers: [Answer]) throws(TorchError) -> Tensor {
        let lengths = output.states.batch.lengths
        precondition(answers.count == lengths.count, "\(answers.count) answers")
        let starts = try crossEntropy(
            rows(output.starts, lengths), labels: Tensor.of(answers.map(\.start), on: store.device))
        let ends = try crossEntropy(
            rows(output.ends, lengths), labels: Tensor.of(answers.map(\.end), on: store.device))
        return try starts.adding(ends).multiplied(by: 0.5)
    }

    /// One row a sequence, `[sequences, longest]`, with scores after its end that no softmax sees.
    private func rows(_ scores: Tensor, _ lengths: [Int]) throws(TorchError) -> Tensor {
        let (longest, nothing) = (lengths.max() ?? 0, scores.size(0))
        var places: [Int] = []
        var start = 0
        for length in lengths {
            places += start..<start + length
            places += Array(repeating: nothing, count: longest - length)
            start += length
        }
        let all = try Tensor.concatenated([
            scores,
            Tensor.full([1], -.infinity, on: store.device),
        ])
        return try all.gathered(Tensor.of(places, on: store.device)).reshaped(
            to: lengths.count, longest)
    }
}
