/// The 256 printable characters that stand for bytes in byte-level vocabularies (Radford et al.
/// 2019): printable Latin-1 stands for itself, the others for U+0100 and on, in order.
enum ByteCharacters {
    /// The character of each byte.
    static let scalars: [UInt32] = {
        var next: UInt32 = 0x100
        return (UInt32(0)..<0x100).map { byte in
            switch byte {
            case 0x21...0x7E, 0xA1...0xAC, 0xAE...0xFF: return byte
            default:
                defer { next += 1 }
                return next
            }
        }
    }()

    /// The byte that a character stands for.
    static let bytes: [UInt32: UInt8] = Dictionary(
        uniqueKeysWithValues: scalars.enumerated().map { ($1, UInt8($0)) })

    /// The first and, where there is one, the second byte of each character's UTF-8.
    private static let utf8: [(first: UInt8, second: UInt8)] = scalars.map { scalar in
        scalar < 0x80
            ? (UInt8(scalar), 0) : (UInt8(0xC0 | scalar >> 6), UInt8(0x80 | scalar & 0x3F))
    }

    /// Appends the characters of bytes, as UTF-8.
    static func append(_ word: UnsafeBufferPointer<UInt8>, to spelled: inout [UInt8]) {
        for byte in word {
            let (first, second) = utf8[Int(byte)]
            spelled.append(first)
            if second != 0 { spelled.append(second) }
        }
    }

    /// Counts places in characters that were counted in their UTF-8.
    ///
    /// Tokens that begin or end within a character, as those of vocabularies that lack some bytes
    /// may, count the whole character.
    static func unspell(_ pieces: inout [Piece], _ spelled: [UInt8]) {
        // How many characters begin in `spelled[..<position]`.
        var (position, begun): (Int, Int32) = (0, 0)
        func charactersBegun(before place: Int32) -> Int32 {
            let place = min(Int(place), spelled.count)
            if place < position { (position, begun) = (0, 0) }
            while position < place {
                if spelled[position] & 0xC0 != 0x80 { begun += 1 }
                position += 1
            }
            return begun
        }
        for index in pieces.indices {
            let (start, end) = (pieces[index].start, pieces[index].end)
            pieces[index].start = charactersBegun(before: start + 1) - 1
            pieces[index].end = charactersBegun(before: end)
        }
    }
}
