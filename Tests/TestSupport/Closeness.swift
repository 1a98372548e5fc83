/// How far numbers are from those expected.
public struct Closeness: CustomStringConvertible {
    public let count: Int
    public let expectedCount: Int
    /// The largest difference, infinite where one side only is finite.
    public private(set) var largest = 0.0
    /// The largest difference divided by the largest magnitude expected.
    public private(set) var largestRelative = 0.0
    /// Where the largest difference is.
    public private(set) var index = 0
    private var pair = (0.0, 0.0)

    public init(_ actual: [Double], to expected: [Double]) {
        count = actual.count
        expectedCount = expected.count
        for (place, (found, wanted)) in zip(actual, expected).enumerated() {
            // Not a number is as far away as can be.
            let difference = (found - wanted).magnitude
            let distance = difference.isNaN ? .infinity : difference
            if distance > largest { (largest, index, pair) = (distance, place, (found, wanted)) }
        }
        let scale = expected.map(\.magnitude).max() ?? 0
        largestRelative = largest == 0 ? 0 : largest / scale
    }

    /// Whether there are as many numbers and none is farther than this.
    public func isWithin(_ absolute: Double) -> Bool {
        count == expectedCount && largest <= absolute
    }

    /// Whether there are as many numbers and none is farther than this share of the largest one.
    public func isWithin(relative: Double) -> Bool {
        count == expectedCount && largestRelative <= relative
    }

    public var description: String {
        """
        \(count) of \(expectedCount) numbers; the largest difference is \(largest) (relative \
        \(largestRelative)) at \(index): \(pair.0), expected \(pair.1)
        """
    }
}
