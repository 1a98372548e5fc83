/// One text, or a pair, as a model reads it.
public struct Encoding: Sendable, Equatable {
    public var ids: [Int32]
    /// 0 for the first text and 1 for the second, as the post-processor has it.
    public var typeIDs: [Int32]
    public var tokens: [String]
    /// Unicode scalars of the text that the token comes from; `0..<0` for special tokens.
    public var offsets: [Range<Int>]
    /// Which text the token comes from: 0 or 1; `nil` for special tokens.
    public var sequenceIDs: [Int?]

    public init(
        ids: [Int32], typeIDs: [Int32], tokens: [String], offsets: [Range<Int>],
        sequenceIDs: [Int?]
    ) {
        self.ids = ids
        self.typeIDs = typeIDs
        self.tokens = tokens
        self.offsets = offsets
        self.sequenceIDs = sequenceIDs
    }
}
