/// What the preparation of text needs to know of each scalar; see `UnicodeTables`.
struct UnicodeData: Sendable {
    /// The bits of a scalar in `properties`; the canonical combining class lies in bits 8 to
    /// 15.
    struct Properties: OptionSet {
        let rawValue: UInt32

        static let removed = Properties(rawValue: 1)
        static let cleanedSpace = Properties(rawValue: 2)
        static let space = Properties(rawValue: 4)
        static let punctuation = Properties(rawValue: 8)
        static let ideograph = Properties(rawValue: 16)
        static let mark = Properties(rawValue: 32)
        static let wordCharacter = Properties(rawValue: 64)
        /// Has a decomposition or a lower case.
        static let changes = Properties(rawValue: 128)

        /// As `\p{L}` and `\p{N}` of byte-level splitting know them.
        static let letter = Properties(rawValue: 1 << 16)
        static let number = Properties(rawValue: 1 << 17)

        var combiningClass: UInt32 { rawValue >> 8 & 0xFF }
    }

    static let shared = UnicodeData()

    private(set) var table = ScalarTable()
    private let decompositions: [UInt32: [UInt32]]
    private let lowercase: [UInt32: [UInt32]]

    private init() {
        decompositions = UnicodeTableReader.sequences(UnicodeTables.decompositions)
        lowercase = UnicodeTableReader.mappings(UnicodeTables.lowercase)
            .merging(UnicodeTableReader.sequences(UnicodeTables.longLowercase)) { $1 }
        let sets: [(String, Properties)] = [
            (UnicodeTables.removed, .removed), (UnicodeTables.cleanedSpaces, .cleanedSpace),
            (UnicodeTables.spaces, .space), (UnicodeTables.punctuation, .punctuation),
            (UnicodeTables.ideographs, .ideograph), (UnicodeTables.marks, .mark),
            (UnicodeTables.wordCharacters, .wordCharacter), (UnicodeTables.letters, .letter),
            (UnicodeTables.numbers, .number),
        ]
        for (ranges, property) in sets {
            for scalars in UnicodeTableReader.ranges(ranges) {
                for scalar in scalars { table[scalar] |= property.rawValue }
            }
        }
        for (scalars, value) in UnicodeTableReader.valuedRanges(UnicodeTables.combiningClasses) {
            for scalar in scalars { table[scalar] |= value << 8 }
        }
        for scalars in [Array(decompositions.keys), Array(lowercase.keys), Array(0xAC00...0xD7A3)] {
            for scalar in scalars { table[scalar] |= Properties.changes.rawValue }
        }
    }

    func properties(of scalar: UInt32) -> Properties {
        Properties(rawValue: table[scalar])
    }

    /// The full canonical decomposition; Hangul syllables by the rule of the Unicode standard (3.12).
    func decomposition(of scalar: UInt32) -> [UInt32] {
        guard (0xAC00...0xD7A3).contains(scalar) else { return decompositions[scalar] ?? [scalar] }
        let syllable = scalar - 0xAC00
        let (lead, rest) = syllable.quotientAndRemainder(dividingBy: 21 * 28)
        let (vowel, trail) = rest.quotientAndRemainder(dividingBy: 28)
        return [0x1100 + lead, 0x1161 + vowel] + (trail > 0 ? [0x11A7 + trail] : [])
    }

    func lowercase(of scalar: UInt32) -> [UInt32] {
        lowercase[scalar] ?? [scalar]
    }

    /// The scalars that some table names, and those that share a page of 256 with them.
    var listedScalars: [UInt32] {
        table.storedPages.flatMap { page in page << 8..<(page + 1) << 8 }
            .filter { Unicode.Scalar($0) != nil }
    }
}
