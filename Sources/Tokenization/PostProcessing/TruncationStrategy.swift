/// Which text of a pair is cut when both together are too long.
public enum TruncationStrategy: Sendable, CaseIterable {
    /// The longer one, until both are of one length; then both.
    case longestFirst
    case onlyFirst
    case onlySecond

    /// How many tokens are kept of a single text.
    static func kept(_ count: Int, limit: Int) -> Int {
        min(count, limit)
    }

    /// How many tokens are kept of each text, or `nil` when the one to cut is too short for that.
    func kept(_ first: Int, _ second: Int, limit: Int) -> (first: Int, second: Int)? {
        let excess = first + second - limit
        guard excess > 0 else { return (first, second) }
        if limit == 0 { return (0, 0) }
        switch self {
        case .onlyFirst:
            return first > excess ? (first - excess, second) : nil
        case .onlySecond:
            return second > excess ? (first, second - excess) : nil
        case .longestFirst:
            let short = min(first, second)
            // The package gives the odd token to the longer text, to the second if both are equal.
            let (low, high) =
                2 * short <= limit ? (short, limit - short) : (limit / 2, limit - limit / 2)
            return first > second ? (high, low) : (low, high)
        }
    }
}

/// At which end a text that is too long is cut.
public enum TruncationDirection: Sendable, CaseIterable {
    case left
    case right

    /// The tokens that are kept.
    func range(keeping kept: Int, of count: Int) -> Range<Int> {
        self == .right ? 0..<kept : count - kept..<count
    }
}

/// How the file of a tokenizer would have texts cut.
public struct Truncation: Sendable, Equatable {
    /// Of the whole, special tokens included.
    public var maximumLength: Int
    public var strategy: TruncationStrategy
    public var direction: TruncationDirection
    /// How many tokens windows share.
    public var stride: Int
}
