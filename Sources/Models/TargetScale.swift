import Layers
import Options
import Torch

/// The unit in which a model learns scores: `(score - mean) / deviation`, by the rows it is trained on.
///
/// A classifier's first outputs are near 0, and a step of AdamW is of the size of the learning rate
/// whatever the loss: scores of 0 to 100 would take thousands of steps to reach, and scores of
/// thousandths drown in the first step's noise.
public struct TargetScale: Sendable, Codable, Equatable {
    public let mean: Double
    /// Of the rows themselves (divided by their count); 1 where all scores are equal.
    public let deviation: Double

    /// Of numbers beyond these a float32 model, which a checkpoint is, makes infinities or nothing.
    private static let largest = 1e30, smallest = 1e-30
    /// The steps of float32 that a deviation must have, so that scores are told apart.
    private static let steps = 256.0

    /// - Throws: for scores that float32 does not hold or tell apart.
    public init(of scores: [Double]) throws(TrainingError) {
        guard let first = scores.first, scores.contains(where: { $0 != first }) else {
            (mean, deviation) = (scores.first ?? 0, 1)
            try Self.check(largest: mean.magnitude)
            return
        }
        let extent = scores.reduce(0) { max($0, $1.magnitude) }
        try Self.check(largest: extent)
        let count = Double(scores.count)
        let mean = scores.reduce(0, +) / count
        let deviation =
            (scores.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
        (self.mean, self.deviation) = (mean, deviation)
        guard deviation >= Self.smallest else {
            throw .run(
                "the training scores differ by \(deviation), too little for a float32 model: multiply "
                    + "them by a constant")
        }
        guard deviation >= Self.steps * Double(Float(extent).ulp) else {
            throw .run(
                "the training scores around \(mean) differ by \(deviation), too little for a float32 "
                    + "model: subtract a constant from them")
        }
    }

    private static func check(largest: Double) throws(TrainingError) {
        guard largest > Self.largest else { return }
        throw .run(
            "the training scores reach \(largest), too much for a float32 model: divide them by a "
                + "constant")
    }

    /// What the model learns for a score.
    func learnt(_ score: Double) -> Double { (score - mean) / deviation }

    /// The classifier whose outputs are the scores themselves. New tensors, outside the graph.
    /// - Parameters:
    ///   - weight: `[1, hidden]`.
    ///   - bias: `[1]`.
    func fold(weight: Tensor, bias: Tensor) throws(TorchError) -> (weight: Tensor, bias: Tensor) {
        let biases = try bias.detached().elements(as: Float.self).map {
            Float(Double($0) * deviation + mean)
        }
        return (try weight.detached().multiplied(by: deviation), try Tensor.of(biases))
    }

    /// Makes a classifier whose outputs are scores put out what is learnt for them.
    func unfold(_ classifier: Linear) throws(TorchError) {
        let biases = try classifier.bias.value.detached().elements(as: Float.self).map {
            Float(learnt(Double($0)))
        }
        try classifier.weight.update { value throws(TorchError) in
            try value.multiply(by: 1 / deviation)
        }
        try classifier.bias.update { value throws(TorchError) in
            try value.copy(Tensor.of(biases))
        }
    }

    /// What is learnt for a score, with the numbers to seven digits.
    public var formula: String {
        let (centre, unit) = (Float(mean), Float(deviation))
        return "(score \(centre < 0 ? "+" : "-") \(centre.magnitude)) / \(unit)"
    }

    /// What a user should know of it.
    package var notice: Message {
        "scores are learnt as \(formula), by the training rows' mean and deviation; answers and metrics "
            + "are in the files' unit, losses are not"
    }
}
