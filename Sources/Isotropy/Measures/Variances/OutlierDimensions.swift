/// A dimension that lies far from the others.
public struct OutlierDimension: Sendable, Codable, Equatable {
    /// From 0.
    public let dimension: Int
    /// How far its mean is from the median of all means, in robust deviations of the means; signed.
    public let mean: Double
    /// The same of its standard deviation.
    public let deviation: Double

    /// The farther of the two.
    public var distance: Double { max(abs(mean), abs(deviation)) }
}

extension Moments {
    /// The dimensions whose mean or standard deviation is more than `limit` robust deviations (1.4826 times the
    /// median absolute deviation, a standard deviation where numbers are normal) from the median of the others',
    /// the farthest first.
    ///
    /// Kovaleva et al. (2021) and Rudman et al. (2023) count dimensions beyond 3 and 5 standard deviations, which
    /// the outliers themselves widen: robust ones are not moved by them. Where more than half of all dimensions are
    /// alike, any other is infinitely far.
    /// - Returns: `nil` for fewer than two points.
    public func outlierDimensions(beyond limit: Double = 3) -> [OutlierDimension]? {
        guard let deviations = standardDeviations else { return nil }
        return zip(RobustScale(mean).distances(mean), RobustScale(deviations).distances(deviations))
            .enumerated()
            .map { OutlierDimension(dimension: $0, mean: $1.0, deviation: $1.1) }
            .filter { $0.distance > limit }
            .sorted { ($1.distance, $0.dimension) < ($0.distance, $1.dimension) }
    }
}

/// The middle of numbers and their spread, neither of which a few of them can move.
struct RobustScale {
    let median: Double
    /// 1.4826 times the median absolute deviation.
    let deviation: Double

    /// - Precondition: there is a number.
    init(_ numbers: [Double]) {
        let median = medianOf(sorted: numbers.sorted())
        self.median = median
        deviation = 1.4826 * medianOf(sorted: numbers.map { abs($0 - median) }.sorted())
    }

    /// How far each number is from the median, in deviations.
    func distances(_ numbers: [Double]) -> [Double] {
        numbers.map { number in
            let difference = number - median
            return difference == 0 ? 0 : difference / deviation
        }
    }
}
