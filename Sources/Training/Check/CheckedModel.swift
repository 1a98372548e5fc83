import Encoders
import Isotropy
import Layers
import Models
import Torch

/// A small model with random weights and the rows that it is tried on: the same on every device.
struct CheckedModel {
    let model: SentenceModel
    let method: Method
    let rows: [EncodedExample]

    init(
        _ configuration: EncoderConfiguration, method: Method, _ computation: Computation
    ) throws {
        self.method = method
        model = try SentenceModel(
            configuration, head: .classification(labels: ["0", "1"]), features: .cls,
            normalizer: method.normalizer.makeNormalizer(
                size: configuration.hiddenSize, on: computation.device),
            precision: computation.precision, device: computation.device)
        try model.initialize(seed: 7)
        var stream = RandomStream(seed: 7, name: "device check")
        rows = (0..<8).map { index in
            let ids = (0..<Int.random(in: 1...60, using: &stream)).map { _ in
                Int32.random(in: 2..<Int32(configuration.vocabularySize), using: &stream)
            }
            let types = ids.indices.map { $0 * 2 < ids.count ? 0 : Int32(1) }
            return EncodedExample(
                identifier: String(index), ids: ids, typeIDs: types, target: .label(index % 2))
        }
    }

    private var batch: PackedBatch {
        get throws { try PackedBatch(rows, on: model.store.device) }
    }

    /// The states of every layer, float32 in main memory.
    func states() throws -> [Tensor] {
        try withoutGradients {
            try model.encoder(batch, .evaluation()).layers.map {
                try $0.converted(to: .float32).moved(to: .cpu)
            }
        }
    }

    func logits() throws -> [Tensor] {
        try withoutGradients { [try model(batch, .evaluation()).logits.moved(to: .cpu)] }
    }

    /// The gradients of one training pass, by the weights' names; the loss holds the penalty.
    func gradients() throws -> [(name: String, tensor: Tensor)] {
        let penalty = try preparedPenalty()
        for parameter in model.store.parameters { try parameter.clearGradient() }
        let output = try model.loss(
            of: rows, batch, .training(seed: 7, step: 0), reading: penalty.reading)
        var loss = output.loss
        if let term = try penalty(output.states) { loss = try loss.adding(term) }
        try loss.backward()
        var gradients: [(String, Tensor)] = []
        for parameter in model.store.parameters {
            let gradient =
                try parameter.rowGradient.map { try $0.dense(count: parameter.shape[0]) }
                ?? parameter.gradient()
            guard let gradient else { continue }
            gradients.append((parameter.name, try gradient.moved(to: .cpu)))
            try parameter.clearGradient()
        }
        return gradients
    }

    private func preparedPenalty() throws -> any Penalty {
        let penalty = try method.penalty.makePenalty()
        try penalty.prepare(epoch: 0, model, rows, seed: 7)
        return penalty
    }

    /// The losses of so many optimizer steps.
    func losses(steps: Int) throws -> [Double] {
        let optimizer = AdamW(model.store, epsilon: 1e-8, weightDecay: 0.01)
        let penalty = try preparedPenalty()
        let step = TrainingStep(
            model: model, penalty: penalty, optimizer: optimizer,
            buffer: GradientBuffer(model.store, batchesPerStep: 1),
            rate: LearningRate(peak: 1e-3, warmup: 0, totalSteps: steps, schedule: .constant),
            clip: 1, accumulate: 1, seed: 7)
        return try (0..<steps).map { try step([rows], step: $0) }.map { try $0.record().loss }
    }
}

extension EncoderConfiguration {
    /// A small encoder of a family, with what tells it apart, for trying devices.
    ///
    /// In bf16 attention drops nothing: there GPUs draw a mask of their own. All other dropouts draw the
    /// same.
    static func small(_ family: EncoderFamily, _ precision: Precision) -> EncoderConfiguration {
        let isNarrow = family == .albert || family == .electra
        var small = EncoderConfiguration(
            family: family, vocabularySize: 211, embeddingSize: isNarrow ? 64 : nil,
            hiddenSize: 128, layerCount: 3, headCount: 4, intermediateSize: 320,
            activation: family == .albert ? .geluTanh : .gelu, hiddenDropout: 0.1,
            attentionDropout: precision == .fp32 ? 0.1 : 0, classifierDropout: 0.1,
            positionCount: 70,
            typeCount: family == .distilbert ? 0 : 2, layerNormEpsilon: 1e-12,
            initializerRange: 0.05)
        if [.roberta, .xlmRoberta, .camembert].contains(family) {
            small.paddingID = 1
            small.firstPosition = 2
            small.typeCount = 1
        }
        if family == .albert { small.sharing = .groups(count: 1, layersPerGroup: 1) }
        return small
    }
}
