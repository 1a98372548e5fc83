import Figures
import Isotropy
import Torch

/// What figures take of a cloud beside its measures: kept, so that they can be drawn without the model.
struct KeptCloud {
    /// Of each dimension.
    var mean: [Double]
    var deviations: [Double]
    /// Dimensions whose mean or deviation stands out, the farthest first.
    var outliers: [Int]
    /// Of the covariance, largest first.
    var eigenvalues: [Double]
    /// Lower and upper bounds of EV_k from k = 1 on; empty without intervals.
    var bounds: [[Double]] = []
    var correlations: CorrelationMatrix?
    var sample: SampleOfClasses?

    /// - Parameters:
    ///   - isShown: whether the figures of one layer are of this one, and take more.
    ///   - intervals: whether EV_k gets them.
    /// - Returns: `nil` for fewer than two points.
    init?(_ cloud: MeasuredCloud, isShown: Bool, intervals: Bool) throws {
        let (moments, scale) = (cloud.moments, cloud.scale)
        guard let spectrum = try cloud.spectrum(), let deviations = moments.standardDeviations
        else { return nil }
        mean = moments.mean.map { $0 * scale }
        self.deviations = deviations.map { $0 * scale }
        outliers = (moments.outlierDimensions(beyond: cloud.outlierLimit) ?? []).map(\.dimension)
        eigenvalues = spectrum.eigenvalues.map { $0 * scale * scale }
        guard isShown else { return }
        if intervals {
            let found = try cloud.results(of: [.explainedVarianceStart], isotropic: false)
            bounds = found[0].intervals.compactMap { interval in
                if case .bounds(let lower, let upper) = interval { [lower, upper] } else { nil }
            }
            if bounds.count != found[0].intervals.count { bounds = [] }
        }
        if let correlation = moments.correlation, let blocks = cloud.correlationBlocks() {
            correlations = CorrelationMatrix(correlation, blocks, deviations)
        }
    }

    init(mean: [Double], deviations: [Double], outliers: [Int], eigenvalues: [Double]) {
        (self.mean, self.deviations) = (mean, deviations)
        (self.outliers, self.eigenvalues) = (outliers, eigenvalues)
    }

    /// EV_1, EV_2, …, where anything varies.
    func explainedVariance(upTo limit: Int) -> [Double]? {
        let total = eigenvalues.reduce(0, +)
        guard total > 0 else { return nil }
        var sum = 0.0
        return eigenvalues.prefix(limit).map { value in
            sum += value
            return sum / total
        }
    }
}

extension CorrelationMatrix {
    /// Strengths as float32; none of a dimension that does not vary.
    fileprivate init(_ correlation: Covariance, _ blocks: CorrelationBlocks, _ deviations: [Double])
    {
        let size = correlation.dimensions
        var strengths = correlation.elements.map { Float(min(abs($0), 1)) }
        for dimension in 0..<size {
            guard deviations[dimension] > 0 else {
                for other in 0..<size {
                    strengths[dimension * size + other] = .nan
                    strengths[other * size + dimension] = .nan
                }
                continue
            }
            // But for rounding.
            strengths[dimension * (size + 1)] = 1
        }
        self.init(strengths: strengths, order: blocks.order, blocks: blocks.blocks)
    }
}
