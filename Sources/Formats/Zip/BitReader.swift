/// Bits of a buffer, the lowest of each byte first, as RFC 1951 packs them.
struct BitReader {
    private let input: UnsafeRawBufferPointer
    private var position = 0
    /// What was read and not taken yet, the next bit lowest. Above `count` it may hold bits that
    /// `fill` puts there once more.
    private var bits: UInt64 = 0
    private var count = 0

    init(_ input: UnsafeRawBufferPointer) {
        self.input = input
    }

    /// Makes 56 bits ready, or all that are left.
    @inline(__always)
    mutating func fill() {
        if position + 8 <= input.count {
            let word = input.loadUnaligned(fromByteOffset: position, as: UInt64.self)
            bits |= UInt64(littleEndian: word) << UInt64(count)
            position += (63 - count) >> 3
            count |= 56
        } else {
            while count <= 56, position < input.count {
                bits |= UInt64(input[position]) << UInt64(count)
                position += 1
                count += 8
            }
        }
    }

    /// The next bits, which may lie past the end; `take` tells.
    @inline(__always)
    func peek(_ width: Int) -> Int { Int(truncatingIfNeeded: bits & ((1 << UInt64(width)) - 1)) }

    /// - Returns: Whether there were so many.
    @inline(__always)
    mutating func take(_ width: Int) -> Bool {
        guard width <= count else { return false }
        bits >>= UInt64(width)
        count -= width
        return true
    }

    /// The next bits, at most 48, as a number; `nil` past the end.
    @inline(__always)
    mutating func number(_ width: Int) -> Int? {
        if count < width { fill() }
        let value = peek(width)
        return take(width) ? value : nil
    }

    /// The bytes that were taken; one that is begun counts whole.
    var consumed: Int { position - count / 8 }

    /// Drops the rest of a byte that is begun, and gives the following bytes.
    mutating func bytes(_ byteCount: Int) -> UnsafeRawBufferPointer? {
        let start = position - count / 8
        guard byteCount <= input.count - start else { return nil }
        position = start + byteCount
        bits = 0
        count = 0
        return UnsafeRawBufferPointer(rebasing: input[start..<position])
    }
}
