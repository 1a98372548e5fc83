/// Cuts words for `BytePairEncoding`.
final class MergingCutter: WordCutter {
    /// A value, so that the many accesses of a word count as one.
    private var merging: Merging

    init(_ model: BytePairEncoding) { merging = Merging(model) }

    func cut(
        _ word: UnsafeBufferPointer<UInt8>, into pieces: inout [Piece]
    ) throws(TokenizerError) {
        try merging.cut(word, into: &pieces)
    }
}

/// The merging of one word after another. The time grows with n log n of a word's characters.
private struct Merging {
    /// A token of the word as merged so far, in a list linked both ways.
    private struct Symbol {
        var id: Int32
        /// Bytes of the word; 0 once it was merged into the one before.
        var length: Int32
        var previous: Int
        var next: Int
    }

    private let model: BytePairEncoding
    private let prefix: [UInt8]
    private let suffix: [UInt8]
    private var symbols: [Symbol] = []
    private var queue = MergeQueue()

    init(_ model: BytePairEncoding) {
        self.model = model
        prefix = Array(model.options.continuationPrefix.utf8)
        suffix = Array(model.options.wordSuffix.utf8)
    }

    mutating func cut(
        _ word: UnsafeBufferPointer<UInt8>, into pieces: inout [Piece]
    ) throws(TokenizerError) {
        if model.options.keepsWholeWords, let id = model.vocabulary.trie.value(of: word) {
            pieces.append(Piece(id: id, start: 0, end: Int32(word.count)))
            return
        }
        symbols.removeAllKeepingRoom()
        try appendCharacters(of: word)
        merge()
        var end: Int32 = 0
        for symbol in symbols where symbol.length > 0 {
            pieces.append(Piece(id: symbol.id, start: end, end: end + symbol.length))
            end += symbol.length
        }
    }

    private mutating func append(_ id: Int32, _ length: Int) {
        let place = symbols.count
        symbols.append(
            Symbol(id: id, length: Int32(length), previous: place - 1, next: place + 1))
    }

    private mutating func appendCharacters(
        of word: UnsafeBufferPointer<UInt8>
    ) throws(TokenizerError) {
        // Unknown bytes that are not written yet.
        var unknown = 0
        var start = 0
        while start < word.count {
            var end = start + 1
            while end < word.count, word[end] & 0xC0 == 0x80 { end += 1 }
            let character = UnsafeBufferPointer(rebasing: word[start..<end])
            if let id = id(of: character, isFirst: start == 0, isLast: end == word.count) {
                try flush(&unknown)
                append(id, end - start)
            } else if !appendBytes(
                of: character, isFirst: start == 0, isLast: end == word.count)
            {
                if !model.options.fusesUnknown { try flush(&unknown) }
                unknown += end - start
            }
            start = end
        }
        try flush(&unknown)
    }

    /// Writes the unknown token for the bytes that wait for it. A model without one drops them.
    private mutating func flush(_ unknown: inout Int) throws(TokenizerError) {
        defer { unknown = 0 }
        guard unknown > 0, let token = model.options.unknownToken else { return }
        guard let id = model.unknownID else {
            throw TokenizerError(
                "a character is not in the vocabulary, nor is the unknown token \"\(token)\"")
        }
        append(id, unknown)
    }

    private func id(
        of character: UnsafeBufferPointer<UInt8>, isFirst: Bool, isLast: Bool
    ) -> Int32? {
        if prefix.isEmpty && suffix.isEmpty { return model.vocabulary.trie.value(of: character) }
        return model.vocabulary.trie.value(of: spelled(character, isFirst, isLast))
    }

    private func spelled(
        _ character: UnsafeBufferPointer<UInt8>, _ isFirst: Bool, _ isLast: Bool
    ) -> [UInt8] {
        (isFirst ? [] : prefix) + character + (isLast ? suffix : [])
    }

    /// Bytes go before unknown characters that still wait for their token, as in `tokenizers`.
    private mutating func appendBytes(
        of character: UnsafeBufferPointer<UInt8>, isFirst: Bool, isLast: Bool
    ) -> Bool {
        guard model.options.fallsBackToBytes else { return false }
        let bytes = spelled(character, isFirst, isLast)
        guard bytes.allSatisfy({ model.byteTokens[Int($0)] >= 0 }) else { return false }
        for byte in bytes { append(model.byteTokens[Int(byte)], 1) }
        return true
    }

    private mutating func merge() {
        guard symbols.count > 1 else { return }
        symbols[symbols.count - 1].next = -1
        queue.removeAll()
        for place in 0..<symbols.count - 1 { enqueue(place, place + 1) }
        while let top = queue.popFirst() {
            let left = symbols[top.place]
            guard left.length > 0, left.next >= 0 else { continue }
            let right = symbols[left.next]
            // What was enqueued before a neighbour changed no longer holds.
            guard model.merges.merge(left.id, right.id)?.id == top.id else { continue }
            symbols[left.next].length = 0
            symbols[top.place] = Symbol(
                id: top.id, length: left.length + right.length, previous: left.previous,
                next: right.next)
            if right.next >= 0 {
                symbols[right.next].previous = top.place
                enqueue(top.place, right.next)
            }
            if left.previous >= 0 { enqueue(left.previous, top.place) }
        }
    }

    private mutating func enqueue(_ left: Int, _ right: Int) {
        if let merge = model.merges.merge(symbols[left].id, symbols[right].id) {
            queue.insert(MergeQueue.Entry(merge, at: left))
        }
    }
}
