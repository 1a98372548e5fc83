/// The most likely way to write a word as tokens, each with a probability of its own (Kudo 2018).
///
/// Of ways that are as likely the one is taken whose last token starts first, as in the `tokenizers`
/// package.
struct Unigram: SubwordModel {
    /// What an unknown scalar loses against the least likely token.
    private static let unknownPenalty = 10.0

    let vocabulary: Vocabulary
    let unknownID: Int32?
    /// The logarithm of each token's probability.
    private let scores: [Double]
    private let unknownScore: Double
    /// The tokens `<0x00>` to `<0xFF>`, by which unknown text is spelled; -1 for one that is missing.
    private let byteTokens: [Int32]?

    /// - Parameter scores: of the tokens in the order of their ids; finite.
    init(vocabulary: Vocabulary, scores: [Double], unknownID: Int32?, fallsBackToBytes: Bool) {
        precondition(scores.count == vocabulary.tokens.count, "a score for each token")
        self.vocabulary = vocabulary
        self.scores = scores
        self.unknownID = unknownID
        unknownScore = (scores.min() ?? 0) - Self.unknownPenalty
        byteTokens = fallsBackToBytes ? (0..<0x100).map { Self.byteToken($0, vocabulary) } : nil
    }

    private static func byteToken(_ byte: Int, _ vocabulary: Vocabulary) -> Int32 {
        let digits = Array("0123456789ABCDEF")
        return vocabulary.id(of: "<0x\(digits[byte >> 4])\(digits[byte & 15])>") ?? -1
    }

    var spellsUnknownAsText: Bool { true }

    func makeCutter() -> any WordCutter { Cutter(model: self) }

    /// The best token that ends at a byte of the word.
    private struct Ending {
        var score = 0.0
        var start: Int32 = -1
        var id: Int32 = -1
    }

    private final class Cutter: WordCutter {
        /// Room for a longer word is given back after it.
        private static let longestKept = 1 << 16

        let model: Unigram
        private var endings: [Ending] = []

        init(model: Unigram) { self.model = model }

        func cut(
            _ word: UnsafeBufferPointer<UInt8>, into pieces: inout [Piece]
        ) throws(TokenizerError) {
            endings.removeAll(keepingCapacity: endings.capacity <= Self.longestKept)
            endings.append(contentsOf: repeatElement(Ending(), count: word.count + 1))
            endings.withUnsafeMutableBufferPointer { model.findBest(word, $0) }
            let first = pieces.count
            var end = word.count
            while end > 0 {
                let ending = endings[end]
                guard ending.id >= 0 else { throw model.uncovered(word, Int(ending.start)..<end) }
                let last = pieces.count - 1
                if ending.id == model.unknownID, last >= first, pieces[last].id == ending.id {
                    pieces[last].start = ending.start
                } else {
                    let piece = Piece(id: ending.id, start: ending.start, end: Int32(end))
                    pieces.append(piece)
                }
                end = Int(ending.start)
            }
            pieces[first...].reverse()
            if let unknown = model.unknownID,
                pieces[first...].contains(where: { $0.id == unknown })
            {
                model.spellUnknown(word, &pieces, from: first)
            }
        }
    }

    /// Finds the best token that ends at each byte, going through the scalars of a word.
    private func findBest(
        _ word: UnsafeBufferPointer<UInt8>, _ endings: UnsafeMutableBufferPointer<Ending>
    ) {
        @inline(__always)
        func offer(_ id: Int32, _ score: Double, _ start: Int, _ end: Int) {
            if endings[end].start < 0 || score > endings[end].score {
                endings[end] = Ending(score: score, start: Int32(start), id: id)
            }
        }
        var start = 0
        while start < word.count {
            let length = Self.length(word[start])
            let score = endings[start].score
            var isCovered = false
            var node = ByteTrie.root
            var end = start
            while end < word.count, let next = vocabulary.trie.child(of: node, word[end]) {
                node = next
                end += 1
                let id = vocabulary.trie.values[node]
                guard id >= 0 else { continue }
                offer(id, score + scores[Int(id)], start, end)
                if end - start == length { isCovered = true }
            }
            if !isCovered {
                offer(unknownID ?? -1, score + unknownScore, start, min(start + length, word.count))
            }
            start += length
        }
    }

    /// The bytes of a scalar, by its first one.
    @inline(__always)
    private static func length(_ first: UInt8) -> Int {
        first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    }

    /// Gives what is unknown another look: together the scalars may be a token after all, or their
    /// bytes are.
    private func spellUnknown(
        _ word: UnsafeBufferPointer<UInt8>, _ pieces: inout [Piece], from first: Int
    ) {
        let found = pieces[first...]
        pieces.removeLast(found.count)
        for piece in found {
            let text = word[Int(piece.start)..<Int(piece.end)]
            guard piece.id == unknownID else {
                pieces.append(piece)
                continue
            }
            if let id = vocabulary.trie.value(of: text) {
                pieces.append(Piece(id: id, start: piece.start, end: piece.end))
            } else if let byteTokens, text.allSatisfy({ byteTokens[Int($0)] >= 0 }) {
                for byte in text {
                    let id = byteTokens[Int(byte)]
                    pieces.append(Piece(id: id, start: piece.start, end: piece.end))
                }
            } else {
                pieces.append(piece)
            }
        }
    }

    private func uncovered(
        _ word: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
    ) -> TokenizerError {
        let text = String(decoding: word[range], as: UTF8.self)
        return TokenizerError("no token covers \"\(text)\", and the model has none for the unknown")
    }
}
