import Checkpoints
import Encoders
import Foundation
import Isotropy
import Layers
import Models
import Tasks
import Tokenization
import Torch

/// Whole fine-tuning steps on given rows, for timing.
public final class StepBenchmark {
    private let model: SentenceModel
    private let optimizer: AdamW
    private let buffer: GradientBuffer
    private let penalty: any Penalty
    private let checkpointActivations: Bool
    private let examples: [EncodedExample]

    /// Sizes that are run with random weights, by name.
    public static let sizes: [String: EncoderConfiguration] = [
        "bert-base": random(.bert, vocabulary: 30522, hidden: 768, layers: 12, heads: 12),
        "roberta-large": robertaLarge,
    ]

    private static var robertaLarge: EncoderConfiguration {
        var configuration = random(
            .roberta, vocabulary: 50265, hidden: 1024, layers: 24, heads: 16)
        configuration.paddingID = 1
        configuration.firstPosition = 2
        configuration.positionCount = 514
        configuration.typeCount = 1
        configuration.layerNormEpsilon = 1e-5
        return configuration
    }

    private static func random(
        _ family: EncoderFamily, vocabulary: Int, hidden: Int, layers: Int, heads: Int
    ) -> EncoderConfiguration {
        EncoderConfiguration(
            family: family, vocabularySize: vocabulary, hiddenSize: hidden, layerCount: layers,
            headCount: heads, intermediateSize: 4 * hidden, activation: .gelu, hiddenDropout: 0.1,
            attentionDropout: 0.1, classifierDropout: 0.1, positionCount: 512, typeCount: 2,
            layerNormEpsilon: 1e-12, initializerRange: 0.02)
    }

    /// - Parameters:
    ///   - folder: gives the weights; `nil` initializes `configuration` at random.
    ///   - sequences: token ids of each row.
    ///   - checkpointActivations: whether layers compute their activations again.
    ///   - everyToken: whether the last layer is computed for all tokens, as a penalty needs it.
    public init(
        _ configuration: EncoderConfiguration, weights folder: ModelFolder?, sequences: [[Int32]],
        precision: Precision, device: Device = .cpu, method: Method,
        checkpointActivations: Bool = false,
        everyToken: Bool = false
    ) throws {
        self.checkpointActivations = checkpointActivations
        model = try SentenceModel(
            configuration, head: .classification(labels: ["0", "1"]), features: .pooler,
            normalizer: try method.normalizer.makeNormalizer(
                size: configuration.hiddenSize, on: device),
            precision: precision, device: device)
        if let folder {
            _ = try model.load(folder, seed: 0)
        } else {
            try Self.initialize(model)
        }
        examples = sequences.enumerated().map { index, ids in
            EncodedExample(
                identifier: String(index), ids: ids, typeIDs: ids.map { _ in 0 },
                target: .label(index % 2))
        }
        let options = TrainingOptions()
        optimizer = AdamW(
            model.store, epsilon: options.adamEpsilon, weightDecay: options.weightDecay)
        buffer = GradientBuffer(model.store, batchesPerStep: 1)
        let prepared = try method.penalty.makePenalty()
        try prepared.prepare(epoch: 0, model, examples, seed: 0)
        penalty = everyToken ? ReadingEveryToken(penalty: prepared) : prepared
    }

    /// Starting values by the hundred million, which need not be independent here: one block of normal
    /// numbers, again and again.
    private static func initialize(_ model: SentenceModel) throws(TorchError) {
        var stream = RandomStream(seed: 0, name: "benchmark weights")
        let block = (0..<65_521).map { _ in Float(stream.nextNormal()) }
        for parameter in model.store.parameters {
            guard case .normal(let deviation) = parameter.initialization else {
                try parameter.initialize(seed: 0)
                continue
            }
            let scaled = block.map { $0 * Float(deviation) }
            var numbers = [Float]()
            numbers.reserveCapacity(parameter.value.count)
            while numbers.count < parameter.value.count {
                numbers += scaled.prefix(parameter.value.count - numbers.count)
            }
            try parameter.update { value throws(TorchError) in
                try value.copy(Tensor.of(numbers, shape: parameter.shape))
            }
        }
    }

    /// One step on the rows that follow, round and round; a GPU is not waited for.
    /// - Returns: the tokens of the step.
    public func step(_ number: Int, batchSize: Int) throws -> Int {
        var step = TrainingStep(
            model: model, penalty: penalty, optimizer: optimizer, buffer: buffer,
            rate: LearningRate(peak: 2e-5, warmup: 0, totalSteps: 1, schedule: .constant),
            clip: 1, accumulate: 1, seed: 0)
        step.recomputingActivations = checkpointActivations
        return try step([rows(ofStep: number, batchSize: batchSize)], step: number).tokens
    }

    /// Waits for all steps.
    public func finish() throws { try model.store.device.synchronize() }

    /// The tokens of each sequence of a step.
    public func lengths(ofStep number: Int, batchSize: Int) -> [Int] {
        rows(ofStep: number, batchSize: batchSize).map(\.ids.count)
    }

    private func rows(ofStep number: Int, batchSize: Int) -> [EncodedExample] {
        (0..<batchSize).map { examples[(number * batchSize + $0) % examples.count] }
    }
}

/// A penalty whose steps compute every token of the last layer, also where it reads none.
private struct ReadingEveryToken: Penalty {
    let penalty: any Penalty

    func callAsFunction(_ states: HiddenStates) throws(TorchError) -> Tensor? {
        try penalty(states)
    }
}
