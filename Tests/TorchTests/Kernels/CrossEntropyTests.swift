import Foundation
import TestSupport
import Testing
import Torch

/// Cross-entropy with weights and smoothing beside loops over the formula: row i of class y with target
/// distribution t costs `-Σ_c w_c t_c log p_c`, and the sum is divided by `Σ_i w_{y_i}` (PyTorch's definition).
struct CrossEntropyTests {
    private static let logits: [[Double]] = [
        [0.3, -1.2, 2.0], [1.5, 0.2, -0.7], [-0.4, 0.9, 0.1], [2.2, 2.1, -3.0], [0, 0, 0],
    ]
    private static let labels = [2, 0, 0, 1, 1]
    private static let weights = [0.5, 2.0, 1.25]

    private static func probabilities(_ row: [Double]) -> [Double] {
        let sum = row.reduce(0) { $0 + exp($1) }
        return row.map { exp($0) / sum }
    }

    /// The loss, and its gradient for each logit.
    private static func expected(
        _ weights: [Double], _ smoothing: Double
    ) -> (loss: Double, gradient: [Double]) {
        let total = labels.reduce(0) { $0 + weights[$1] }
        var (loss, gradient) = (0.0, [Double]())
        for (row, label) in zip(logits, labels) {
            let p = probabilities(row)
            // What each class's term counts: its weight times its share of the target.
            let share = p.indices.map { c in
                (c == label ? (1 - smoothing) * weights[label] : 0) + smoothing / 3 * weights[c]
            }
            loss -= p.indices.reduce(0) { $0 + share[$1] * log(p[$1]) }
            let sum = share.reduce(0, +)
            gradient += p.indices.map { (sum * p[$0] - share[$0]) / total }
        }
        return (loss / total, gradient)
    }

    @Test(arguments: [(false, 0.0), (false, 0.1), (true, 0.0), (true, 0.3)])
    func lossAndGradientAreThoseOfTheFormula(_ isWeighted: Bool, _ smoothing: Double) throws {
        let weights = isWeighted ? Self.weights : [1, 1, 1]
        let logits = try Tensor.of(Self.logits.flatMap { $0 }, shape: [5, 3])
        try logits.requireGradient()
        let loss = try crossEntropy(
            logits, labels: Tensor.of(Self.labels),
            weights: isWeighted ? Tensor.of(Self.weights) : nil, smoothing: smoothing)
        try loss.backward()
        let expected = Self.expected(weights, smoothing)
        #expect(abs(try loss.scalar() - expected.loss) < 1e-12)
        let gradient = try #require(try logits.gradient()).elements(as: Double.self)
        for (one, other) in zip(gradient, expected.gradient) { #expect(abs(one - other) < 1e-12) }
    }

    @Test func weightsOfOtherClassesAreErrors() throws {
        let logits = try Tensor.zeros([2, 3])
        expectError {
            try crossEntropy(
                logits, labels: Tensor.of([0, 1]), weights: Tensor.of([Float(1), 1]))
        }
        expectError { try crossEntropy(logits, labels: Tensor.of([0, 1]), smoothing: 1.5) }
    }
}
