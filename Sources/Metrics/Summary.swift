/// One number over several seeds, none of which is left out.
///
/// A seed may lack the number: a model that gives one answer to everything has no correlation. Such a
/// seed ranks worst, so the median is the middle of all seeds with those at the bad end; mean,
/// deviation and range can only be of the others, and say of how many.
public struct Summary: Sendable, Hashable, Codable {
    /// All seeds.
    public let count: Int
    /// The seeds whose model gives one answer to everything, whether they have the number or not.
    public let collapsed: Int
    /// The seeds that have the number.
    public let defined: Int
    /// The middle of all seeds; the mean of the two middle ones for an even count. `nil` where one of
    /// these lacks the number.
    public let median: Double?
    public let mean: Double?
    /// The sample standard deviation (divided by n - 1); `nil` for fewer than two numbers.
    public let standardDeviation: Double?
    public let minimum: Double?
    public let maximum: Double?

    private enum CodingKeys: String, CodingKey {
        case count, collapsed, defined, median, mean, minimum, maximum
        case standardDeviation = "standard_deviation"
    }

    /// - Parameters:
    ///   - values: one a seed; `nil`, and what is not finite, is no number.
    ///   - largerIsBetter: says which end of the order is the bad one.
    public init(_ values: [Double?], collapsed: Int = 0, largerIsBetter: Bool = true) {
        let sorted = values.compactMap { $0 }.filter(\.isFinite).sorted()
        count = values.count
        self.collapsed = collapsed
        defined = sorted.count
        minimum = sorted.first
        maximum = sorted.last
        let lacking = [Double?](repeating: nil, count: values.count - sorted.count)
        let order = largerIsBetter ? lacking + sorted : sorted + lacking
        if !order.isEmpty, let lower = order[(order.count - 1) / 2],
            let upper = order[order.count / 2]
        {
            // Halved before they are added, so that large values do not overflow.
            median = lower == upper ? lower : lower / 2 + upper / 2
        } else {
            median = nil
        }
        guard let first = sorted.first else {
            (mean, standardDeviation) = (nil, nil)
            return
        }
        // Measured from the first value: equal values have exactly themselves as mean.
        let mean = first + sorted.reduce(0) { $0 + ($1 - first) } / Double(sorted.count)
        let squares = sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let deviation = (squares / Double(sorted.count - 1)).squareRoot()
        self.mean = mean.isFinite ? mean : nil
        standardDeviation = sorted.count > 1 && deviation.isFinite ? deviation : nil
    }
}
