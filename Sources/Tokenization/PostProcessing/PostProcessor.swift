/// What is done to the tokens of texts at the end: the `post_processor` of a tokenizer.json.
struct PostProcessor: Sendable {
    var template: Template
    /// In order, one after the other.
    var trims: [OffsetTrim] = []
}

/// Takes spaces out of the offsets of byte-level tokens, as `trim_offsets` asks.
struct OffsetTrim: Sendable {
    /// Whether the first token of a text may begin with a space that is not in the text.
    let addsPrefixSpace: Bool
    /// Whether special tokens come later, so that the first token of a text is known by its place.
    let seesFirst: Bool

    /// - Parameters:
    ///   - token: as it is spelled.
    ///   - index: of the token among those of its text that are kept.
    func trim(_ offsets: inout SourceRange, of token: String, at index: Int) {
        var leading = Int32(token.unicodeScalars.prefix(while: Self.isSpace).count)
        let trailing = Int32(token.unicodeScalars.reversed().prefix(while: Self.isSpace).count)
        if leading > 0 {
            let isFirst = offsets.start == 0 || (seesFirst && index == 0)
            if addsPrefixSpace, isFirst, leading == 1 { leading = 0 }
            offsets.start = min(offsets.start + leading, offsets.end)
        }
        if trailing > 0, offsets.end >= trailing {
            offsets.end = max(offsets.end - trailing, offsets.start)
        }
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\u{120}" || scalar.properties.isWhitespace
    }
}
