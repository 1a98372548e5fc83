/// Mean, median and spread of several runs. Values that are missing or not finite are left out and
/// can be counted.
public struct Summary: Sendable, Equatable {
    /// The finite values, in ascending order.
    public let values: [Double]
    /// How many values were missing or not finite.
    public let missing: Int

    public init(_ values: [Double?]) {
        let finite = values.compactMap { $0 }.filter(\.isFinite)
        self.values = finite.sorted()
        missing = values.count - finite.count
    }

    public var mean: Double? {
        values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }

    /// The middle value, or the mean of the two middle ones.
    public var median: Double? {
        guard !values.isEmpty else { return nil }
        let middle = values.count / 2
        return values.count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2
    }

    /// The sample standard deviation (divided by n - 1); `nil` for fewer than two values.
    public var standardDeviation: Double? {
        guard values.count > 1, let mean else { return nil }
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (squares / Double(values.count - 1)).squareRoot()
    }
}

/// Summarizes the runs place by place: element i holds all runs' values at index i.
func summaries(of curves: [[Double]]) -> [Summary] {
    let length = curves.map(\.count).max() ?? 0
    return (0..<length).map { index in
        Summary(curves.filter { $0.count > index }.map { $0[index] })
    }
}
