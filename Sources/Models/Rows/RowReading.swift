/// How a run read its texts, for `evaluate` to do the same.
public struct RowReading: Sendable, Equatable {
    /// The largest number of tokens of a sequence.
    public var maximumLength: Int
    /// Whether second sentences have segment ids of their own.
    public var segments: Bool

    public init(maximumLength: Int, segments: Bool) {
        self.maximumLength = maximumLength
        self.segments = segments
    }
}
