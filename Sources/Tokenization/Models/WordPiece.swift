/// Greedy longest match from the left; a word that cannot be covered becomes one unknown token.
struct WordPiece: SubwordModel {
    let vocabulary: Vocabulary
    let unknownToken: String
    private let unknownID: Int32
    /// Where the tokens that continue a word start in the vocabulary, or `nil` without any.
    private let continuation: Int?
    private let longestWord: Int

    /// - Parameters:
    ///   - unknownToken: must be in the vocabulary, else the result is `nil`.
    ///   - continuationPrefix: what tokens inside a word start with, `##` as a rule.
    ///   - longestWord: a word of more scalars is unknown.
    init?(
        vocabulary: Vocabulary, unknownToken: String, continuationPrefix: String, longestWord: Int
    ) {
        guard let unknownID = vocabulary.id(of: unknownToken) else { return nil }
        self.vocabulary = vocabulary
        self.unknownToken = unknownToken
        self.unknownID = unknownID
        self.longestWord = longestWord
        continuation = vocabulary.trie.node(after: continuationPrefix.utf8)
    }

    func append(_ word: Range<Int>, of text: NormalizedText, to pieces: inout [Piece]) {
        let kept = pieces.count
        if isTooLong(word, text) || !appendMatches(word, text, &pieces) {
            pieces.removeLast(pieces.count - kept)
            pieces.append(Piece(id: unknownID, source: text.source(of: word)))
        }
    }

    private func isTooLong(_ word: Range<Int>, _ text: NormalizedText) -> Bool {
        guard word.count > longestWord else { return false }
        return text.bytes[word].count { $0 & 0xC0 != 0x80 } > longestWord
    }

    @inline(__always)
    private func appendMatches(
        _ word: Range<Int>, _ text: NormalizedText, _ pieces: inout [Piece]
    ) -> Bool {
        var node: Int? = ByteTrie.root
        var start = word.lowerBound
        while start < word.upperBound {
            guard
                let from = node,
                let match = vocabulary.trie.longestMatch(
                    from: from, text.bytes, start, word.upperBound)
            else { return false }
            pieces.append(Piece(id: match.value, source: text.source(of: start..<match.end)))
            start = match.end
            node = continuation
        }
        return true
    }
}
