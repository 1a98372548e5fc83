import Metrics

/// Values along an axis under one name, each with an interval where there is one.
public struct Curve: Sendable, Equatable {
    public struct Value: Sendable, Equatable {
        public var x: Double
        /// NaN is a gap.
        public var y: Double
        public var lower, upper: Double?

        public init(_ x: Double, _ y: Double, lower: Double? = nil, upper: Double? = nil) {
            self.x = x
            self.y = y
            self.lower = lower
            self.upper = upper
        }
    }

    public var name: String
    public var values: [Value]
    /// Whether others are compared with it: it is drawn dashed, in no series' colour.
    public var isReference: Bool

    public init(_ name: String, _ values: [Value], isReference: Bool = false) {
        self.name = name
        self.values = values
        self.isReference = isReference
    }

    /// The mean over seeds with one sample standard deviation both ways, which two seeds or more have.
    ///
    /// - Parameters:
    ///   - x: One for each place.
    ///   - seeds: Each with a value a place; NaN where it has none.
    ///   - range: Where values can be, so that no interval goes beyond.
    public init(
        _ name: String, x: [Double], seeds: [[Double]],
        within range: ClosedRange<Double> = -Double.infinity...Double.infinity
    ) {
        precondition(
            seeds.allSatisfy { $0.count == x.count },
            "\(seeds.map(\.count)) values of seeds do not fit \(x.count) places")
        self.init(
            name,
            x.enumerated().map { place, x in
                let summary = Summary(seeds.map { $0[place] })
                let mean = summary.mean ?? .nan
                let deviation = summary.standardDeviation
                return Value(
                    x, mean, lower: deviation.map { max(range.lowerBound, mean - $0) },
                    upper: deviation.map { min(range.upperBound, mean + $0) })
            })
    }
}
