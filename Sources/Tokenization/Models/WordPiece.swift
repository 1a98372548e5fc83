/// Greedy longest match from the left; a word that cannot be covered becomes one unknown token.
struct WordPiece: SubwordModel {
    let vocabulary: Vocabulary
    private let unknown: Int32
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
        guard let unknown = vocabulary.id(of: unknownToken) else { return nil }
        self.vocabulary = vocabulary
        self.unknown = unknown
        self.longestWord = longestWord
        continuation = vocabulary.trie.node(after: continuationPrefix.utf8)
    }

    var unknownID: Int32? { unknown }

    func makeCutter() -> any WordCutter { Cutter(model: self) }

    private final class Cutter: WordCutter {
        let model: WordPiece

        init(model: WordPiece) { self.model = model }

        func cut(_ word: UnsafeBufferPointer<UInt8>, into pieces: inout [Piece]) {
            let kept = pieces.count
            if isTooLong(word) || !appendMatches(word, &pieces) {
                pieces.removeLast(pieces.count - kept)
                pieces.append(Piece(id: model.unknown, start: 0, end: Int32(word.count)))
            }
        }

        private func isTooLong(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
            guard word.count > model.longestWord else { return false }
            return word.count { $0 & 0xC0 != 0x80 } > model.longestWord
        }

        private func appendMatches(
            _ word: UnsafeBufferPointer<UInt8>, _ pieces: inout [Piece]
        ) -> Bool {
            var node: Int? = ByteTrie.root
            var start = 0
            while start < word.count {
                guard
                    let from = node,
                    let match = model.vocabulary.trie.longestMatch(
                        from: from, word, start, word.count)
                else { return false }
                pieces.append(
                    Piece(id: match.value, start: Int32(start), end: Int32(match.end)))
                start = match.end
                node = model.continuation
            }
            return true
        }
    }
}
