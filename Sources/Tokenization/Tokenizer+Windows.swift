extension Tokenizer {
    /// A text too long for the model as several encodings that overlap, as `tokenizers` returns
    /// them with what overflows.
    ///
    /// - Parameters:
    ///   - other: the second text of a pair.
    ///   - maximumLength: of each window, special tokens included.
    ///   - stride: how many tokens of a window are repeated in the next.
    ///   - strategy: which text of a pair is cut into windows; by `longestFirst` both may be, and
    ///     then each part of one comes with each part of the other.
    ///   - direction: `left` begins with the end of the text; `nil` is `truncationDirection`.
    /// - Throws: as `encode`, and when the stride leaves no new token for a window.
    public func windows(
        of text: String, pairedWith other: String? = nil, maximumLength: Int, stride: Int = 0,
        truncation strategy: TruncationStrategy = .longestFirst,
        direction: TruncationDirection? = nil
    ) throws(TokenizerError) -> [Encoding] {
        try parts.sessions.withSession { session throws(TokenizerError) in
            try parts.tokenize(
                TokenizerInput(text, pairedWith: other), session, tracksSources: true)
            let cut = try parts.cut(session, other != nil, maximumLength, strategy, direction)
            return try parts.windows(of: session, cut, stride: stride, direction)
                .map { parts.encoding(session, $0) }
        }
    }

    /// Ids and type ids of windows alone: the same as `windows` gives, sooner.
    public func windowIDs(
        of text: String, pairedWith other: String? = nil, maximumLength: Int, stride: Int = 0,
        truncation strategy: TruncationStrategy = .longestFirst,
        direction: TruncationDirection? = nil
    ) throws(TokenizerError) -> [(ids: [Int32], typeIDs: [Int32])] {
        try parts.sessions.withSession { session throws(TokenizerError) in
            try parts.tokenize(
                TokenizerInput(text, pairedWith: other), session, tracksSources: false)
            let cut = try parts.cut(session, other != nil, maximumLength, strategy, direction)
            return try parts.windows(of: session, cut, stride: stride, direction)
                .map { parts.ids(session, $0) }
        }
    }
}
