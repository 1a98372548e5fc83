/// The words of byte-level vocabularies, a space before each included (Radford et al. 2019).
///
/// The published pattern is `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`.
struct ByteLevelSplitter: WordSplitter {
    /// Puts a space before text that does not begin with one.
    let addsPrefixSpace: Bool
    /// Whether words are looked for at all.
    let cutsWords: Bool
    /// Whether other splitters follow, which then see characters for bytes.
    let isLast: Bool

    private enum Kind: UInt8 {
        case letter, number, space, other
    }

    private let data = UnicodeData.shared
    private let ascii: [Kind]

    init(addsPrefixSpace: Bool, cutsWords: Bool, isLast: Bool) {
        self.addsPrefixSpace = addsPrefixSpace
        self.cutsWords = cutsWords
        self.isLast = isLast
        ascii = (0..<UInt32(0x80)).map { Self.kind(UnicodeData.shared.properties(of: $0)) }
    }

    func split(_ text: inout SplitText) {
        if addsPrefixSpace { addSpaces(&text) }
        if cutsWords { text.cutWords { cut($1, of: $0, into: &$2) } }
        if isLast {
            text.spellsBytes = true
        } else {
            spellBytes(&text)
        }
    }

    private func addSpaces(_ text: inout SplitText) {
        let bytes = text.text.bytes
        if text.words.allSatisfy({ bytes[$0.lowerBound] == 0x20 }) { return }
        text.rewriteWords { text, word, result in
            if text.bytes[word.lowerBound] != 0x20 {
                result.append(0x20, from: text.source(at: word.lowerBound))
            }
            result.append(text, word)
        }
    }

    private func spellBytes(_ text: inout SplitText) {
        text.rewriteWords { text, word, result in
            for position in word {
                let scalar = ByteCharacters.scalars[Int(text.bytes[position])]
                result.append(scalar: scalar, from: text.source(at: position))
            }
        }
    }

    private func cut(
        _ word: Range<Int>, of text: NormalizedText, into parts: inout [Range<Int>]
    ) {
        var start = word.lowerBound
        while start < word.upperBound {
            let end = end(ofPartAt: start, text, word.upperBound)
            parts.append(start..<end)
            start = end
        }
    }

    private func end(ofPartAt start: Int, _ text: NormalizedText, _ limit: Int) -> Int {
        let first = text.bytes[start]
        if first == UInt8(ascii: "'"), let end = endOfContraction(start, text.bytes, limit) {
            return end
        }
        var (kind, position) = kind(start, text)
        if first == 0x20, position < limit {
            let (next, after) = self.kind(position, text)
            if next != .space { (kind, position) = (next, after) }
        }
        // Where the last character that belongs to the run begins.
        var last = start
        while position < limit {
            let (next, after) = self.kind(position, text)
            guard next == kind else {
                // The last space of several is left for what follows.
                return kind == .space && last > start ? last : position
            }
            (last, position) = (position, after)
        }
        return position
    }

    /// `'s`, `'t`, `'m`, `'d`, `'re`, `'ve`, `'ll`.
    private func endOfContraction(_ start: Int, _ bytes: [UInt8], _ limit: Int) -> Int? {
        guard start + 1 < limit else { return nil }
        let (first, second) = (bytes[start + 1], start + 2 < limit ? bytes[start + 2] : 0)
        switch Unicode.Scalar(first) {
        case "s", "t", "m", "d": return start + 2
        case "r", "v": return second == UInt8(ascii: "e") ? start + 3 : nil
        case "l": return second == UInt8(ascii: "l") ? start + 3 : nil
        default: return nil
        }
    }

    /// The kind of the character that begins at a byte, and where the next one does.
    @inline(__always)
    private func kind(_ position: Int, _ text: NormalizedText) -> (kind: Kind, next: Int) {
        let byte = text.bytes[position]
        if byte < 0x80 { return (ascii[Int(byte)], position + 1) }
        let (scalar, length) = text.scalar(at: position)
        return (Self.kind(data.properties(of: scalar)), position + length)
    }

    private static func kind(_ properties: UnicodeData.Properties) -> Kind {
        if properties.contains(.letter) { return .letter }
        if properties.contains(.number) { return .number }
        return properties.contains(.space) ? .space : .other
    }
}
