/// A precompiled character map of SentencePiece: a trie of byte strings, and what replaces them.
///
/// The trie is a double array as Darts-clone writes it: the child of a unit for a byte lies at the
/// unit's base xor the byte and repeats the byte; the child for 0 holds the value of the string so
/// far, where its replacement starts in `texts`.
struct CharacterMap: Sendable {
    /// Far more than any in Unicode; a broken map must not blow up texts.
    private static let longestReplacement = 1 << 10

    private let units: [UInt32]
    /// Replacements, each ended by a byte 0.
    let texts: [UInt8]

    /// - Parameter bytes: the count of the trie's bytes, little-endian like its units, the trie, and
    ///   the replacements.
    /// - Throws: what is wrong with them, for the caller to say where.
    init(_ bytes: [UInt8]) throws(Problem) {
        guard bytes.count >= 4 else { throw Problem("is shorter than the size of its trie") }
        func word(_ position: Int) -> UInt32 {
            (0..<4).reduce(0) { $0 | UInt32(bytes[position + $1]) << (8 * UInt32($1)) }
        }
        let size = Int(word(0))
        guard size > 0, size % 4 == 0, size <= bytes.count - 4 else {
            throw Problem("has \(bytes.count) bytes, which a trie of \(size) bytes does not fit")
        }
        units = (0..<size / 4).map { word(4 + 4 * $0) }
        texts = Array(bytes[(4 + size)...])
        guard String(validating: texts, as: UTF8.self) != nil else {
            throw Problem("has replacements that are not UTF-8")
        }
        let longest = texts.split(separator: 0).map(\.count).max() ?? 0
        guard longest <= Self.longestReplacement else {
            throw Problem("has a replacement of \(longest) bytes")
        }
    }

    struct Problem: Error {
        let message: String

        init(_ message: String) { self.message = message }
    }

    /// What replaces the shortest string of the map that a part of a text starts with.
    ///
    /// The shortest, not the longest, and in place of the whole part: the `tokenizers` package does
    /// so, which loses marks ("A" and a combining accent become "a" with a map that folds case).
    func replacement(of part: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
        var unit = units[0]
        var place = Self.base(unit)
        for index in part {
            let byte = UInt32(bytes[index])
            place ^= byte
            guard byte != 0, place < units.count else { return nil }
            unit = units[Int(place)]
            guard unit & 0x8000_00FF == byte else { return nil }
            place ^= Self.base(unit)
            if unit & 0x100 != 0 {
                guard place < units.count else { return nil }
                return text(at: Int(units[Int(place)] & 0x7FFF_FFFF))
            }
        }
        return nil
    }

    /// Where the children of a unit are counted from.
    private static func base(_ unit: UInt32) -> UInt32 {
        (unit >> 10) << ((unit & 0x200) >> 6)
    }

    /// The replacement that starts at a byte; `nil` for one that a broken map cuts a scalar for.
    private func text(at start: Int) -> Range<Int>? {
        guard start < texts.count else { return start == texts.count ? start..<start : nil }
        guard texts[start] & 0xC0 != 0x80 else { return nil }
        return start..<(texts[start...].firstIndex(of: 0) ?? texts.count)
    }
}
