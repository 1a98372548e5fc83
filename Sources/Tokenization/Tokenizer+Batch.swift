/// A text to be tokenized, or a pair of texts.
public struct TokenizerInput: Sendable, ExpressibleByStringLiteral {
    public var text: String
    /// The second text of a pair.
    public var other: String?

    public init(_ text: String, pairedWith other: String? = nil) {
        self.text = text
        self.other = other
    }

    public init(stringLiteral text: String) {
        self.init(text)
    }
}

extension Tokenizer {
    /// What `encode` gives for each of many texts, on several threads.
    /// - Parameter threads: `nil` takes as many as there are processors. The result does not depend
    ///   on it.
    /// - Throws: as `encode`, for the first text at fault.
    public func encodeBatch(
        _ inputs: [TokenizerInput], maximumLength: Int? = nil,
        truncation strategy: TruncationStrategy = .longestFirst,
        direction: TruncationDirection? = nil, threads: Int? = nil
    ) throws(TokenizerError) -> [Encoding] {
        try parts.mapConcurrently(inputs, threads: threads) {
            [parts] session, input throws(TokenizerError) in
            try parts.tokenize(input, session, tracksSources: true)
            let isPair = input.other != nil
            let cut = try parts.cut(session, isPair, maximumLength, strategy, direction)
            return parts.encoding(session, cut)
        }
    }

    /// What `ids(of:)` gives for each of many texts, on several threads.
    /// - Parameter threads: as of `encodeBatch`.
    public func ids(
        ofBatch inputs: [TokenizerInput], maximumLength: Int? = nil,
        truncation strategy: TruncationStrategy = .longestFirst,
        direction: TruncationDirection? = nil, threads: Int? = nil
    ) throws(TokenizerError) -> [(ids: [Int32], typeIDs: [Int32])] {
        try parts.mapConcurrently(inputs, threads: threads) {
            [parts] session, input throws(TokenizerError) in
            try parts.tokenize(input, session, tracksSources: false)
            let isPair = input.other != nil
            let cut = try parts.cut(session, isPair, maximumLength, strategy, direction)
            return parts.ids(session, cut)
        }
    }

    /// What `windows(of:)` gives for each of many texts, on several threads.
    /// - Parameter threads: as of `encodeBatch`.
    public func windows(
        ofBatch inputs: [TokenizerInput], maximumLength: Int, stride: Int = 0,
        truncation strategy: TruncationStrategy = .longestFirst,
        direction: TruncationDirection? = nil, threads: Int? = nil
    ) throws(TokenizerError) -> [[Encoding]] {
        try parts.mapConcurrently(inputs, threads: threads) {
            [parts] session, input throws(TokenizerError) in
            try parts.tokenize(input, session, tracksSources: true)
            let isPair = input.other != nil
            let cut = try parts.cut(session, isPair, maximumLength, strategy, direction)
            return try parts.windows(of: session, cut, stride: stride, direction)
                .map { parts.encoding(session, $0) }
        }
    }
}
