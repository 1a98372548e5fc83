import Encoders
import Isotropy
import Layers
import Metrics
import Tasks
import Torch

/// What a model answers to labelled rows.
public struct Evaluation {
    /// The outputs of each row, in the rows' order.
    public let logits: [[Double]]
    public let predictions: Predictions
    /// The metrics by name; `nil` where one is undefined.
    public let metrics: [String: Double?]
    /// The geometry of the hidden states and features, where it was asked for.
    public let isotropy: IsotropyRecord?
}

/// Runs a model over rows without training it.
public struct Evaluator {
    public let model: SentenceModel
    public let metrics: [Metric]
    /// The tokens of one pass.
    public var tokensPerBatch = 4096

    public init(_ model: SentenceModel, metrics: [Metric]) {
        self.model = model
        self.metrics = metrics
    }

    /// - Precondition: there is at least one row.
    public func evaluate(
        _ examples: [EncodedExample], measuringIsotropy: Bool = false
    ) throws -> Evaluation {
        var logits = [[Double]](repeating: [], count: examples.count)
        var clouds = measuringIsotropy ? Clouds(model.encoder) : nil
        try withoutGradients {
            let order = BatchOrder.byLength(examples.map(\.ids.count), tokens: tokensPerBatch)
            for rows in order {
                let batch = try PackedBatch(rows.map { examples[$0] })
                let output = try model(
                    batch, .evaluation(), reading: clouds == nil ? .firstOfSequences : .all)
                try clouds?.add(output)
                let values = try output.logits.elements(as: Double.self)
                let width = output.logits.size(1)
                for (index, row) in rows.enumerated() {
                    logits[row] = Array(values[index * width..<(index + 1) * width])
                }
            }
        }
        let predictions = model.head.predictions(logits)
        let targets = model.head.targets(examples.map(\.target))
        let measured = metrics.map { metric in
            (metric.name, metric.evaluate(predictions: predictions, targets: targets))
        }
        return Evaluation(
            logits: logits, predictions: predictions,
            metrics: Dictionary(uniqueKeysWithValues: measured),
            isotropy: try clouds?.record())
    }
}

extension Head {
    /// The class with the highest logit, or the score itself.
    func predictions(_ logits: [[Double]]) -> Predictions {
        switch self {
        case .classification(let labels):
            .classes(
                logits.map { row in row.indices.max { row[$0] < row[$1] } ?? 0 },
                count: labels.count)
        case .regression: .scores(logits.map { $0[0] })
        }
    }

    func targets(_ targets: [Target]) -> Predictions {
        switch self {
        case .classification(let labels): .classes(targets.map(\.label), count: labels.count)
        case .regression: .scores(targets.map(\.value))
        }
    }
}

/// The point clouds that an evaluation measures.
private struct Clouds {
    private var features: Moments
    private var normalized: Moments
    private var layers: [Moments]

    init(_ encoder: some Encoder) {
        features = Moments(dimensions: encoder.hiddenSize)
        normalized = features
        layers = Array(repeating: features, count: encoder.layerCount + 1)
    }

    mutating func add(_ output: SentenceModel.Output) throws {
        try features.add(output.features)
        try normalized.add(output.normalized)
        for (index, states) in output.states.layers.enumerated() {
            try layers[index].add(states)
        }
    }

    func record() throws -> IsotropyRecord {
        var union = Moments(dimensions: features.dimensions)
        for layer in layers.dropFirst() { union.merge(layer) }
        let curve = try normalized.spectrum()?.explainedVarianceCurve(limit: 50) ?? []
        return IsotropyRecord(
            explainedVariance: Array(curve.prefix(3)), explainedVarianceCurve: curve,
            features: normalized.isoScore, featuresBeforeNormalizer: features.isoScore,
            tokens: union.isoScore, layers: layers.map(\.isoScore))
    }
}
