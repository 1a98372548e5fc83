/// How much the correlations of several predictions with the same targets vary, by drawing rows with replacement: each
/// resample is that of all predictions, so that their differences are paired (Efron and Tibshirani 1993, chapter 8).
public struct CorrelationBootstrap: Sendable {
    public enum Correlation: String, Sendable, CaseIterable, Codable { case spearman, pearson }

    /// The correlations of each prediction in the order of resamples; resamples in which one is not defined count for
    /// nothing.
    private let resampled: [[Double]]
    public let resamples: Int

    /// - Parameters:
    ///   - predictions: as many numbers each as there are targets.
    ///   - resamples: how many are drawn.
    public init(
        of predictions: [[Double]], with targets: [Double], _ correlation: Correlation,
        resamples: Int = 2000, using generator: inout some RandomNumberGenerator
    ) {
        precondition(
            predictions.allSatisfy { $0.count == targets.count },
            "predictions of other rows than \(targets.count)")
        let truth = ResampledCorrelation(targets)
        let sorted = correlation == .spearman ? predictions.map(ResampledCorrelation.init) : []
        var resampled = [[Double]](repeating: [], count: predictions.count)
        for _ in 0..<(targets.isEmpty ? 0 : resamples) {
            var counts = [Int](repeating: 0, count: targets.count)
            for _ in targets { counts[Int.random(in: 0..<targets.count, using: &generator)] += 1 }
            let aim = correlation == .spearman ? truth.ranks(counts) : targets
            let found = predictions.indices.map { index in
                let values =
                    correlation == .spearman ? sorted[index].ranks(counts) : predictions[index]
                return ResampledCorrelation.pearson(values, aim, counts)
            }
            guard !found.contains(where: { $0 == nil }) else { continue }
            for (index, value) in found.enumerated() { resampled[index].append(value ?? 0) }
        }
        self.resampled = resampled
        self.resamples = resampled.first?.count ?? 0
    }

    /// Between which 95 of 100 resamples have the correlation of a prediction.
    /// - Returns: `nil` for too few resamples.
    public func interval(of prediction: Int) -> ClosedRange<Double>? {
        Self.middle(resampled[prediction])
    }

    /// The same of the difference of two predictions, paired.
    public func interval(of prediction: Int, minus other: Int) -> ClosedRange<Double>? {
        Self.middle(zip(resampled[prediction], resampled[other]).map { $0 - $1 })
    }

    private static func middle(_ values: [Double]) -> ClosedRange<Double>? {
        guard values.count >= 100 else { return nil }
        let sorted = values.sorted()
        return quantile(sorted, 0.025)...quantile(sorted, 0.975)
    }
}
