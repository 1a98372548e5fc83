/// Scalars of the original text, `start..<end`.
struct SourceRange: Sendable, Equatable {
    var start: Int32
    var end: Int32

    static let none = SourceRange(start: 0, end: 0)
}

/// UTF-8 text on its way to the vocabulary; every byte knows the original scalars it comes from.
///
/// Where only ids are wanted nothing is known of sources, and the same calls cost nothing for them.
struct NormalizedText: Sendable {
    private(set) var bytes: [UInt8]
    /// One for each byte, or none at all.
    private(set) var sources: [SourceRange]
    let tracksSources: Bool

    init(tracksSources: Bool) {
        bytes = []
        sources = []
        self.tracksSources = tracksSources
    }

    /// The text as it is.
    init(_ text: String, tracksSources: Bool) {
        self.tracksSources = tracksSources
        var text = text
        (bytes, sources) = text.withUTF8 { utf8 in
            (Array(utf8), tracksSources ? Self.scalarIndices(utf8) : [])
        }
    }

    /// A part of a text that keeps its place in the original.
    init(_ text: NormalizedText, _ range: Range<Int>) {
        bytes = Array(text.bytes[range])
        sources = text.tracksSources ? Array(text.sources[range]) : []
        tracksSources = text.tracksSources
    }

    private static func scalarIndices(_ utf8: UnsafeBufferPointer<UInt8>) -> [SourceRange] {
        [SourceRange](unsafeUninitializedCapacity: utf8.count) { buffer, count in
            var index: Int32 = -1
            for position in 0..<utf8.count {
                if utf8[position] & 0xC0 != 0x80 { index += 1 }
                buffer[position] = SourceRange(start: index, end: index + 1)
            }
            count = utf8.count
        }
    }

    var count: Int { bytes.count }

    /// The scalars of the original that a byte comes from.
    @inline(__always)
    func source(at position: Int) -> SourceRange {
        tracksSources ? sources[position] : .none
    }

    /// The scalars of the original that a range of bytes comes from; not empty.
    @inline(__always)
    func source(of range: Range<Int>) -> SourceRange {
        guard tracksSources else { return .none }
        return SourceRange(
            start: sources[range.lowerBound].start, end: sources[range.upperBound - 1].end)
    }

    mutating func reserveCapacity(_ capacity: Int) {
        bytes.reserveCapacity(capacity)
        if tracksSources { sources.reserveCapacity(capacity) }
    }

    @inline(__always)
    mutating func append(_ byte: UInt8, from source: SourceRange) {
        bytes.append(byte)
        if tracksSources { sources.append(source) }
    }

    mutating func append(scalar: UInt32, from source: SourceRange) {
        guard let scalar = Unicode.Scalar(scalar) else { return }
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
            append(byte, from: source)
        }
    }

    /// Appends a part of another text, with its sources.
    mutating func append(_ text: NormalizedText, _ range: Range<Int>) {
        bytes += text.bytes[range]
        if tracksSources { sources += text.sources[range] }
    }

    /// Replaces each byte by what an ASCII table has for it, and drops those with 0xFF.
    mutating func mapASCII(_ table: [UInt8]) {
        let (count, tracksSources) = (bytes.count, tracksSources)
        let kept = bytes.withUnsafeMutableBufferPointer { bytes in
            sources.withUnsafeMutableBufferPointer { sources in
                table.withUnsafeBufferPointer { table in
                    var kept = 0
                    for position in 0..<count {
                        let mapped = table[Int(bytes[position])]
                        guard mapped != 0xFF else { continue }
                        bytes[kept] = mapped
                        if tracksSources { sources[kept] = sources[position] }
                        kept += 1
                    }
                    return kept
                }
            }
        }
        bytes.removeLast(count - kept)
        if tracksSources { sources.removeLast(count - kept) }
    }
}

extension NormalizedText {
    /// The scalar that starts at a byte, and how many bytes it has.
    @inline(__always)
    func scalar(at position: Int) -> (value: UInt32, length: Int) {
        bytes.withUnsafeBufferPointer { bytes in
            let first = UInt32(bytes[position])
            if first < 0x80 { return (first, 1) }
            let second = UInt32(bytes[position + 1] & 0x3F)
            if first < 0xE0 { return ((first & 0x1F) << 6 | second, 2) }
            let third = UInt32(bytes[position + 2] & 0x3F)
            if first < 0xF0 { return ((first & 0x0F) << 12 | second << 6 | third, 3) }
            let fourth = UInt32(bytes[position + 3] & 0x3F)
            return ((first & 0x07) << 18 | second << 12 | third << 6 | fourth, 4)
        }
    }

    /// The scalar that ends before a byte.
    func scalar(before position: Int) -> (value: UInt32, length: Int) {
        var start = position - 1
        while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        return scalar(at: start)
    }
}
