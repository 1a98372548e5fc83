/// The numbers that an option may be.
public struct OptionRange: Sendable {
    /// What a message says between the option's name and the value, such as `must be positive, not`.
    let rule: String
    let contains: @Sendable (Double) -> Bool
    /// Whether values have a sign that their names show.
    public let isSigned: Bool
    /// The whole numbers that are certainly all of those in the range.
    public private(set) var integers = Int.min...Int.max

    /// - Parameters:
    ///   - rule: what a message says between the option's name and the value: `must be even, not`.
    ///   - contains: asked of finite values and of infinities and NaN too.
    public init(
        _ rule: String, isSigned: Bool = false, contains: @escaping @Sendable (Double) -> Bool
    ) {
        self.rule = rule
        self.isSigned = isSigned
        self.contains = contains
    }

    public static let finite = OptionRange(
        "must be finite, not", isSigned: true, contains: \.isFinite)

    public static let positive = OptionRange("must be positive and finite, not") {
        $0 > 0 && $0.isFinite
    }

    public static let notNegative = OptionRange("must be finite and not negative, is") {
        $0 >= 0 && $0.isFinite
    }

    /// 0 ... 1.
    public static let share = OptionRange("must be in 0 ... 1, not", contains: (0...1).contains)

    /// 0 ..< 1.
    public static let probability = OptionRange(
        "must be in 0 ..< 1, not", contains: (0..<1).contains)

    /// Over 0, at most 1: the weight of what is new in a moving average.
    public static let weight = OptionRange("must be over 0 and at most 1, not") {
        $0 > 0 && $0 <= 1
    }

    public static func integers(in range: ClosedRange<Int>) -> OptionRange {
        var integers = OptionRange("must be in \(range.lowerBound) ... \(range.upperBound), not") {
            Double(range.lowerBound) <= $0 && $0 <= Double(range.upperBound)
        }
        integers.integers = range
        return integers
    }

    public static func atLeast(_ least: Int) -> OptionRange {
        let rule =
            switch least {
            case 0: "must not be negative, is"
            case 1: "must be positive, not"
            default: "must be at least \(least), not"
            }
        var integers = OptionRange(rule) { $0 >= Double(least) }
        integers.integers = least...Int.max
        return integers
    }
}
