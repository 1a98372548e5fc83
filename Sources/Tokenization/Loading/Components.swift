/// The parts that make a tokenizer, however its files describe them.
struct Components: Sendable {
    var normalizer: (any TextNormalizer)?
    var splitter: (any WordSplitter)?
    var model: any SubwordModel
    var postProcessor: PostProcessor
    var addedTokens: [AddedToken]
    var truncation: Truncation? = nil
}

extension AddedToken {
    /// Reads an entry of `added_tokens` or of `added_tokens_decoder`.
    init(_ field: JSONField, id: Int) throws(TokenizerError) {
        self.init(content: try field["content"].string(), id: try Self.id(id, field))
        isWholeWord = try field["single_word"].bool()
        takesSpacesBefore = try field["lstrip"].bool()
        takesSpacesAfter = try field["rstrip"].bool()
        isNormalized = try field["normalized"].bool()
    }

    static func id(_ id: Int, _ field: JSONField) throws(TokenizerError) -> Int32 {
        guard (0...Vocabulary.largestID).contains(id) else {
            throw field.error("the id \(id) is not in 0...\(Vocabulary.largestID)")
        }
        return Int32(id)
    }

    /// Checks added tokens against the vocabulary: a token has one id, an id one token.
    static func check(
        _ tokens: [AddedToken], against vocabulary: Vocabulary, in field: JSONField
    ) throws(TokenizerError) {
        var added = Vocabulary(capacity: tokens.count)
        for token in tokens {
            if let problem = added.add(token.content, id: Int(token.id)) {
                throw field.error(problem)
            }
            if let id = vocabulary.id(of: token.content) {
                guard id == token.id else {
                    throw field.error(
                        "\"\(token.content)\" has the id \(token.id), the vocabulary says \(id)")
                }
            } else if token.id < vocabulary.tokens.count,
                !vocabulary.tokens[Int(token.id)].isEmpty
            {
                let other = vocabulary.tokens[Int(token.id)]
                throw field.error(
                    "\"\(token.content)\" has the id \(token.id), which is \"\(other)\"")
            }
        }
    }
}
