/// Replaces grapheme clusters, or else their scalars, by a character map: SentencePiece's clean-up.
struct Precompiled: TextNormalizer {
    /// Longer clusters are looked up scalar by scalar.
    private static let longestCluster = 5
    private static let noByte: UInt8 = 0xFE

    private let map: CharacterMap
    /// What becomes of each ASCII character by itself; 0xFE where that is no single one.
    private let ascii: [UInt8]

    init(_ map: CharacterMap) {
        self.map = map
        ascii = (0..<UInt8(0x80)).map { byte in
            guard let text = [byte].withUnsafeBufferPointer({ map.replacement(of: 0..<1, in: $0) })
            else { return byte }
            let replacement = map.texts[text]
            guard replacement.count == 1, let first = replacement.first, first < 0x80 else {
                return Self.noByte
            }
            return first
        }
    }

    func normalize(_ text: inout NormalizedText) {
        let isPlain = text.bytes.allSatisfy { $0 < 0x80 && $0 != 0x0D && ascii[Int($0)] < 0x80 }
        if isPlain { return text.mapASCII(ascii) }
        var writer = SourceWriter(capacity: text.count)
        let isChanged = text.bytes.withUnsafeBufferPointer { write(text, $0, &writer) }
        if isChanged { text = writer.text(from: text) }
    }

    private func write(
        _ text: NormalizedText, _ bytes: UnsafeBufferPointer<UInt8>, _ writer: inout SourceWriter
    ) -> Bool {
        var isChanged = false
        var start = 0
        while start < bytes.count {
            let end = GraphemeClusters.shared.end(from: start, in: text)
            if end - start <= Self.longestCluster,
                let replacement = map.replacement(of: start..<end, in: bytes)
            {
                isChanged = true
                let count = bytes[start..<end].count { $0 & 0xC0 != 0x80 }
                writer.append(scalars(replacement), replacing: count)
                start = end
                continue
            }
            while start < end {
                let (scalar, length) = text.scalar(at: start)
                if let replacement = map.replacement(of: start..<start + length, in: bytes) {
                    isChanged = true
                    writer.append(scalars(replacement), replacing: 1)
                } else {
                    writer.append(scalar, change: 0)
                }
                start += length
            }
        }
        return isChanged
    }

    private func scalars(_ range: Range<Int>) -> [UInt32] {
        String(decoding: map.texts[range], as: UTF8.self).unicodeScalars.map(\.value)
    }
}
