/// The way of one text through normalizer, splitter and model.
struct TextPass {
    private let components: Components
    private let parts: TokenizerParts
    private let session: Session
    /// Whether sources and spellings are wanted, not ids alone.
    private let tracksSources: Bool
    private let spelledUnknown: Int32?
    private(set) var result: TokenizedText

    /// - Parameter result: is emptied; its room is used again.
    init(
        _ parts: TokenizerParts, _ session: Session, tracksSources: Bool, result: TokenizedText
    ) {
        self.parts = parts
        self.session = session
        self.tracksSources = tracksSources
        self.result = result
        self.result.removeAll()
        components = parts.components
        let model = components.model
        spelledUnknown = model.spellsUnknownAsText && tracksSources ? model.unknownID : nil
    }

    mutating func append(_ text: String) throws(TokenizerError) {
        guard text.utf8.count < 1 << 30 else {
            throw TokenizerError("a text of 1 GiB or more cannot be tokenized")
        }
        var original = NormalizedText(text, tracksSources: tracksSources || parts.readsSources)
        guard let found = parts.addedBefore.parts(of: original) else {
            return try appendNormalized(&original, isFirst: true)
        }
        for part in found {
            if let token = part.added {
                append(token, part.range, original)
            } else {
                var between = NormalizedText(original, part.range)
                try appendNormalized(&between, isFirst: part.range.lowerBound == 0)
            }
        }
    }

    private mutating func appendNormalized(
        _ text: inout NormalizedText, isFirst: Bool
    ) throws(TokenizerError) {
        components.normalizer?.normalize(&text)
        guard let found = parts.addedAfter.parts(of: text) else {
            return try appendWords(SplitText(text, isFirst: isFirst))
        }
        for part in found {
            if let token = part.added {
                append(token, part.range, text)
            } else {
                let between = NormalizedText(text, part.range)
                let isFirst = isFirst && part.range.lowerBound == 0
                try appendWords(SplitText(between, isFirst: isFirst))
            }
        }
    }

    private mutating func append(_ token: AddedToken, _ range: Range<Int>, _ text: NormalizedText) {
        if tracksSources {
            let spelling = String(decoding: text.bytes[range], as: UTF8.self)
            if !spelling.utf8.elementsEqual(token.content.utf8) {
                result.spellings[result.ids.count] = spelling
            }
            result.sources.append(text.source(of: range))
        }
        result.ids.append(token.id)
    }

    private mutating func appendWords(_ text: SplitText) throws(TokenizerError) {
        var split = text
        components.splitter?.split(&split)
        guard split.text.count < Int32.max else {
            throw TokenizerError("a text of 2 GiB or more after normalization cannot be tokenized")
        }
        try split.text.bytes.withUnsafeBufferPointer { bytes throws(TokenizerError) in
            for word in split.words {
                try append(word, UnsafeBufferPointer(rebasing: bytes[word]), split)
            }
        }
    }

    @inline(__always)
    private mutating func append(
        _ word: Range<Int>, _ utf8: UnsafeBufferPointer<UInt8>, _ split: borrowing SplitText
    ) throws(TokenizerError) {
        let key = WordCache.Key(utf8)
        if let key, let entry = session.cache.entry(of: key) {
            var start = word.lowerBound
            for index in 0..<entry.count {
                let end = word.lowerBound + Int(entry.ends[index])
                append(entry.ids[index], start..<end, split)
                start = end
            }
            return
        }
        let pieces = try session.cut(utf8, spellsBytes: split.spellsBytes)
        if let key { session.cache.insert(key, pieces) }
        for piece in pieces {
            // Pieces of byte fallback may count more bytes than the word has.
            let start = min(word.lowerBound + Int(piece.start), word.upperBound)
            let end = min(word.lowerBound + Int(piece.end), word.upperBound)
            append(piece.id, start..<max(start, end), split)
        }
    }

    @inline(__always)
    private mutating func append(_ id: Int32, _ bytes: Range<Int>, _ split: borrowing SplitText) {
        if tracksSources {
            result.sources.append(bytes.isEmpty ? .none : split.text.source(of: bytes))
            if id == spelledUnknown {
                result.spellings[result.ids.count] = split.spelling(of: bytes)
            }
        }
        result.ids.append(id)
    }
}
