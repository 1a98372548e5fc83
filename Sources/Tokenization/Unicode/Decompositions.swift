/// Canonical and compatibility decompositions, and canonical compositions.
struct Decompositions: Sendable {
    static let shared = Decompositions()

    private static let leads = UInt32(0x1100)..<0x1113
    private static let vowels = UInt32(0x1161)..<0x1176
    private static let trails = UInt32(0x11A8)..<0x11C3
    private static let syllables = UInt32(0xAC00)..<0xD7A4

    /// Where the parts of a scalar start in `parts` times 32 plus their count; 0 where it has none.
    private var canonical = ScalarTable()
    private var compatible = ScalarTable()
    private var parts: [UInt32] = []
    /// What two scalars are composed to, by the first shifted by 32 bits and the second.
    private var compositions: [UInt64: UInt32] = [:]
    /// 1 for a scalar that is never composed, 2 for one that ends a composition.
    private var compositionFlags = ScalarTable()

    private init() {
        let table = UnicodeTableReader.sequences(UnicodeTables.decompositions)
        for (scalar, sequence) in table { canonical[scalar] = add(sequence) }
        let longer = UnicodeTableReader.sequences(NormalizationTables.longCompatible)
        let compatibility = UnicodeTableReader.mappings(NormalizationTables.compatible)
            .merging(longer) { $1 }
        for (scalar, sequence) in compatibility { compatible[scalar] = add(sequence) }
        for scalars in UnicodeTableReader.ranges(NormalizationTables.uncomposed) {
            for scalar in scalars where canonical[scalar] != 0 { compositionFlags[scalar] = 1 }
        }
        // The pair that composes to a scalar: all but the last of its parts in one, and the last.
        var composed: [[UInt32]: UInt32] = [:]
        for (scalar, sequence) in table where compositionFlags[scalar] & 1 == 0 {
            composed[sequence] = scalar
        }
        for (sequence, scalar) in composed {
            let first =
                sequence.count == 2 ? sequence[0] : composed[Array(sequence.dropLast())]
            guard let first, let second = sequence.last else { continue }
            compositions[UInt64(first) << 32 | UInt64(second)] = scalar
            compositionFlags[second] |= 2
        }
        for jamo in Array(Self.vowels) + Array(Self.trails) { compositionFlags[jamo] |= 2 }
    }

    private mutating func add(_ sequence: [UInt32]) -> UInt32 {
        defer { parts += sequence }
        return UInt32(parts.count << 5 | sequence.count)
    }

    /// Calls `body` with each part of a scalar's full decomposition, and whether it is the first.
    @inline(__always)
    func forEachPart(
        of scalar: UInt32, compatible isCompatible: Bool, _ body: (UInt32, _ isFirst: Bool) -> Void
    ) {
        var place = isCompatible ? compatible[scalar] : 0
        if place == 0 { place = canonical[scalar] }
        if place != 0 {
            let start = Int(place >> 5)
            for index in 0..<Int(place & 31) { body(parts[start + index], index == 0) }
        } else if Self.syllables.contains(scalar) {
            let syllable = scalar - Self.syllables.lowerBound
            let (lead, rest) = syllable.quotientAndRemainder(dividingBy: 21 * 28)
            let (vowel, trail) = rest.quotientAndRemainder(dividingBy: 28)
            body(Self.leads.lowerBound + lead, true)
            body(Self.vowels.lowerBound + vowel, false)
            if trail > 0 { body(Self.trails.lowerBound + trail - 1, false) }
        } else {
            body(scalar, true)
        }
    }

    /// Whether a decomposition would change a scalar.
    func decomposes(_ scalar: UInt32, compatible isCompatible: Bool) -> Bool {
        canonical[scalar] != 0 || isCompatible && compatible[scalar] != 0
            || Self.syllables.contains(scalar)
    }

    /// Whether composition may change a scalar of class 0, or one before it because of it.
    func mayCompose(_ scalar: UInt32, compatible isCompatible: Bool) -> Bool {
        compositionFlags[scalar] != 0 || isCompatible && compatible[scalar] != 0
    }

    func composition(_ first: UInt32, _ second: UInt32) -> UInt32? {
        if Self.leads.contains(first), Self.vowels.contains(second) {
            let lead = (first - Self.leads.lowerBound) * 21
            return Self.syllables.lowerBound + (lead + second - Self.vowels.lowerBound) * 28
        }
        if Self.syllables.contains(first), (first - Self.syllables.lowerBound) % 28 == 0,
            Self.trails.contains(second)
        {
            return first + second - Self.trails.lowerBound + 1
        }
        return compositions[UInt64(first) << 32 | UInt64(second)]
    }
}
