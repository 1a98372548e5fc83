/// Reads the `pre_tokenizer` of a tokenizer.json.
enum SplitterReader {
    /// - Parameter isLast: whether no other splitter follows it.
    static func splitter(
        _ field: JSONField, isLast: Bool
    ) throws(TokenizerError) -> any WordSplitter {
        switch try TokenizerFile.type(field) {
        case "BertPreTokenizer": return BertWordSplitter()
        case "ByteLevel": return try byteLevel(field, isLast: isLast)
        case "Sequence":
            var splitters: [any WordSplitter] = []
            let elements = try field["pretokenizers"].elements()
            for (index, element) in elements.enumerated() {
                let isLast = isLast && index == elements.count - 1
                splitters.append(try splitter(element, isLast: isLast))
            }
            return SplitterSequence(splitters: splitters)
        case "Whitespace": return WhitespaceSplitter()
        case "WhitespaceSplit":
            return PatternSplitter(pattern: .one(.whiteSpace), behavior: .removed)
        case "Punctuation":
            let name = field["behavior"]
            return PatternSplitter(
                pattern: .one(.punctuation),
                behavior: name.isNull ? .isolated : try behavior(name))
        case "Digits":
            let isolates = try field["individual_digits"].bool()
            return PatternSplitter(
                pattern: .one(.number), behavior: isolates ? .isolated : .contiguous)
        case "CharDelimiterSplit":
            let delimiter = try scalar(field["delimiter"])
            return PatternSplitter(
                pattern: .literal(Array(String(delimiter).utf8)), behavior: .removed)
        case "Split":
            return PatternSplitter(
                pattern: try TextPattern(field["pattern"]),
                behavior: try behavior(field["behavior"]),
                isInverted: try field["invert"].bool())
        case "Metaspace": return try metaspace(field)
        case let other: throw TokenizerFile.unsupported(field["type"], other)
        }
    }

    private static func byteLevel(
        _ field: JSONField, isLast: Bool
    ) throws(TokenizerError) -> ByteLevelSplitter {
        let cuts = field["use_regex"]
        return ByteLevelSplitter(
            addsPrefixSpace: try field["add_prefix_space"].bool(),
            cutsWords: cuts.isNull ? true : try cuts.bool(), isLast: isLast)
    }

    private static func behavior(
        _ field: JSONField
    ) throws(TokenizerError) -> PatternSplitter.Behavior {
        let name = try field.string()
        guard let behavior = PatternSplitter.Behavior(rawValue: name) else {
            throw TokenizerFile.unsupported(field, name)
        }
        return behavior
    }

    private static func scalar(_ field: JSONField) throws(TokenizerError) -> Unicode.Scalar {
        let scalars = try field.string().unicodeScalars
        guard scalars.count == 1, let scalar = scalars.first else {
            throw field.error("expected one character")
        }
        return scalar
    }

    /// Older files have `add_prefix_space` where newer ones have `prepend_scheme`.
    private static func metaspace(_ field: JSONField) throws(TokenizerError) -> MetaspaceSplitter {
        let (scheme, prefix, cuts) = (
            field["prepend_scheme"], field["add_prefix_space"], field["split"]
        )
        let adds = prefix.isNull ? true : try prefix.bool()
        var prependScheme = adds ? MetaspaceSplitter.PrependScheme.always : .never
        if !scheme.isNull {
            guard let named = MetaspaceSplitter.PrependScheme(rawValue: try scheme.string()) else {
                throw TokenizerFile.unsupported(scheme, try scheme.string())
            }
            guard adds || named == .never else {
                throw prefix.error("false, but prepend_scheme is \(named.rawValue)")
            }
            prependScheme = named
        }
        return MetaspaceSplitter(
            mark: try scalar(field["replacement"]), prependScheme: prependScheme,
            cuts: cuts.isNull ? true : try cuts.bool())
    }
}
