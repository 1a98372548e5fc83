/// Mean, median and spread of several runs, none of which is left out.
///
/// A run may lack the number, or it is not finite. Such a run ranks worst, so the median is the middle
/// of all with those at the bad end; mean and deviation are of the others. The twin of `Summary` in
/// Metrics, which this target does not know.
package struct SeedSummary: Sendable, Equatable {
    /// The finite values, in ascending order.
    package let values: [Double]
    package let seeds: SeedCount
    private let higherIsBetter: Bool

    /// - Parameter collapsed: how many of the runs' models give one answer to everything.
    package init(_ values: [Double?], collapsed: Int = 0, higherIsBetter: Bool = true) {
        self.values = values.compactMap { $0 }.filter(\.isFinite).sorted()
        seeds = SeedCount(values.count, collapsed: collapsed, defined: self.values.count)
        self.higherIsBetter = higherIsBetter
    }

    package var mean: Double? {
        // Measured from the least value: equal values have exactly themselves as mean.
        values.first.map { least in
            least + values.reduce(0) { $0 + ($1 - least) } / Double(values.count)
        }
    }

    /// The middle of all runs, or the mean of the two middle ones; `nil` where one of these lacks the
    /// number.
    package var median: Double? {
        guard seeds.total > 0 else { return nil }
        let lacking = higherIsBetter ? seeds.total - seeds.defined : 0
        let middle = [(seeds.total - 1) / 2 - lacking, seeds.total / 2 - lacking]
        guard middle.allSatisfy(values.indices.contains) else { return nil }
        let (lower, upper) = (values[middle[0]], values[middle[1]])
        return lower == upper ? lower : lower / 2 + upper / 2
    }

    /// The sample standard deviation (divided by n - 1); `nil` for fewer than two values.
    package var standardDeviation: Double? {
        guard values.count > 1, let mean else { return nil }
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (squares / Double(values.count - 1)).squareRoot()
    }
}

/// How many seeds a number is of.
public struct SeedCount: Sendable, Hashable {
    public var total: Int
    /// Those whose model gives one answer to everything.
    public var collapsed: Int
    /// Those that have the number.
    public var defined: Int

    public init(_ total: Int, collapsed: Int = 0, defined: Int? = nil) {
        self.total = total
        self.collapsed = collapsed
        self.defined = defined ?? total
    }

    /// As a table has it: `5`, or `5, 1 collapsed`.
    var text: String { collapsed == 0 ? "\(total)" : "\(total), \(collapsed) collapsed" }

    /// As a sentence has it.
    var words: String {
        "\(total) \(total == 1 ? "seed" : "seeds")"
            + (collapsed == 0 ? "" : ", of which \(collapsed) collapsed")
    }

    /// Behind a number that not all seeds have.
    var mark: String { defined == total ? "" : " [of \(defined)]" }
}

/// Summarizes the runs place by place: element i holds all runs' values at index i.
func summaries(of curves: [[Double]]) -> [SeedSummary] {
    let length = curves.map(\.count).max() ?? 0
    return (0..<length).map { index in
        SeedSummary(curves.filter { $0.count > index }.map { $0[index] })
    }
}
