import Foundation

/// A zlib stream (RFC 1950 and 1951) in one block of fixed codes. Of repetitions it knows those of pictures:
/// of the byte before, and of the line above.
enum Zlib {
    static func compressed(_ bytes: [UInt8], lineLength: Int) -> Data {
        var bits = Bits()
        // The last block, with fixed codes.
        bits.append(0b011, count: 3)
        var place = 0
        while place < bytes.count {
            let (length, distance) =
                [1, lineLength]
                .map { (repetition(bytes, at: place, distance: $0), $0) }
                .max { $0.0 < $1.0 } ?? (0, 1)
            if length < 4 {
                bits.append(literal: Int(bytes[place]))
                place += 1
                continue
            }
            bits.append(length: length)
            bits.append(distance: distance)
            place += length
        }
        bits.append(literal: 256)
        return Data([0x78, 0x01]) + bits.finished() + checksum(bytes)
    }

    /// How many bytes from `place` on are those `distance` before, 258 at most.
    private static func repetition(_ bytes: [UInt8], at place: Int, distance: Int) -> Int {
        guard distance <= min(place, 32_768) else { return 0 }
        let most = min(258, bytes.count - place)
        var length = 0
        while length < most, bytes[place + length] == bytes[place + length - distance] {
            length += 1
        }
        return length
    }

    /// Adler-32.
    private static func checksum(_ bytes: [UInt8]) -> Data {
        var (first, second): (UInt32, UInt32) = (1, 0)
        for byte in bytes {
            first = (first + UInt32(byte)) % 65_521
            second = (second + first) % 65_521
        }
        let sum = second << 16 | first
        return Data((0..<4).map { UInt8(truncatingIfNeeded: sum >> (24 - 8 * $0)) })
    }
}

/// Bits from the lowest of each byte on, and the codes of deflate.
private struct Bits {
    private var data = Data()
    private var pending: UInt64 = 0
    private var count = 0

    mutating func append(_ value: Int, count added: Int) {
        pending |= UInt64(value) << UInt64(count)
        count += added
        while count >= 8 {
            data.append(UInt8(truncatingIfNeeded: pending))
            pending >>= 8
            count -= 8
        }
    }

    /// Huffman codes begin with their highest bit.
    private mutating func append(code: Int, count: Int) {
        let reversed = (0..<count).reduce(0) { $0 << 1 | (code >> $1 & 1) }
        append(reversed, count: count)
    }

    /// The fixed code of a literal, of the end or of a length (RFC 1951, 3.2.6).
    mutating func append(literal: Int) {
        switch literal {
        case ..<144: append(code: 0x30 + literal, count: 8)
        case ..<256: append(code: 0x190 + literal - 144, count: 9)
        case ..<280: append(code: literal - 256, count: 7)
        default: append(code: 0xC0 + literal - 280, count: 8)
        }
    }

    /// 3 to 258: eight codes of one length each, then four for each number of further bits.
    mutating func append(length: Int) {
        if length == 258 { return append(literal: 285) }
        let offset = length - 3
        if offset < 8 { return append(literal: 257 + offset) }
        let extra = Int.bitWidth - 1 - offset.leadingZeroBitCount - 2
        append(literal: 257 + 4 * extra + offset >> extra)
        append(offset & (1 << extra - 1), count: extra)
    }

    /// 1 to 32,768: four codes of one distance each, then two for each number of further bits.
    mutating func append(distance: Int) {
        let offset = distance - 1
        if offset < 4 { return append(code: offset, count: 5) }
        let extra = Int.bitWidth - 1 - offset.leadingZeroBitCount - 1
        append(code: 2 * extra + offset >> extra, count: 5)
        append(offset & (1 << extra - 1), count: extra)
    }

    mutating func finished() -> Data {
        if count > 0 { append(0, count: 8 - count) }
        return data
    }
}
