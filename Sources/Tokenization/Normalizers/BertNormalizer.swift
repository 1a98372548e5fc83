/// BERT's clean-up: control characters, spaces around Chinese characters, accents, lower case.
///
/// Everything that can be said of a scalar by itself is worked out once, into a table. Marks that
/// stay in the text when accents are stripped are the exception, see `reordered(_:)`.
struct BertNormalizer: TextNormalizer {
    private static let unchanged: UInt32 = 0
    private static let reorders: UInt32 = 1
    private static let removed: UInt32 = 2
    /// Set off with spaces.
    private static let spaced: UInt32 = 3
    private static let firstPlace: UInt32 = 4

    private let cleansText: Bool
    private let spacesIdeographs: Bool
    private let stripsAccents: Bool
    private let lowercases: Bool

    /// What becomes of each scalar: one of the above, or `firstPlace` more than where its UTF-8
    /// starts in `replacements` times 32 plus its length.
    private var outcomes = ScalarTable()
    private var replacements: [UInt8] = []
    /// What becomes of each ASCII character; 0xFF is nothing.
    private var ascii: [UInt8] = []

    init(cleansText: Bool, spacesIdeographs: Bool, stripsAccents: Bool, lowercases: Bool) {
        self.cleansText = cleansText
        self.spacesIdeographs = spacesIdeographs
        self.stripsAccents = stripsAccents
        self.lowercases = lowercases
        let data = UnicodeData.shared
        for scalar in data.listedScalars { outcomes[scalar] = outcome(of: scalar, data) }
        for scalar in UInt32(0)..<0x80 {
            switch outcomes[scalar] {
            case Self.unchanged: ascii.append(UInt8(scalar))
            case Self.removed: ascii.append(0xFF)
            case let outcome: ascii.append(replacements[Self.place(outcome).start])
            }
        }
    }

    func normalize(_ text: inout NormalizedText) {
        if text.bytes.allSatisfy({ $0 < 0x80 }) {
            text.mapASCII(ascii)
        } else {
            text = replaced(text) ?? reordered(text)
        }
    }

    @inline(__always)
    private static func place(_ outcome: UInt32) -> (start: Int, length: Int) {
        (Int((outcome - firstPlace) >> 5), Int((outcome - firstPlace) & 31))
    }

    /// Scalar by scalar; `nil` when the text holds a scalar that depends on its neighbours.
    private func replaced(_ text: NormalizedText) -> NormalizedText? {
        var result = NormalizedText(tracksSources: text.tracksSources)
        result.reserveCapacity(text.count + text.count / 2)
        var position = 0
        while position < text.count {
            let (scalar, length) = text.scalar(at: position)
            let source = text.source(at: position)
            if scalar < 0x80 {
                let mapped = ascii[Int(scalar)]
                if mapped != 0xFF { result.append(mapped, from: source) }
            } else {
                let outcome = outcomes[scalar]
                switch outcome {
                case Self.reorders: return nil
                case Self.removed: break
                case Self.unchanged, Self.spaced:
                    if outcome == Self.spaced { result.append(0x20, from: source) }
                    for index in position..<position + length {
                        result.append(text.bytes[index], from: source)
                    }
                    if outcome == Self.spaced { result.append(0x20, from: source) }
                default:
                    let place = Self.place(outcome)
                    for index in place.start..<place.start + place.length {
                        result.append(replacements[index], from: source)
                    }
                }
            }
            position += length
        }
        return result
    }

    private mutating func outcome(of scalar: UInt32, _ data: UnicodeData) -> UInt32 {
        let properties = data.properties(of: scalar)
        if cleansText, properties.contains(.removed) { return Self.removed }
        if properties.isDisjoint(with: [.cleanedSpace, .mark, .changes]),
            properties.combiningClass == 0
        {
            let isSpaced = spacesIdeographs && properties.contains(.ideograph)
            return isSpaced ? Self.spaced : Self.unchanged
        }
        var results: [UInt32] = []
        for cleaned in cleaned(scalar, data) {
            let parts = stripsAccents ? data.decomposition(of: cleaned) : [cleaned]
            for part in parts {
                let properties = data.properties(of: part)
                if stripsAccents {
                    if properties.contains(.mark) { continue }
                    if properties.combiningClass != 0 { return Self.reorders }
                }
                results += lowercases ? data.lowercase(of: part) : [part]
            }
        }
        if results == [scalar] { return Self.unchanged }
        if results.isEmpty { return Self.removed }
        var utf8 = NormalizedText(tracksSources: false)
        for result in results { utf8.append(scalar: result, from: .none) }
        let start = replacements.count
        replacements += utf8.bytes
        return UInt32(start << 5 | utf8.count) + Self.firstPlace
    }

    /// The first two steps: clean-up, then spaces around Chinese characters.
    private func cleaned(_ scalar: UInt32, _ data: UnicodeData) -> [UInt32] {
        let properties = data.properties(of: scalar)
        if cleansText {
            if properties.contains(.removed) { return [] }
            if properties.contains(.cleanedSpace) { return [0x20] }
        }
        return spacesIdeographs && properties.contains(.ideograph)
            ? [0x20, scalar, 0x20] : [scalar]
    }

    /// Step by step over the whole text, for marks that accent stripping leaves in the text (those
    /// that are not nonspacing, or newer than the table of marks).
    ///
    /// Canonical order moves such a mark past others, and the `tokenizers` package hands out the
    /// sources in order of the result: a decomposition's first part takes the next source, the
    /// other parts repeat the one before. So a moved mark may point at its neighbour's place.
    private func reordered(_ text: NormalizedText) -> NormalizedText {
        let data = UnicodeData.shared
        var sources: [SourceRange] = []
        var parts: [(scalar: UInt32, isFirst: Bool, combiningClass: UInt32)] = []
        var position = 0
        while position < text.count {
            let (scalar, length) = text.scalar(at: position)
            for cleaned in cleaned(scalar, data) {
                sources.append(text.source(at: position))
                for (index, part) in data.decomposition(of: cleaned).enumerated() {
                    parts.append((part, index == 0, data.properties(of: part).combiningClass))
                }
            }
            position += length
        }
        var start = 0
        while start < parts.count {
            let end = parts[start...].firstIndex { $0.combiningClass == 0 } ?? parts.count
            // The sort is stable, as canonical ordering asks.
            parts[start..<end].sort { $0.combiningClass < $1.combiningClass }
            start = end + 1
        }
        var result = NormalizedText(tracksSources: text.tracksSources)
        var taken = -1
        for part in parts {
            if part.isFirst { taken += 1 }
            if data.properties(of: part.scalar).contains(.mark) { continue }
            for scalar in lowercases ? data.lowercase(of: part.scalar) : [part.scalar] {
                result.append(scalar: scalar, from: sources[taken])
            }
        }
        return result
    }
}
