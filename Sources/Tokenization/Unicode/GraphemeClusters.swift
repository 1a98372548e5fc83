/// Where grapheme clusters end (UAX #29), for what is normalized cluster by cluster.
///
/// Flags are not kept together: no rule of ours looks at a cluster of their size.
struct GraphemeClusters: Sendable {
    /// The kind of a scalar in the low bits of `table`.
    private enum Kind: UInt32 {
        case other, control, extending, joiner, spacing, prepended, pictograph
        case leading, vowel, trailing, open, closed
    }

    private static let consonant: UInt32 = 16
    private static let linker: UInt32 = 32
    private static let conjunctBreaker: UInt32 = 64

    private static let carriageReturn: UInt32 = 0x0D
    private static let lineFeed: UInt32 = 0x0A

    static let shared = GraphemeClusters()

    private var table = ScalarTable()

    private init() {
        func mark(_ ranges: String, _ kind: Kind, _ flag: UInt32 = 0) {
            for scalars in UnicodeTableReader.ranges(ranges) {
                for scalar in scalars { table[scalar] |= kind.rawValue | flag }
            }
        }
        mark(NormalizationTables.controls, .control)
        mark(NormalizationTables.extending, .extending)
        mark(NormalizationTables.spacingMarks, .spacing)
        mark(NormalizationTables.prepended, .prepended)
        mark(NormalizationTables.pictographs, .pictograph)
        mark(NormalizationTables.vowelJamo, .vowel)
        mark(NormalizationTables.consonants, .other, Self.consonant)
        mark(NormalizationTables.linkers, .other, Self.linker)
        mark(NormalizationTables.conjunctBreakers, .other, Self.conjunctBreaker)
        table[0x200D] = Kind.joiner.rawValue
        for scalar in Array(0x1100..<0x1160) + Array(0xA960..<0xA97D) {
            table[UInt32(scalar)] = Kind.leading.rawValue
        }
        for scalar in Array(0x11A8..<0x1200) + Array(0xD7CB..<0xD7FC) {
            table[UInt32(scalar)] = Kind.trailing.rawValue
        }
        for scalar in UInt32(0xAC00)...0xD7A3 {
            let isOpen = (scalar - 0xAC00) % 28 == 0
            table[scalar] = (isOpen ? Kind.open : .closed).rawValue
        }
    }

    /// The end of the cluster that starts at a byte.
    func end(from start: Int, in text: NormalizedText) -> Int {
        var (scalar, length) = text.scalar(at: start)
        var end = start + length
        guard end < text.count, !(scalar < 0x80 && text.bytes[end] < 0x80) || scalar == 0x0D else {
            return end
        }
        var properties = table[scalar]
        var context = Context()
        context.add(properties)
        while end < text.count {
            let next = text.scalar(at: end)
            let following = table[next.value]
            if scalar == Self.carriageReturn, next.value == Self.lineFeed { return end + 1 }
            guard Self.joins(properties, following, context) else { break }
            context.add(following)
            (scalar, length) = next
            properties = following
            end += length
        }
        return end
    }

    private static func kind(_ properties: UInt32) -> Kind {
        Kind(rawValue: properties & 15) ?? .other
    }

    private static func joins(
        _ properties: UInt32, _ following: UInt32, _ context: Context
    ) -> Bool {
        switch (kind(properties), kind(following)) {
        case (.control, _), (_, .control): false
        case (.leading, .leading), (.leading, .vowel), (.leading, .open), (.leading, .closed),
            (.open, .vowel), (.vowel, .vowel), (.open, .trailing), (.vowel, .trailing),
            (.closed, .trailing), (.trailing, .trailing):
            true
        case (_, .extending), (_, .joiner), (_, .spacing), (.prepended, _): true
        case (.joiner, .pictograph): context.picture == .joined
        default: following & consonant != 0 && context.conjunct == .linked
        }
    }

    /// What the rules of pictographs and of conjuncts have seen of a cluster.
    private struct Context {
        enum Picture { case none, seen, joined }
        enum Conjunct { case none, consonant, linked }

        private(set) var picture = Picture.none
        private(set) var conjunct = Conjunct.none

        mutating func add(_ properties: UInt32) {
            let kind = GraphemeClusters.kind(properties)
            switch kind {
            case .pictograph: picture = .seen
            case .extending: if picture != .seen { picture = .none }
            case .joiner: picture = picture == .seen ? .joined : .none
            default: picture = .none
            }
            if properties & consonant != 0 {
                conjunct = .consonant
            } else if properties & linker != 0 {
                if conjunct != .none { conjunct = .linked }
            } else if !(kind == .extending || kind == .joiner)
                || properties & conjunctBreaker != 0
            {
                conjunct = .none
            }
        }
    }
}
