import Layers
import Metrics
import Models
import Tasks
import Torch

/// What a model answers to labelled rows.
public struct Evaluation {
    /// The outputs of each row, in the rows' order.
    public let logits: [[Double]]
    public let predictions: Predictions
    /// The metrics by name; `nil` where one is undefined.
    public let metrics: [String: Double?]
    private let comparison: Comparison

    init(_ logits: [[Double]], _ comparison: Comparison) {
        self.logits = logits
        self.comparison = comparison
        predictions = comparison.predictions
        metrics = comparison.values
    }

    /// The one answer to every row, where there is only one though what is right differs.
    public var onlyAnswer: String? { comparison.onlyAnswer }
    /// How well each class is told; `nil` for scores.
    public var classReport: ClassReport? { comparison.classReport }

    /// As what was measured of the set of that name.
    /// - Parameter isFurther: whether metrics have that name before them: `mismatched_accuracy`.
    public func findings(of set: String, isFurther: Bool = false) -> Findings {
        Findings(comparison, of: set, isFurther: isFurther)
    }

    /// An output that is infinite or not a number.
    public var notFinite: Double? { logits.joined().first { !$0.isFinite } }
}

/// Runs a model over rows without training it.
public struct Evaluator {
    public let model: SentenceModel
    /// The tokens of one pass.
    private let tokensPerBatch = 4096

    public init(_ model: SentenceModel) {
        self.model = model
    }

    /// - Precondition: there is at least one row.
    public func evaluate(_ examples: [EncodedExample], by measure: Measure) throws -> Evaluation {
        try evaluate(examples, by: measure, reading: .firstOfSequences) { _ in }
    }

    /// The same, with the clouds of the hidden states and features.
    public func evaluateWithIsotropy(
        _ examples: [EncodedExample], by measure: Measure
    ) throws -> (Evaluation, IsotropyClouds) {
        var clouds = IsotropyClouds(model.encoder)
        let evaluation = try evaluate(examples, by: measure, reading: .all) { output in
            try clouds.add(
                output.states, features: output.features, normalized: output.normalized)
        }
        return (evaluation, clouds)
    }

    /// What sets beside the first say, each metric behind its set's name: `mismatched_accuracy`.
    public func findings(
        ofFurther sets: [(name: String, rows: [EncodedExample])], by measure: Measure
    ) throws -> Findings {
        try sets.reduce(Findings()) { findings, set in
            let evaluation = try evaluate(set.rows, by: measure)
            return findings.merging(evaluation.findings(of: set.name, isFurther: true))
        }
    }

    /// What the model answers to rows that need no targets.
    /// - Throws: when an output is infinite or not a number.
    public func predictions(_ examples: [EncodedExample]) throws -> Predictions {
        model.head.predictions(try outputs(examples))
    }

    /// The outputs of each row, logits or one score, in the rows' order.
    /// - Throws: when an output is infinite or not a number.
    public func outputs(_ examples: [EncodedExample]) throws -> [[Double]] {
        let logits = try logits(examples, reading: .firstOfSequences) { _ in }
        try checkFinite(logits.joined().first { !$0.isFinite })
        return logits
    }

    private func evaluate(
        _ examples: [EncodedExample], by measure: Measure, reading: TokenSelection,
        _ look: (SentenceModel.Output) throws -> Void
    ) throws -> Evaluation {
        let logits = try logits(examples, reading: reading, look)
        return Evaluation(
            logits, measure.comparison(of: logits, with: examples.map(\.target)))
    }

    /// The outputs of each row, in the rows' order.
    private func logits(
        _ examples: [EncodedExample], reading: TokenSelection,
        _ look: (SentenceModel.Output) throws -> Void
    ) throws -> [[Double]] {
        var logits = [[Double]](repeating: [], count: examples.count)
        try withoutGradients {
            let order = BatchOrder.byLength(examples.map(\.ids.count), tokens: tokensPerBatch)
            for rows in order {
                let batch = try PackedBatch(
                    rows.map { examples[$0] }, on: model.store.device)
                let output = try model(batch, .evaluation(), reading: reading)
                try look(output)
                let values = try output.logits.elements(as: Double.self)
                let width = output.logits.size(1)
                for (index, row) in rows.enumerated() {
                    logits[row] = Array(values[index * width..<(index + 1) * width])
                }
            }
        }
        return logits
    }
}

/// Refuses what a model that is not in training puts out.
package func checkFinite(_ wrong: Double?) throws(TrainingError) {
    guard let wrong else { return }
    throw .run("the model put out \(wrong), which is no answer")
}

extension Measure {
    /// The class with the highest of each row's outputs, or the only output itself, beside what is right.
    func comparison(of outputs: [[Double]], with targets: [Target]) -> Comparison {
        switch self {
        case .classes(let labels, let metrics, let positive):
            .classes(
                outputs.map(indexOfHighest), targets: targets.map(\.label), labels: labels,
                positive: positive, metrics: metrics)
        case .scores(_, let metrics):
            .scores(outputs.map { $0[0] }, targets: targets.map(\.value), metrics: metrics)
        }
    }
}

extension Head {
    /// The class with the highest logit, or the score itself.
    func predictions(_ logits: [[Double]]) -> Predictions {
        switch self {
        case .classification(let labels):
            .classes(
                logits.map(indexOfHighest),
                count: labels.count)
        case .regression: .scores(logits.map { $0[0] })
        }
    }
}
