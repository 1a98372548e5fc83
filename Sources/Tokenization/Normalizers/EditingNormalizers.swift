/// One normalizer after another.
struct NormalizerSequence: TextNormalizer {
    let normalizers: [any TextNormalizer]

    func normalize(_ text: inout NormalizedText) {
        for normalizer in normalizers { normalizer.normalize(&text) }
    }
}

/// Removes white space from the ends of a text.
struct StripNormalizer: TextNormalizer {
    let left: Bool
    let right: Bool

    func normalize(_ text: inout NormalizedText) {
        func isSpace(_ scalar: UInt32) -> Bool {
            UnicodeData.shared.properties(of: scalar).contains(.space)
        }
        var (start, end) = (0, text.count)
        while left, start < end {
            let (scalar, length) = text.scalar(at: start)
            guard isSpace(scalar) else { break }
            start += length
        }
        while right, end > start {
            let (scalar, length) = text.scalar(before: end)
            guard isSpace(scalar) else { break }
            end -= length
        }
        if start > 0 || end < text.count { text = NormalizedText(text, start..<end) }
    }
}

/// Puts a text before another that is not empty; it comes from where the first scalar does.
struct PrependNormalizer: TextNormalizer {
    let prefix: [UInt8]

    func normalize(_ text: inout NormalizedText) {
        guard text.count > 0 else { return }
        var result = NormalizedText(tracksSources: text.tracksSources)
        result.reserveCapacity(prefix.count + text.count)
        let source = text.source(at: 0)
        for byte in prefix { result.append(byte, from: source) }
        result.append(text, 0..<text.count)
        text = result
    }
}

/// Replaces what matches a pattern; the new text comes from where the last scalar of the old does.
struct ReplaceNormalizer: TextNormalizer {
    let pattern: TextPattern
    let content: [UInt8]

    func normalize(_ text: inout NormalizedText) {
        guard var match = pattern.firstMatch(in: 0..<text.count, of: text) else { return }
        var result = NormalizedText(tracksSources: text.tracksSources)
        result.reserveCapacity(text.count + text.count / 8)
        var end = 0
        while true {
            result.append(text, end..<match.lowerBound)
            end = match.upperBound
            let source = text.source(at: end - 1)
            for byte in content { result.append(byte, from: source) }
            guard let next = pattern.firstMatch(in: end..<text.count, of: text) else { break }
            match = next
        }
        result.append(text, end..<text.count)
        text = result
    }
}

/// Writes each byte as one of the characters of byte-level vocabularies.
struct ByteLevelNormalizer: TextNormalizer {
    func normalize(_ text: inout NormalizedText) {
        var result = NormalizedText(tracksSources: text.tracksSources)
        result.reserveCapacity(text.count + text.count / 4)
        for position in 0..<text.count {
            let scalar = ByteCharacters.scalars[Int(text.bytes[position])]
            result.append(scalar: scalar, from: text.source(at: position))
        }
        text = result
    }
}
