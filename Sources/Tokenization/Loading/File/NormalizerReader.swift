import Foundation

/// Reads the `normalizer` of a tokenizer.json.
enum NormalizerReader {
    static func normalizer(_ field: JSONField) throws(TokenizerError) -> any TextNormalizer {
        switch try TokenizerFile.type(field, orFrom: untyped) {
        case "BertNormalizer":
            let lowercases = try field["lowercase"].bool()
            let accents = field["strip_accents"]
            return BertNormalizer(
                cleansText: try field["clean_text"].bool(),
                spacesIdeographs: try field["handle_chinese_chars"].bool(),
                stripsAccents: accents.isNull ? lowercases : try accents.bool(),
                lowercases: lowercases)
        case "Sequence":
            var normalizers: [any TextNormalizer] = []
            for element in try field["normalizers"].elements() {
                normalizers.append(try normalizer(element))
            }
            return NormalizerSequence(normalizers: normalizers)
        case "NFC": return UnicodeNormalizer(isCompatible: false, composes: true)
        case "NFD": return UnicodeNormalizer(isCompatible: false, composes: false)
        case "NFKC": return UnicodeNormalizer(isCompatible: true, composes: true)
        case "NFKD": return UnicodeNormalizer(isCompatible: true, composes: false)
        case "Lowercase": return ScalarNormalizer.lowercase
        case "StripAccents": return ScalarNormalizer.stripAccents
        case "Nmt": return ScalarNormalizer.nmt
        case "Strip":
            return StripNormalizer(
                left: try field["strip_left"].bool(), right: try field["strip_right"].bool())
        case "Prepend":
            return PrependNormalizer(prefix: Array(try field["prepend"].string().utf8))
        case "Replace":
            return ReplaceNormalizer(
                pattern: try TextPattern(field["pattern"]),
                content: Array(try field["content"].string().utf8))
        case "Precompiled": return try precompiled(field["precompiled_charsmap"])
        case "ByteLevel": return ByteLevelNormalizer()
        case let other: throw TokenizerFile.unsupported(field["type"], other)
        }
    }

    private static let untyped = [
        (
            "BertNormalizer",
            ["clean_text", "handle_chinese_chars", "strip_accents", "lowercase"]
        ),
        ("Strip", ["strip_left", "strip_right"]), ("Sequence", ["normalizers"]),
        ("Replace", ["pattern", "content"]), ("Prepend", ["prepend"]),
    ]

    private static func precompiled(_ field: JSONField) throws(TokenizerError) -> Precompiled {
        guard let bytes = Data(base64Encoded: try field.string()) else {
            throw field.error("is not base64")
        }
        do {
            return Precompiled(try CharacterMap(Array(bytes)))
        } catch {
            throw field.error(error.message)
        }
    }
}
