/// One number over several seeds.
public struct Summary: Sendable, Hashable, Codable {
    public let count: Int
    /// The middle value; the mean of the two middle ones for an even count.
    public let median: Double
    public let mean: Double
    /// The sample standard deviation (divided by n - 1); `nil` for a single value.
    public let standardDeviation: Double?
    public let minimum: Double
    public let maximum: Double

    /// - Returns: `nil` without values, and where one is not finite.
    public init?(_ values: [Double]) {
        guard !values.isEmpty, values.allSatisfy(\.isFinite) else { return nil }
        let sorted = values.sorted()
        let count = sorted.count
        // Halved before they are added, so that large values do not overflow.
        let median =
            count.isMultiple(of: 2)
            ? sorted[count / 2 - 1] / 2 + sorted[count / 2] / 2 : sorted[count / 2]
        let first = sorted[0]
        // Measured from the first value: equal values have exactly themselves as mean.
        let mean = first + sorted.reduce(0) { $0 + ($1 - first) } / Double(count)
        let squares = sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        self.count = count
        self.median = median
        self.mean = mean
        self.standardDeviation = count > 1 ? (squares / Double(count - 1)).squareRoot() : nil
        self.minimum = first
        self.maximum = sorted[count - 1]
        guard mean.isFinite, squares.isFinite else { return nil }
    }
}
