/// A token that is looked for in the text before anything else is done to it.
struct AddedToken: Sendable {
    var content: String
    var id: Int32
    /// Matches only where no letter or digit is beside it.
    var isWholeWord = false
    var takesSpacesBefore = false
    var takesSpacesAfter = false
    /// Looked for in the normalized text, as its own content is normalized.
    var isNormalized = false
    /// Whether no file has it: the class adds it to a vocabulary without it.
    var isAssumed = false
}

/// A part of a text: an added token, or what lies between.
struct TextPart {
    var range: Range<Int>
    var added: AddedToken?
}

/// Finds added tokens: leftmost first, then longest, without overlap.
struct AddedTokenMatcher: Sendable {
    private let tokens: [AddedToken]
    private var trie = ByteTrie()
    private var startsToken = [Bool](repeating: false, count: 256)

    init(_ tokens: [AddedToken], normalizer: (any TextNormalizer)?) {
        self.tokens = tokens
        for (index, token) in tokens.enumerated() {
            var text = NormalizedText(token.content, tracksSources: false)
            normalizer?.normalize(&text)
            guard let first = text.bytes.first else { continue }
            startsToken[Int(first)] = true
            _ = trie.insert(text.bytes, value: Int32(index))
        }
    }

    /// The parts of a text in order; `nil` when no added token is in it.
    func parts(of text: NormalizedText) -> [TextPart]? {
        guard !tokens.isEmpty, text.bytes.contains(where: { startsToken[Int($0)] }) else {
            return nil
        }
        var parts: [TextPart] = []
        var end = 0
        var position = 0
        while position < text.count {
            guard
                startsToken[Int(text.bytes[position])],
                let match = text.bytes.withUnsafeBufferPointer({
                    trie.longestMatch($0, position, text.count)
                })
            else {
                position += 1
                continue
            }
            let token = tokens[Int(match.value)]
            let found = position..<match.end
            // What a rejected match covers is not searched again.
            position = match.end
            if token.isWholeWord, Self.touchesWord(found, text) { continue }
            let range = Self.widened(found, token, text, notBefore: end)
            if end < range.lowerBound { parts.append(TextPart(range: end..<range.lowerBound)) }
            parts.append(TextPart(range: range, added: token))
            end = range.upperBound
        }
        if parts.isEmpty { return nil }
        if end < text.count { parts.append(TextPart(range: end..<text.count)) }
        return parts
    }

    private static func touchesWord(_ range: Range<Int>, _ text: NormalizedText) -> Bool {
        if range.lowerBound > 0, isWord(text.scalar(before: range.lowerBound).value) { return true }
        return range.upperBound < text.count && isWord(text.scalar(at: range.upperBound).value)
    }

    private static func widened(
        _ range: Range<Int>, _ token: AddedToken, _ text: NormalizedText, notBefore limit: Int
    ) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while token.takesSpacesBefore, start > limit {
            let (scalar, length) = text.scalar(before: start)
            guard UnicodeData.shared.properties(of: scalar).contains(.space) else { break }
            start -= length
        }
        while token.takesSpacesAfter, end < text.count {
            let (scalar, length) = text.scalar(at: end)
            guard UnicodeData.shared.properties(of: scalar).contains(.space) else { break }
            end += length
        }
        return start..<end
    }

    private static func isWord(_ scalar: UInt32) -> Bool {
        UnicodeData.shared.properties(of: scalar).contains(.wordCharacter)
    }
}
