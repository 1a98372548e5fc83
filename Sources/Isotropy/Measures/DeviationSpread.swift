/// How unequal the standard deviations of the dimensions are (Fig. 1 of Zhou et al. 2021).
public struct DeviationSpread: Sendable, Codable, Equatable {
    public let smallest: Double
    /// The mean of the middle two when their number is even.
    public let median: Double
    public let largest: Double
    /// The largest over the smallest; `nil` when a dimension does not vary.
    public let ratio: Double?

    /// - Precondition: there is a deviation.
    public init(_ deviations: [Double]) {
        self.init(deviations, scale: 1)
    }

    /// - Parameter scale: what the points were divided by before they were measured.
    init(_ deviations: [Double], scale: Double) {
        precondition(!deviations.isEmpty, "the spread of no deviations")
        let sorted = deviations.sorted()
        let (least, most) = (sorted[0], sorted[sorted.count - 1])
        smallest = least * scale
        largest = most * scale
        median = medianOf(sorted: sorted) * scale
        ratio = least > 0 ? most / least : nil
    }

    /// - Parameter components: the smallest, the median and the largest.
    init(_ components: [Double], ratio: Double?) {
        precondition(components.count == 3, "a spread of \(components.count) numbers")
        (smallest, median, largest) = (components[0], components[1], components[2])
        self.ratio = ratio
    }
}

/// The mean of the middle two where their number is even.
/// - Precondition: there is a number, and they ascend.
func medianOf(sorted numbers: [Double]) -> Double {
    precondition(!numbers.isEmpty, "the median of no numbers")
    let middle = numbers.count / 2
    return numbers.count % 2 == 1
        ? numbers[middle] : (numbers[middle - 1] + numbers[middle]) / 2
}

extension Moments {
    /// The spread of the dimensions' deviations, with `count - 1`; `nil` for fewer than two points.
    public var deviationSpread: DeviationSpread? { standardDeviations.map { DeviationSpread($0) } }
}
