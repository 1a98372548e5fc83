/// SentencePiece's words: a mark stands for the space before a word, which starts with it.
struct MetaspaceSplitter: WordSplitter {
    /// Which words get a mark that have no space before them.
    enum PrependScheme: String, Sendable, CaseIterable {
        case always, first, never
    }

    /// U+2581 as a rule.
    let mark: [UInt8]
    let prependScheme: PrependScheme
    /// Whether words are cut at the mark, or only marked.
    let cuts: Bool

    init(mark: Unicode.Scalar = "\u{2581}", prependScheme: PrependScheme, cuts: Bool = true) {
        self.mark = Array(String(mark).utf8)
        self.prependScheme = prependScheme
        self.cuts = cuts
    }

    var readsSources: Bool { prependScheme == .first }

    func split(_ text: inout SplitText) {
        let startsInput =
            prependScheme == .first ? text.words.map { text.startsInput($0) } : []
        var index = 0
        text.rewriteWords { text, word, result in
            let isFirst = prependScheme != .first || startsInput[index]
            index += 1
            if prependScheme != .never, isFirst, !isMarked(text, word) {
                append(to: &result, from: text.source(at: word.lowerBound))
            }
            var start = word.lowerBound
            for position in word where text.bytes[position] == 0x20 {
                result.append(text, start..<position)
                append(to: &result, from: text.source(at: position))
                start = position + 1
            }
            result.append(text, start..<word.upperBound)
        }
        if cuts {
            text.cutWords { text, word, parts in
                var start = word.lowerBound
                // The mark at the very start of a word does not cut it.
                for position in word.dropFirst() where isMark(text, position, word.upperBound) {
                    parts.append(start..<position)
                    start = position
                }
                parts.append(start..<word.upperBound)
            }
        }
    }

    /// Whether a word starts with the mark, or with a space, which becomes one.
    private func isMarked(_ text: NormalizedText, _ word: Range<Int>) -> Bool {
        text.bytes[word.lowerBound] == 0x20 || isMark(text, word.lowerBound, word.upperBound)
    }

    @inline(__always)
    private func isMark(_ text: NormalizedText, _ position: Int, _ end: Int) -> Bool {
        guard text.bytes[position] == mark[0], position + mark.count <= end else { return false }
        for index in 1..<mark.count where text.bytes[position + index] != mark[index] {
            return false
        }
        return true
    }

    @inline(__always)
    private func append(to result: inout NormalizedText, from source: SourceRange) {
        for byte in mark { result.append(byte, from: source) }
    }
}

/// One splitter after another.
struct SplitterSequence: WordSplitter {
    let splitters: [any WordSplitter]

    var readsSources: Bool { splitters.contains(where: \.readsSources) }

    func split(_ text: inout SplitText) {
        for splitter in splitters { splitter.split(&text) }
    }
}
