import Metrics

/// How many seeds a number is of, or runs where each seed has several folds.
public struct SeedCount: Sendable, Hashable {
    public var total: Int
    /// Those whose model gives one answer to everything.
    public var collapsed: Int
    /// Those that have the number.
    public var defined: Int
    /// How many of them each seed has; `nil` outside of cross-validation.
    public var folds: Int?

    public init(_ total: Int, collapsed: Int = 0, defined: Int? = nil, folds: Int? = nil) {
        self.total = total
        self.collapsed = collapsed
        self.defined = defined ?? total
        self.folds = folds
    }

    /// Their number alone.
    var all: SeedCount { SeedCount(total, folds: folds) }

    /// As a table has it: `5`, or `5, 1 collapsed`, or `3 folds × 2 seeds`.
    var text: String {
        counted + (collapsed == 0 ? "" : ", \(collapsed) collapsed")
    }

    /// All of them: `5`, or `3 folds × 2 seeds`.
    var counted: String { folds == nil ? "\(total)" : whole }

    /// As a sentence has it.
    var words: String { whole + (collapsed == 0 ? "" : ", of which \(collapsed) collapsed") }

    /// `5 seeds`, or `3 folds × 2 seeds`.
    var whole: String {
        let seeds = total / max(1, folds ?? 1)
        return (folds.map { "\($0) folds × " } ?? "") + "\(seeds) \(seeds == 1 ? "seed" : "seeds")"
    }

    /// Behind a number that not all seeds have.
    var mark: String { defined == total ? "" : " [of \(defined)]" }
}

extension Summary {
    /// How many seeds it is of.
    package var seeds: SeedCount { seeds(folds: nil) }

    /// - Parameter folds: how many of the numbers are of each seed.
    package func seeds(folds: Int?) -> SeedCount {
        SeedCount(count, collapsed: collapsed, defined: defined, folds: folds)
    }
}

/// Summarizes the runs place by place: element i holds all runs' values at index i.
func summaries(of curves: [[Double]]) -> [Summary] {
    let length = curves.map(\.count).max() ?? 0
    return (0..<length).map { index in
        Summary(curves.filter { $0.count > index }.map { $0[index] })
    }
}
