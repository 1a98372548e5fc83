/// Normalized text and the words found in it so far.
///
/// It starts as one word. Splitters replace the words by parts of them, and what lies between words
/// is lost.
struct SplitText {
    private(set) var text: NormalizedText
    /// Not empty, in the order of the text.
    private(set) var words: [Range<Int>]
    /// Whether the text begins where the original does: no added token stands before it.
    let isFirst: Bool
    /// Set by a splitter after which no other comes: the model sees each byte of a word as one of
    /// the 256 characters of `ByteCharacters`. The words stay as they are, so that they can be
    /// looked up in a cache.
    var spellsBytes = false

    init(_ text: NormalizedText, isFirst: Bool) {
        self.text = text
        self.isFirst = isFirst
        words = text.count == 0 ? [] : [0..<text.count]
    }

    /// Whether a word begins where the original does. For splitters that read sources.
    func startsInput(_ word: Range<Int>) -> Bool {
        isFirst && text.source(of: word).start == 0
    }

    /// A part of a word as the model sees it.
    func spelling(of range: Range<Int>) -> String {
        guard spellsBytes else { return String(decoding: text.bytes[range], as: UTF8.self) }
        var spelled: [UInt8] = []
        text.bytes[range].withUnsafeBufferPointer { ByteCharacters.append($0, to: &spelled) }
        return String(decoding: spelled, as: UTF8.self)
    }

    /// Replaces every word by parts of it.
    /// - Parameter cut: adds the parts of a word in order; empty ones are dropped.
    @inline(__always)
    mutating func cutWords(
        _ cut: (_ text: NormalizedText, _ word: Range<Int>, _ parts: inout [Range<Int>]) -> Void
    ) {
        var parts: [Range<Int>] = []
        parts.reserveCapacity(text.count / 4 + words.count)
        for word in words { cut(text, word, &parts) }
        if parts.contains(where: { $0.isEmpty }) { parts.removeAll { $0.isEmpty } }
        words = parts
    }

    /// Writes every word anew.
    /// - Parameter rewrite: appends what a word becomes to the result.
    mutating func rewriteWords(
        _ rewrite: (_ text: NormalizedText, _ word: Range<Int>, _ result: inout NormalizedText)
            -> Void
    ) {
        var result = NormalizedText(tracksSources: text.tracksSources)
        result.reserveCapacity(text.count + text.count / 2)
        var rewritten: [Range<Int>] = []
        rewritten.reserveCapacity(words.count)
        for word in words {
            let start = result.count
            rewrite(text, word, &result)
            if start < result.count { rewritten.append(start..<result.count) }
        }
        (text, words) = (result, rewritten)
    }
}
