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
    ///   - spaces: of the token that the offsets are of.
    ///   - index: of the token among those of its text that are kept.
    func trim(_ offsets: inout SourceRange, _ spaces: OuterSpaces, at index: Int) {
        var leading = spaces.leading
        if leading > 0 {
            let isFirst = offsets.start == 0 || (seesFirst && index == 0)
            if addsPrefixSpace, isFirst, leading == 1 { leading = 0 }
            offsets.start = min(offsets.start + leading, offsets.end)
        }
        if spaces.trailing > 0, offsets.end >= spaces.trailing {
            offsets.end = max(offsets.end - spaces.trailing, offsets.start)
        }
    }
}

/// How many characters at the ends of a token are spaces, or stand for the byte of one.
struct OuterSpaces: Sendable {
    let leading: Int32
    let trailing: Int32

    init(_ token: String) {
        let scalars = token.unicodeScalars
        leading = Int32(scalars.prefix(while: Self.isSpace).count)
        trailing = Int32(scalars.reversed().prefix(while: Self.isSpace).count)
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\u{120}" || scalar.properties.isWhitespace
    }
}
