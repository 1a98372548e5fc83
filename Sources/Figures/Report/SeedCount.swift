import Metrics

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

extension Summary {
    /// How many seeds it is of.
    package var seeds: SeedCount { SeedCount(count, collapsed: collapsed, defined: defined) }
}

/// Summarizes the runs place by place: element i holds all runs' values at index i.
func summaries(of curves: [[Double]]) -> [Summary] {
    let length = curves.map(\.count).max() ?? 0
    return (0..<length).map { index in
        Summary(curves.filter { $0.count > index }.map { $0[index] })
    }
}
