/// Bits of a buffer, or of several that follow each other, the lowest of each byte first, as RFC 1951 packs them.
struct BitReader {
    private var input: UnsafeRawBufferPointer
    private var position = 0
    /// The bytes of the buffers before.
    private var passed = 0
    /// The next buffer, which may lie where the last one did; empty after the last.
    private let more: (() -> UnsafeRawBufferPointer)?
    /// What was read and not taken yet, the next bit lowest. Above `count` it may hold bits that
    /// `fill` puts there once more.
    private var bits: UInt64 = 0
    private var count = 0

    init(_ input: UnsafeRawBufferPointer) {
        self.input = input
        more = nil
    }

    init(_ more: @escaping () -> UnsafeRawBufferPointer) {
        input = UnsafeRawBufferPointer(start: nil, count: 0)
        self.more = more
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
            fillByBytes()
        }
    }

    private mutating func fillByBytes() {
        while count <= 56, position < input.count || goOn() {
            bits |= UInt64(input[position]) << UInt64(count)
            position += 1
            count += 8
        }
    }

    /// Whether another buffer follows, which is begun.
    private mutating func goOn() -> Bool {
        guard let more else { return false }
        let next = more()
        guard !next.isEmpty else { return false }
        passed += input.count
        input = next
        position = 0
        return true
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
    var consumed: Int { passed + position - count / 8 }

    /// Drops the rest of a byte that is begun.
    mutating func dropPartOfByte() {
        let rest = count % 8
        bits >>= UInt64(rest)
        count -= rest
    }

    /// Gives the following bytes, after whole ones.
    /// - Returns: Whether there were so many.
    mutating func copy(to target: UnsafeMutableBufferPointer<UInt8>) -> Bool {
        precondition(count % 8 == 0, "\(count) bits are ready")
        var done = 0
        while done < target.count, count > 0 {
            target[done] = UInt8(truncatingIfNeeded: bits)
            bits >>= 8
            count -= 8
            done += 1
        }
        guard done < target.count else { return true }
        bits = 0
        while done < target.count {
            guard position < input.count || goOn() else { return false }
            let size = min(target.count - done, input.count - position)
            UnsafeMutableRawBufferPointer(target)[done..<done + size]
                .copyBytes(from: input[position..<position + size])
            position += size
            done += size
        }
        return true
    }
}
