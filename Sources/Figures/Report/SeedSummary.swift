/// Mean, median and spread of several runs. Values that are missing or not finite are left out and
/// can be counted.
package struct SeedSummary: Sendable, Equatable {
    /// The finite values, in ascending order.
    package let values: [Double]
    /// How many values were missing or not finite.
    package let missing: Int

    package init(_ values: [Double?]) {
        let finite = values.compactMap { $0 }.filter(\.isFinite)
        self.values = finite.sorted()
        missing = values.count - finite.count
    }

    package var mean: Double? {
        // Measured from the least value: equal values have exactly themselves as mean.
        values.first.map { least in
            least + values.reduce(0) { $0 + ($1 - least) } / Double(values.count)
        }
    }

    /// The middle value, or the mean of the two middle ones.
    package var median: Double? {
        guard !values.isEmpty else { return nil }
        let middle = values.count / 2
        return values.count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2
    }

    /// The sample standard deviation (divided by n - 1); `nil` for fewer than two values.
    package var standardDeviation: Double? {
        guard values.count > 1, let mean else { return nil }
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (squares / Double(values.count - 1)).squareRoot()
    }
}

/// Summarizes the runs place by place: element i holds all runs' values at index i.
func summaries(of curves: [[Double]]) -> [SeedSummary] {
    let length = curves.map(\.count).max() ?? 0
    return (0..<length).map { index in
        SeedSummary(curves.filter { $0.count > index }.map { $0[index] })
    }
}
