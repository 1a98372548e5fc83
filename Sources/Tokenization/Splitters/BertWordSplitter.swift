/// BERT's words: cut at white space, every punctuation mark a word of its own.
struct BertWordSplitter: WordSplitter {
    private static let space: UInt8 = 1
    private static let punctuation: UInt8 = 2

    private let data = UnicodeData.shared
    private let ascii: [UInt8]

    init() {
        ascii = (0..<UInt32(0x80)).map { Self.kind(UnicodeData.shared.properties(of: $0)) }
    }

    func split(_ text: inout SplitText) {
        text.cutWords { text, word, parts in cut(word, of: text, into: &parts) }
    }

    private func cut(
        _ word: Range<Int>, of text: NormalizedText, into parts: inout [Range<Int>]
    ) {
        var start = word.lowerBound
        var position = start
        while position < word.upperBound {
            var (kind, length) = (UInt8(0), 1)
            let byte = text.bytes[position]
            if byte < 0x80 {
                kind = ascii[Int(byte)]
            } else {
                let scalar: UInt32
                (scalar, length) = text.scalar(at: position)
                kind = Self.kind(data.properties(of: scalar))
            }
            if kind != 0 {
                if start < position { parts.append(start..<position) }
                start = position + length
                if kind == Self.punctuation { parts.append(position..<start) }
            }
            position += length
        }
        if start < position { parts.append(start..<position) }
    }

    private static func kind(_ properties: UnicodeData.Properties) -> UInt8 {
        if properties.contains(.space) { return space }
        return properties.contains(.punctuation) ? punctuation : 0
    }
}
